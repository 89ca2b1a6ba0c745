//! Fills in the service worker's build identifier and the list of files that it caches when it is installed.
//!
//! These are the files that index.html loads itself, which are those for the first answer. Bundles that open later are
//! cached when the page fetches them. A browser installs a service worker again when any of its bytes changes, so the
//! identifier is a hash of all files of the site.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::Path;

use anyhow::{Context, Result, ensure};

const SCRIPT: &str = "offline.js";
const PAGE: &str = "index.html";

/// Fills in the placeholders in the site's service worker.
///
/// # Errors
/// If the site has no service worker, or it lacks a placeholder.
pub(crate) fn complete(site: &Path) -> Result<()> {
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
    let html = fs::read_to_string(site.join(PAGE)).context(PAGE)?;
    let loaded = loaded_by(&html);
    // Browsers request the page by its folder's address.
    let first = names
        .iter()
        .filter(|name| loaded.contains(&name.as_str()))
        .map(|name| format!(", {name:?}"))
        .collect::<String>();

    let path = site.join(SCRIPT);
    let script = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let build = format!("const BUILD = \"{:016x}\";", hash.finish());
    let script = replaced(&script, "const BUILD = \"\";", &build)?;
    let files = format!("const FILES = [\"./\"{first}];");
    let script = replaced(&script, "const FILES = [\"./\"];", &files)?;
    fs::write(&path, script).with_context(|| path.display().to_string())
}

/// Returns the names of the files in the page's `href` and `src` attributes, which may have no quotes.
fn loaded_by(html: &str) -> Vec<&str> {
    let attributes = [" href=", " src="].map(|attribute| html.split(attribute).skip(1));
    let urls = attributes.into_iter().flatten().filter_map(|rest| {
        let rest = rest.trim_start_matches('"');
        rest.split(['"', ' ', '>', '?']).next()
    });
    urls.filter_map(|url| url.rsplit('/').next()).collect()
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
        let html = "<link href=/name/style.css rel=stylesheet><meta data-js=/name/import.js>\
            <link rel=\"modulepreload\" href=\"/name/worker.js?page-1.js\"><script async src=/name/boot.js>";
        let files = [
            (SCRIPT, TEMPLATE),
            (PAGE, html),
            ("worker.js", worker),
            ("style.css", "main {}"),
            ("boot.js", "boot"),
            ("import.js", "import"),
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
    fn only_the_files_that_the_page_loads_itself_are_listed() {
        let script = completed("worker");
        let files = r#"const FILES = ["./", "boot.js", "style.css", "worker.js"];"#;
        assert!(script.contains(files), "{script}");
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
