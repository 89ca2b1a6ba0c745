//! Minifies the JavaScript of a built site: wasm-bindgen's modules, the start script and the service worker.
//!
//! Trunk does not minify wasm-bindgen's modules. After minifying, this module updates the `integrity` attributes in
//! index.html.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use oxc::allocator::Allocator;
use oxc::codegen::{Codegen, CodegenOptions};
use oxc::minifier::{Minifier, MinifierOptions};
use oxc::parser::Parser;
use oxc::span::SourceType;
use sha2::{Digest, Sha384};

use crate::offline::{self, PAGE};

/// Minifies every module in a site's folder, except the service worker, whose placeholders are filled in afterwards.
///
/// # Errors
/// If the folder has no page, or a file cannot be read, parsed or written.
pub(crate) fn scripts(site: &Path) -> Result<()> {
    let page = site.join(PAGE);
    let mut html = read(&page)?;
    for entry in fs::read_dir(site).with_context(|| site.display().to_string())? {
        let path = entry?.path();
        let is_module = path.extension().is_some_and(|extension| extension == "js");
        if is_module && path.file_name().is_some_and(|name| name != offline::SCRIPT) {
            let script = read(&path)?;
            let minified = minified(&script).with_context(|| path.display().to_string())?;
            html = html.replace(&integrity(&script), &integrity(&minified));
            write(&path, &minified)?;
        }
    }
    write(&page, &html)
}

/// Minifies the site's service worker, after its placeholders are filled in.
///
/// # Errors
/// If the service worker cannot be read, parsed or written.
pub(crate) fn service_worker(site: &Path) -> Result<()> {
    let path = site.join(offline::SCRIPT);
    let minified = minified(&read(&path)?).with_context(|| path.display().to_string())?;
    write(&path, &minified)
}

/// Returns the minified module.
fn minified(script: &str) -> Result<String> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, script, SourceType::mjs()).parse();
    ensure!(
        !parsed.panicked && parsed.diagnostics.is_empty(),
        "invalid JavaScript: {:?}",
        parsed.diagnostics
    );
    let mut program = parsed.program;
    let names = Minifier::new(MinifierOptions::default())
        .minify(&allocator, &mut program)
        .scoping;
    let printer = Codegen::new()
        .with_options(CodegenOptions::minify())
        .with_scoping(names);
    Ok(printer.build(&program).code)
}

/// Returns the value of the `integrity` attribute for a script.
fn integrity(text: &str) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(text)))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| path.display().to_string())
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minifying_keeps_exports_and_updates_the_integrity_attribute() {
        let site = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(site.path().join(name), text).unwrap();
        let script = "// Doubles the length.\nexport function count(things) {\n    const number = things.length;\n    return number + number;\n}\n";
        let other = "sha384-of-a-style-sheet";
        write("count.js", script);
        write("style.css", "main {\n}");
        write(
            PAGE,
            &format!(
                "<script integrity={}><link integrity={other}>",
                integrity(script)
            ),
        );
        scripts(site.path()).unwrap();
        let read = |name: &str| fs::read_to_string(site.path().join(name)).unwrap();
        let minified = read("count.js");
        assert!(minified.len() < script.len() / 2, "{minified}");
        assert!(minified.starts_with("export function count("), "{minified}");
        assert_eq!(
            read(PAGE),
            format!(
                "<script integrity={}><link integrity={other}>",
                integrity(&minified)
            )
        );
        assert_eq!(read("style.css"), "main {\n}");
    }

    #[test]
    fn the_integrity_attribute_is_the_sha_384_of_the_bytes_in_base64() {
        // The output of `printf '' | openssl dgst -sha384 -binary | base64`.
        let of_empty_text =
            "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        assert_eq!(integrity(""), of_empty_text);
    }

    #[test]
    fn invalid_javascript_is_an_error_that_names_the_file() {
        let site = tempfile::tempdir().unwrap();
        fs::write(site.path().join(PAGE), "").unwrap();
        fs::write(site.path().join("broken.js"), "function (").unwrap();
        let error = format!("{:#}", scripts(site.path()).unwrap_err());
        assert!(
            error.contains("broken.js") && error.contains("JavaScript"),
            "{error}"
        );
    }
}
