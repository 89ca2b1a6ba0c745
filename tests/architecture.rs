//! Checks the boundaries of docs/architecture.md that the compiler does not enforce.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

const WASM: &str = "wasm32-unknown-unknown";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the output of a cargo command.
fn cargo(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO"));
    let output = command
        .args(arguments)
        .arg("--locked")
        .current_dir(root())
        .output();
    let output = output.expect("cargo starts");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo {arguments:?}: {error}");
    String::from_utf8(output.stdout).expect("cargo prints UTF-8")
}

/// Returns the names of the crates that a package links when it is compiled for a target.
fn linked_crates(package: &str, target: &str) -> Vec<String> {
    let format = ["--edges", "normal", "--prefix", "none", "--format", "{p}"];
    let tree = cargo(
        &[
            &["tree", "--package", package, "--target", target],
            &format[..],
        ]
        .concat(),
    );
    let names = tree.lines().filter_map(|line| line.split(' ').next());
    names.map(str::to_owned).collect()
}

#[track_caller]
fn check_links_none(package: &str, forbidden: impl Fn(&str) -> bool) {
    let linked = linked_crates(package, WASM);
    assert!(linked.len() > 1, "{package} has dependencies: {linked:?}");
    let found: Vec<&String> = linked.iter().filter(|name| forbidden(name)).collect();
    assert!(found.is_empty(), "{package} links {found:?}");
}

fn is_burn(name: &str) -> bool {
    name.starts_with("burn") || name == "model"
}

fn is_web(name: &str) -> bool {
    ["web-sys", "js-sys", "wasm-bindgen", "leptos"].contains(&name) || name.starts_with("gloo")
}

#[test]
fn page_and_inspector_do_not_link_burn() {
    check_links_none("digit-recogniser", is_burn);
    check_links_none("inspector", is_burn);
    assert!(
        linked_crates("engines", WASM)
            .iter()
            .any(|name| is_burn(name)),
        "the search finds Burn in the workers"
    );
}

#[test]
fn pure_crates_link_neither_web_apis_nor_burn() {
    for package in [
        "ink",
        "recognition",
        "pictures",
        "workers",
        "text",
        "session",
    ] {
        check_links_none(package, |name| is_web(name) || is_burn(name));
    }
}

#[test]
fn only_platform_depends_on_web_apis() {
    let metadata = cargo(&["metadata", "--no-deps", "--format-version", "1"]);
    let metadata: Value = serde_json::from_str(&metadata).expect("cargo prints JSON");
    let packages = metadata["packages"].as_array().expect("there are packages");
    let depends_on_web_apis = |package: &&Value| {
        let dependencies = package["dependencies"].as_array().into_iter().flatten();
        let mut names = dependencies
            .filter(|dependency| dependency["kind"].is_null())
            .filter_map(|dependency| dependency["name"].as_str());
        names.any(|name| ["web-sys", "js-sys"].contains(&name) || name.starts_with("gloo"))
    };
    let found: Vec<&Value> = packages
        .iter()
        .filter(depends_on_web_apis)
        .map(|package| &package["name"])
        .collect();
    assert_eq!(found, ["platform"]);
}

/// Returns the path and the code, without unit tests and comments, of every Rust file under a folder.
fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder exists") {
        let path = entry.expect("the folder can be listed").path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a source file is UTF-8");
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            let code = code
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"));
            files.push((path, code.collect::<Vec<_>>().join("\n")));
        }
    }
    files
}

/// Returns the files in the source folders of the page and of the crates whose code contains one of the words.
fn files_with(words: &[&str]) -> Vec<PathBuf> {
    let crates = fs::read_dir(root().join("crates")).expect("the folder exists");
    let folders = crates.map(|entry| entry.expect("the folder can be listed").path().join("src"));
    let files = folders
        .chain([root().join("src")])
        .flat_map(|folder| sources(&folder));
    files
        .filter(|(_, code)| words.iter().any(|word| code.contains(word)))
        .map(|(path, _)| {
            path.strip_prefix(root())
                .expect("the file is in the workspace")
                .to_owned()
        })
        .collect()
}

#[test]
fn web_apis_are_not_used_through_reexports() {
    let files = files_with(&["web_sys", "js_sys", "gloo"]);
    assert!(
        !files.is_empty(),
        "the search finds the web APIs in platform"
    );
    let outside: Vec<&PathBuf> = files
        .iter()
        .filter(|file| !file.starts_with("crates/platform"))
        .collect();
    assert!(outside.is_empty(), "{outside:#?}");
    let reexports = files_with(&["pub use web_sys", "pub use js_sys", "pub use gloo"]);
    assert!(reexports.is_empty(), "{reexports:#?}");
}

#[test]
fn only_the_png_export_reads_pixels_from_a_canvas() {
    let files = files_with(&["get_image_data", "to_data_url", "to_blob"]);
    assert_eq!(files, [Path::new("crates/platform/src/png.rs")]);
}

#[test]
fn every_path_in_the_architecture_document_exists() {
    let document = root().join("docs/architecture.md");
    let text = fs::read_to_string(document).expect("the document exists");
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
