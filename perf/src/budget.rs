//! `cargo perf budget`: checks the size of each part of the site, compressed with brotli, against its budget.
//!
//! `cargo xtask test` fails when a part exceeds its budget. To raise a budget, change it here and explain why in the
//! commit.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use e2e::Site;

use crate::compression::brotli;

/// A set of the site's files with a common budget.
struct Part {
    name: &'static str,
    contains: fn(&str) -> bool,
    max_bytes: usize,
}

const PARTS: [Part; 7] = [
    Part {
        name: "page: WebAssembly",
        contains: |file| file.starts_with("digit-recogniser") && file.ends_with(".wasm"),
        max_bytes: 148_500,
    },
    Part {
        name: "recogniser: WebAssembly with weights",
        contains: |file| is_in_bundle(file, "recognise") && file.ends_with(".wasm"),
        max_bytes: 130_500,
    },
    Part {
        name: "style sheet",
        contains: |file| file.ends_with(".css"),
        max_bytes: 4_850,
    },
    Part {
        name: "everything for the first answer",
        contains: is_for_first_answer,
        max_bytes: 295_300,
    },
    Part {
        name: "import, fetched with the first file",
        contains: |file| is_in_bundle(file, "import"),
        max_bytes: 196_500,
    },
    Part {
        name: "explain with weights, fetched by See inside",
        contains: |file| is_in_bundle(file, "explain"),
        max_bytes: 217_000,
    },
    Part {
        name: "inspector, fetched by See inside",
        contains: |file| is_in_bundle(file, "inspector"),
        max_bytes: 160_000,
    },
];

/// Returns whether the first answer needs this file of the site.
pub(crate) fn is_for_first_answer(file: &str) -> bool {
    !["import", "explain", "inspector"]
        .iter()
        .any(|bundle| is_in_bundle(file, bundle))
}

/// Returns whether a file belongs to a bundle. Its files are called `name.js` and `name_bg.wasm`.
fn is_in_bundle(file: &str, bundle: &str) -> bool {
    let rest = file.strip_prefix(bundle);
    rest.is_some_and(|rest| rest.starts_with(['.', '_']))
}

/// Checks the site in dist/, which must have been built.
///
/// # Errors
/// As for [`check`].
pub(crate) fn run() -> Result<()> {
    check(&Site::at_root().folder)
}

/// Prints the compressed size of each part of a built site.
///
/// # Errors
/// If a part is missing or exceeds its budget; the message names the part and the excess.
fn check(site: &Path) -> Result<()> {
    let files = compressed_sizes(site)?;
    let mut violations = Vec::new();
    for part in &PARTS {
        let sizes = files.iter().filter(|(name, _)| (part.contains)(name));
        let bytes: usize = sizes.map(|(_, bytes)| bytes).sum();
        ensure!(bytes > 0, "the site has no files for: {}", part.name);
        println!("{bytes:>8} of {:>8} bytes  {}", part.max_bytes, part.name);
        violations.extend(violation(part, bytes));
    }
    ensure!(violations.is_empty(), "{}", violations.join("; "));
    Ok(())
}

fn violation(part: &Part, bytes: usize) -> Option<String> {
    let over = bytes.checked_sub(part.max_bytes).filter(|over| *over > 0)?;
    let Part { name, .. } = part;
    Some(format!(
        "{name}: {over} bytes (brotli) over budget; make it smaller, or raise the budget in \
         perf/src/budget.rs and explain why in the commit"
    ))
}

/// Returns the name and compressed size of each file in a folder without sub-folders.
fn compressed_sizes(folder: &Path) -> Result<Vec<(String, usize)>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut sizes = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().context("the path has no file name")?;
        let compressed = brotli(&fs::read(&path)?)?;
        sizes.push((name.to_string_lossy().into_owned(), compressed.len()));
    }
    Ok(sizes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PART: Part = Part {
        name: "a part",
        contains: |_| true,
        max_bytes: 100,
    };

    #[test]
    fn a_part_within_its_budget_is_not_a_violation() {
        assert_eq!(violation(&PART, 100), None);
    }

    #[test]
    fn a_violation_names_the_part_and_the_excess() {
        let violation = violation(&PART, 107).unwrap();
        assert!(
            violation.starts_with("a part: 7 bytes (brotli) over budget"),
            "{violation}"
        );
    }

    #[test]
    fn a_site_without_a_part_is_an_error() {
        let site = tempfile::tempdir().unwrap();
        std::fs::write(site.path().join("page.css"), "a{}").unwrap();
        let error = check(site.path()).unwrap_err().to_string();
        assert_eq!(error, "the site has no files for: page: WebAssembly");
    }

    #[test]
    fn the_first_answer_needs_the_page_and_its_recogniser() {
        for file in ["index.html", "recognise_bg.wasm", "importmap.json"] {
            assert!(is_for_first_answer(file), "{file}");
        }
        for file in ["import.js", "explain_bg.wasm", "inspector.js"] {
            assert!(!is_for_first_answer(file), "{file}");
        }
    }
}
