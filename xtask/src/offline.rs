//! Fills in the service worker's build identifier and list of files.
//!
//! A browser installs a service worker again when any of its bytes changes, so the identifier is a hash of all files of
//! the site.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::budget;

pub(crate) const SCRIPT: &str = "offline.js";
pub(crate) const PAGE: &str = "index.html";

/// Fills in the placeholders in the site's service worker.
///
/// # Errors
/// If the site has no service worker, or it lacks a placeholder.
pub fn complete(site: &Path) -> Result<()> {
    let mut names = Vec::new();
    for entry in fs::read_dir(site).with_context(|| site.display().to_string())? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.retain(|name| name != SCRIPT);
    // The file system lists files in no particular order.
    names.sort();
    let mut hash = DefaultHasher::new();
    for name in &names {
        hash.write(name.as_bytes());
        hash.write(&fs::read(site.join(name)).with_context(|| name.clone())?);
    }
    let first_answer = names
        .iter()
        .filter(|name| budget::is_for_first_answer(name));
    // Browsers request the page by its folder's address.
    let urls = first_answer.map(|name| if name == PAGE { "./" } else { name });
    let quoted = urls.map(|name| format!("{name:?}"));
    let files = quoted.collect::<Vec<_>>().join(", ");

    let path = site.join(SCRIPT);
    let script = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let build = format!("const BUILD = \"{:016x}\";", hash.finish());
    let script = replaced(&script, "const BUILD = \"\";", &build)?;
    let script = replaced(
        &script,
        "const FILES = [\"./\"];",
        &format!("const FILES = [{files}];"),
    )?;
    fs::write(&path, script).with_context(|| path.display().to_string())
}

fn replaced(script: &str, placeholder: &str, line: &str) -> Result<String> {
    ensure!(
        script.matches(placeholder).count() == 1,
        "{SCRIPT} must contain `{placeholder}` exactly once"
    );
    Ok(script.replace(placeholder, line))
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    const TEMPLATE: &str = include_str!("../../src/offline.js");

    fn site(worker: &str) -> TempDir {
        let site = tempfile::tempdir().unwrap();
        let files = [
            (SCRIPT, TEMPLATE),
            (PAGE, "<html>"),
            ("worker.js", worker),
            ("photo.js", "photo"),
            ("explain.js", "explain"),
        ];
        for (name, text) in files {
            fs::write(site.path().join(name), text).unwrap();
        }
        site
    }

    fn completed(worker: &str) -> String {
        let site = site(worker);
        complete(site.path()).unwrap();
        fs::read_to_string(site.path().join(SCRIPT)).unwrap()
    }

    #[test]
    fn only_the_files_of_the_first_answer_are_listed() {
        let script = completed("worker");
        assert!(
            script.contains("const FILES = [\"./\", \"worker.js\"];"),
            "{script}"
        );
    }

    #[test]
    fn the_script_differs_between_builds_and_only_between_builds() {
        assert_eq!(completed("worker"), completed("worker"));
        assert_ne!(completed("worker"), completed("another worker"));
    }

    #[test]
    fn a_script_without_placeholders_is_an_error() {
        let site = site("worker");
        fs::write(site.path().join(SCRIPT), "const BUILD = 1;").unwrap();
        let error = complete(site.path()).unwrap_err().to_string();
        assert!(error.contains("const BUILD"), "{error}");
    }
}
