//! Checks the invariants of docs/architecture.md that are visible in the source files.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the path and the code of every Rust file under a folder, without its unit tests.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let (mut folders, mut files) = (vec![root().join(folder)], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder exists") {
            let path = entry.expect("the folder can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("a source file is UTF-8");
                let code = text
                    .split("#[cfg(test)]")
                    .next()
                    .unwrap_or_default()
                    .to_owned();
                files.push((path, code));
            }
        }
    }
    assert!(!files.is_empty(), "{folder} contains no Rust file");
    files
}

/// Returns the lines of code, without comments, that contain one of the words.
fn lines_with(sources: &[(PathBuf, String)], words: &[&str]) -> Vec<String> {
    let lines = sources
        .iter()
        .flat_map(|(path, text)| text.lines().map(move |line| (path, line)));
    lines
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .filter(|(_, line)| words.iter().any(|word| line.contains(word)))
        .map(|(path, line)| format!("{}: {}", path.display(), line.trim()))
        .collect()
}

/// Returns the source files that are not in a folder.
fn outside(sources: Vec<(PathBuf, String)>, folder: &str) -> Vec<(PathBuf, String)> {
    let folder = root().join(folder);
    let is_outside = |path: &Path| !path.starts_with(&folder);
    sources
        .into_iter()
        .filter(|(path, _)| is_outside(path))
        .collect()
}

#[test]
fn every_path_in_the_architecture_document_exists() {
    let text =
        fs::read_to_string(root().join("docs/architecture.md")).expect("the document exists");
    let quoted = text.split('`').skip(1).step_by(2);
    let is_path = |word: &&str| word.contains('/') && !word.contains([' ', '(', '!']);
    let paths: Vec<&str> = quoted.filter(is_path).collect();
    assert!(
        paths.len() > 15,
        "the document names too few paths: {paths:?}"
    );
    let missing: Vec<&&str> = paths
        .iter()
        .filter(|path| !root().join(path).exists())
        .collect();
    assert!(missing.is_empty(), "these paths do not exist: {missing:?}");
}

#[test]
fn only_the_browser_folder_uses_web_apis() {
    let words = ["web_sys", "js_sys", "gloo"];
    let lines = lines_with(&outside(sources("src"), "src/browser"), &words);
    assert!(lines.is_empty(), "{lines:#?}");
    assert!(
        !lines_with(&sources("src/browser"), &words).is_empty(),
        "the search finds the web APIs in the browser folder"
    );
}

#[test]
fn only_the_png_export_reads_pixels_from_a_canvas() {
    let functions = ["get_image_data", "to_data_url", "to_blob"];
    let lines = lines_with(&outside(sources("src"), "src/browser/png.rs"), &functions);
    assert!(lines.is_empty(), "{lines:#?}");
}

#[test]
fn core_crates_do_not_depend_on_web_crates_and_ink_and_photo_do_not_depend_on_burn() {
    let web = ["web-sys", "js-sys", "wasm-bindgen", "gloo", "leptos"];
    let check = |manifest: &str, forbidden: &[&str]| {
        let text = fs::read_to_string(root().join(manifest)).expect("the crate has a manifest");
        let lines: Vec<&str> = text
            .lines()
            .filter(|line| forbidden.iter().any(|name| line.contains(name)))
            .collect();
        assert!(lines.is_empty(), "{manifest} contains {lines:?}");
    };
    check(
        "crates/ink/Cargo.toml",
        &[&web[..], &["burn", "ndarray"]].concat(),
    );
    check("crates/net/Cargo.toml", &web);
    check("crates/number/Cargo.toml", &web);
    check(
        "crates/photo/Cargo.toml",
        &[&web[..], &["burn", "net."]].concat(),
    );
}
