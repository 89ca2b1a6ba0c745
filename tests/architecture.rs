//! The invariants of docs/architecture.md that a look at the files can hold.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below a folder of the project, with its text, tests left out.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let (mut folders, mut found) = (vec![root().join(folder)], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is part of the project") {
            let path = entry.expect("the folder can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("source is text");
                let code = text
                    .split("#[cfg(test)]")
                    .next()
                    .unwrap_or_default()
                    .to_owned();
                found.push((path, code));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} holds no Rust file");
    found
}

/// The lines of code that hold one of the words, comments left out.
fn naming(sources: &[(PathBuf, String)], words: &[&str]) -> Vec<String> {
    let lines = sources
        .iter()
        .flat_map(|(path, text)| text.lines().map(move |line| (path, line)));
    lines
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .filter(|(_, line)| words.iter().any(|word| line.contains(word)))
        .map(|(path, line)| format!("{}: {}", path.display(), line.trim()))
        .collect()
}

fn outside(sources: Vec<(PathBuf, String)>, folder: &str) -> Vec<(PathBuf, String)> {
    let folder = root().join(folder);
    let is_outside = |path: &Path| !path.starts_with(&folder);
    sources
        .into_iter()
        .filter(|(path, _)| is_outside(path))
        .collect()
}

#[test]
fn every_path_that_the_architecture_names_exists() {
    let text =
        fs::read_to_string(root().join("docs/architecture.md")).expect("the document is there");
    let quoted = text.split('`').skip(1).step_by(2);
    let is_path = |word: &&str| word.contains('/') && !word.contains([' ', '(', '!']);
    let paths: Vec<&str> = quoted.filter(is_path).collect();
    assert!(
        paths.len() > 15,
        "the document names its paths in backticks: {paths:?}"
    );
    let missing: Vec<&&str> = paths
        .iter()
        .filter(|path| !root().join(path).exists())
        .collect();
    assert!(missing.is_empty(), "not there: {missing:?}");
}

#[test]
fn only_the_browser_folder_names_the_webs_interfaces() {
    let words = ["web_sys", "js_sys", "gloo"];
    let named = naming(&outside(sources("src"), "src/browser"), &words);
    assert!(named.is_empty(), "{named:#?}");
    assert!(
        !naming(&sources("src/browser"), &words).is_empty(),
        "the folder is where they are"
    );
}

#[test]
fn drawn_ink_is_never_read_back_from_a_canvas_but_to_be_handed_out() {
    let readers = ["get_image_data", "to_data_url", "to_blob"];
    let named = naming(&outside(sources("src"), "src/browser/png.rs"), &readers);
    assert!(named.is_empty(), "{named:#?}");
}

#[test]
fn ink_net_number_and_photo_depend_on_nothing_of_the_web_and_ink_and_photo_on_nothing_of_burn() {
    let web = ["web-sys", "js-sys", "wasm-bindgen", "gloo", "leptos"];
    let check = |manifest: &str, foreign: &[&str]| {
        let text = fs::read_to_string(root().join(manifest)).expect("the crate has a manifest");
        let named: Vec<&str> = text
            .lines()
            .filter(|line| foreign.iter().any(|name| line.contains(name)))
            .collect();
        assert!(named.is_empty(), "{manifest} names {named:?}");
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

#[test]
fn the_numbers_of_the_recipe_are_written_once() {
    let all: Vec<(PathBuf, String)> = ["crates", "src"].into_iter().flat_map(sources).collect();
    for number in ["0.1307", "0.3081", "pen_width: 2.5", "fit: 20.0"] {
        let places = naming(&all, &[number]);
        assert_eq!(places.len(), 1, "{number}: {places:#?}");
    }
}
