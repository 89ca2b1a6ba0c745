//! How many bytes each part of the site may cost a visitor, compressed by brotli at its best.
//!
//! `cargo xtask test` fails where a part has outgrown its budget. Raising one is a decision, made here.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use brotli::enc::BrotliEncoderParams;

/// A part of the site.
struct Part {
    name: &'static str,
    has: fn(&str) -> bool,
    most_bytes: usize,
}

const PARTS: [Part; 7] = [
    Part {
        name: "the page's wasm",
        has: |file| file.starts_with("digit-recogniser") && file.ends_with(".wasm"),
        // Links to the lesson's tasks among them, what keeps a slow device from styling the page at every move, and the
        // rehearsal (3.5 KB) and the drawers made when they are opened (0.8 KB), by which it is not late; what moving the
        // limits of doubt comes to (0.8 KB); what has the pad come before the rest, and the first question sent before the network
        // is ready (1.4 KB).
        most_bytes: 144_000,
    },
    Part {
        name: "the worker's wasm, weights included",
        has: |file| file.starts_with("worker") && file.ends_with(".wasm"),
        most_bytes: 129_500,
    },
    Part {
        name: "the style sheets",
        has: |file| file.ends_with(".css"),
        // One file for all of it, a tablet's one column, its two narrow ones and a wall's large ones among it.
        most_bytes: 4_800,
    },
    Part {
        name: "everything for a first answer",
        has: is_for_first_answer,
        // With what keeps the page on the device.
        most_bytes: 290_000,
    },
    Part {
        name: "what opens and writes files, fetched with the first of them",
        has: reads_pictures,
        most_bytes: 196_500,
    },
    Part {
        name: "what explains, weights included, fetched when it is opened",
        has: explains,
        most_bytes: 249_500,
    },
    Part {
        name: "the panels that show it, fetched with it",
        has: shows_inside,
        // A third of it for the model card, its misread drawings, the lesson and files of pictures.
        most_bytes: 155_500,
    },
];

/// Whether a visitor's first answer needs this file of the site.
#[must_use]
pub fn is_for_first_answer(file: &str) -> bool {
    !reads_pictures(file) && !explains(file) && !shows_inside(file)
}

fn reads_pictures(file: &str) -> bool {
    is_of_bundle(file, "photo")
}

fn explains(file: &str) -> bool {
    is_of_bundle(file, "inside")
}

fn shows_inside(file: &str) -> bool {
    is_of_bundle(file, "panels")
}

/// As Trunk names a worker's files: `photo.js`, `photo_bg.wasm`.
fn is_of_bundle(file: &str, bundle: &str) -> bool {
    let rest = file.strip_prefix(bundle);
    rest.is_some_and(|rest| rest.starts_with(['.', '_']))
}

/// Prints what each part of a built site costs.
///
/// # Errors
/// When a part costs more than its budget: the message says which, and by how much.
pub fn check(site: &Path) -> Result<()> {
    let files = compressed_sizes(site)?;
    let mut outgrown = Vec::new();
    for part in &PARTS {
        let sizes = files.iter().filter(|(name, _)| (part.has)(name));
        let bytes: usize = sizes.map(|(_, bytes)| bytes).sum();
        ensure!(bytes > 0, "the site has nothing of {}", part.name);
        println!("{bytes:>8} of {:>8} bytes: {}", part.most_bytes, part.name);
        outgrown.extend(complaint(part, bytes));
    }
    ensure!(outgrown.is_empty(), "{}", outgrown.join("; "));
    Ok(())
}

fn complaint(part: &Part, bytes: usize) -> Option<String> {
    let over = bytes
        .checked_sub(part.most_bytes)
        .filter(|over| *over > 0)?;
    let Part { name, .. } = part;
    Some(format!(
        "{name} outgrew its budget by {over} bytes with brotli: make it smaller, or raise the budget in \
         xtask/src/budget.rs and say why"
    ))
}

/// Each file of a folder that holds files alone, with its compressed size.
fn compressed_sizes(folder: &Path) -> Result<Vec<(String, usize)>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut sizes = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().context("a file has a name")?;
        let compressed = brotli(&fs::read(&path)?)?;
        sizes.push((name.to_string_lossy().into_owned(), compressed.len()));
    }
    Ok(sizes)
}

/// The bytes compressed as well as brotli can.
///
/// # Errors
/// Never in practice: memory is read and written.
pub fn brotli(plain: &[u8]) -> Result<Vec<u8>> {
    let best = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: plain.len(),
        ..BrotliEncoderParams::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*plain, &mut compressed, &best)?;
    Ok(compressed)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PART: Part = Part {
        name: "a part",
        has: |_| true,
        most_bytes: 100,
    };

    #[test]
    fn a_part_within_its_budget_is_no_complaint() {
        assert_eq!(complaint(&PART, 100), None);
    }

    #[test]
    fn a_part_that_outgrew_its_budget_is_named_with_what_it_is_over() {
        let complaint = complaint(&PART, 107).unwrap();
        assert!(
            complaint.starts_with("a part outgrew its budget by 7 bytes"),
            "{complaint}"
        );
    }

    #[test]
    fn a_site_that_lacks_a_part_is_an_error() {
        let site = tempfile::tempdir().unwrap();
        std::fs::write(site.path().join("page.css"), "a{}").unwrap();
        let error = check(site.path()).unwrap_err().to_string();
        assert_eq!(error, "the site has nothing of the page's wasm");
    }
}
