//! Tells the built site's service worker, `src/offline.js`, which build it belongs to and what it is to keep.
//!
//! A browser takes a service worker for a new one when a byte of it differs, so the build's mark changes with any file
//! of the site.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::budget;

pub(crate) const SCRIPT: &str = "offline.js";
pub(crate) const PAGE: &str = "index.html";

/// Fills in the script of a site.
///
/// # Errors
/// When the site has no such script, or it has no such lines to be filled in.
pub fn complete(site: &Path) -> Result<()> {
    let mut names = Vec::new();
    for entry in fs::read_dir(site).with_context(|| site.display().to_string())? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.retain(|name| name != SCRIPT);
    // A folder's order is the file system's.
    names.sort();
    let mut mark = DefaultHasher::new();
    for name in &names {
        mark.write(name.as_bytes());
        mark.write(&fs::read(site.join(name)).with_context(|| name.clone())?);
    }
    let needed = names
        .iter()
        .filter(|name| budget::is_for_first_answer(name));
    // The page is asked for by its folder's address.
    let needed = needed.map(|name| if name == PAGE { "./" } else { name });
    let needed = needed.map(|name| format!("{name:?}"));
    let files = needed.collect::<Vec<_>>().join(", ");

    let path = site.join(SCRIPT);
    let script = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let build = format!("const BUILD = \"{:016x}\";", mark.finish());
    let script = replaced(&script, "const BUILD = \"\";", &build)?;
    let script = replaced(
        &script,
        "const FILES = [\"./\"];",
        &format!("const FILES = [{files}];"),
    )?;
    fs::write(&path, script).with_context(|| path.display().to_string())
}

fn replaced(script: &str, line: &str, filled: &str) -> Result<String> {
    ensure!(
        script.matches(line).count() == 1,
        "{SCRIPT} is to have `{line}` once"
    );
    Ok(script.replace(line, filled))
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
            ("inside.js", "inside"),
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
    fn what_a_first_answer_needs_is_kept_and_no_more() {
        let script = completed("worker");
        assert!(
            script.contains("const FILES = [\"./\", \"worker.js\"];"),
            "{script}"
        );
    }

    #[test]
    fn another_build_is_another_script_and_the_same_build_the_same() {
        assert_eq!(completed("worker"), completed("worker"));
        assert_ne!(completed("worker"), completed("another worker"));
    }

    #[test]
    fn a_script_without_the_lines_is_an_error() {
        let site = site("worker");
        fs::write(site.path().join(SCRIPT), "const BUILD = 1;").unwrap();
        let error = complete(site.path()).unwrap_err().to_string();
        assert!(error.contains("const BUILD"), "{error}");
    }
}
