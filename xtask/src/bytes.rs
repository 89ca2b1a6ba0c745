//! `cargo xtask bytes`: what is in a bundle's wasm, by crate and by function.
//!
//! The published modules have no names, so the bundles are built once more with them, everything else alike. A
//! function counts for the crate that wrote it, wherever it was compiled into; data, such as the weights, has no name.
//!
//! Of the page, what it holds of See inside is added up too: what a person pays for it who only draws. That is the code
//! whose names are those of its modules, uncompressed, and its style sheets, compressed. It is an estimate: brotli takes more
//! than half of code away, and what is inlined, or generic and named after another's module, is not counted.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result};
use rustc_demangle::demangle;
use wasmparser::{KnownCustom, Name, Parser, Payload};

use crate::budget::brotli;
use crate::lean::leanly;
use crate::tools::{Toolbox, WASM};
use crate::{command, styles, workspace_root};

/// The bundles of a first answer, and what cargo is told of each, as in index.html.
const BUNDLES: [(&str, &str, &[&str]); 2] = [
    ("digit-recogniser", "web-page", &[]),
    ("worker", "web", &["--no-default-features"]),
];

/// What names of functions have that are there for See inside: its modules.
const INSIDE: [&str; 4] = [
    "::see_inside::",
    "::panels::",
    "::inside::",
    "::Session>::subject",
];

/// Its style sheets.
const INSIDE_SHEETS: [&str; 2] = ["inside.css", "lesson.css"];

/// Rows of each table.
const ROWS: usize = 16;

/// Where a module's bytes are.
#[derive(Debug, Default)]
struct Content {
    /// Each function's name and bytes of code.
    functions: Vec<(String, usize)>,
    /// Data segments.
    data: usize,
    /// All of it.
    whole: usize,
}

/// Builds each bundle with names and prints its tables.
///
/// # Errors
/// When a bundle cannot be built or read.
pub fn run() -> Result<()> {
    let tools = Toolbox::for_pages()?;
    for (bundle, profile, features) in BUNDLES {
        let variable = format!(
            "CARGO_PROFILE_{}_STRIP",
            profile.to_uppercase().replace('-', "_")
        );
        let mut cargo = tools.command("cargo");
        cargo.args(["build", "--locked", "--target", WASM, "--profile", profile]);
        cargo.args(["--target-dir", "target/bytes", "--bin", bundle]);
        cargo.args(features);
        command::run(leanly(cargo.env(variable, "none")))?;
        let folder = workspace_root().join("target/bytes/bundles");
        let mut bindgen = tools.command("wasm-bindgen");
        bindgen
            // Demangled there, a crate's name would have its hash after it.
            .args([
                "--target",
                "web",
                "--no-typescript",
                "--no-demangle",
                "--out-dir",
            ])
            .arg(&folder);
        bindgen.arg(format!("target/bytes/{WASM}/{profile}/{bundle}.wasm"));
        command::run(&mut bindgen)?;
        let content = content(&folder.join(format!("{bundle}_bg.wasm")))?;
        print(bundle, &content);
        if bundle == BUNDLES[0].0 {
            print_inside(&content)?;
        }
    }
    Ok(())
}

/// What See inside adds to what everyone fetches.
fn print_inside(page: &Content) -> Result<()> {
    let functions = page.functions.iter().filter(|(name, _)| is_inside(name));
    let code: usize = functions.clone().map(|(_, size)| size).sum();
    let styles =
        |left_out: &[&str]| anyhow::Ok(brotli(styles::all_but(left_out)?.as_bytes())?.len());
    let sheets = styles(&[])? - styles(&INSIDE_SHEETS)?;
    println!(
        "\nSee inside adds to the first load about {} bytes: {code} of code in {} functions, before compression, and \
         {sheets} of styles, compressed",
        code + sheets,
        functions.count()
    );
    Ok(())
}

fn is_inside(name: &str) -> bool {
    INSIDE.iter().any(|part| name.contains(part))
}

fn content(file: &Path) -> Result<Content> {
    let module = fs::read(file).with_context(|| file.display().to_string())?;
    let (mut sizes, mut names, mut content) = (Vec::new(), BTreeMap::new(), Content::default());
    let mut imported = 0;
    for payload in Parser::new(0).parse_all(&module) {
        match payload? {
            Payload::ImportSection(imports) => {
                let functions = imports.into_imports().filter(|import| {
                    import
                        .as_ref()
                        .is_ok_and(|import| matches!(import.ty, wasmparser::TypeRef::Func(_)))
                });
                imported = functions.count();
            }
            Payload::CodeSectionEntry(body) => sizes.push(length(&body.range())),
            Payload::DataSection(section) => content.data = length(&section.range()),
            Payload::CustomSection(section) => {
                let KnownCustom::Name(subsections) = section.as_known() else {
                    continue;
                };
                content.whole = module.len() - length(&section.range());
                for subsection in subsections {
                    let Name::Function(map) = subsection? else {
                        continue;
                    };
                    for naming in map {
                        let naming = naming?;
                        names.insert(
                            naming.index as usize,
                            format!("{:#}", demangle(naming.name)),
                        );
                    }
                }
            }
            _ => {}
        }
    }
    let named = |(index, size)| {
        let name = names.get(&(imported + index)).cloned();
        (name.unwrap_or_else(|| "without a name".to_owned()), size)
    };
    content.functions = sizes.into_iter().enumerate().map(named).collect();
    Ok(content)
}

fn length(range: &Range<u64>) -> usize {
    (range.end - range.start) as usize
}

fn print(bundle: &str, content: &Content) {
    let code: usize = content.functions.iter().map(|(_, size)| size).sum();
    println!(
        "\n{bundle}: {} bytes without names, of these {code} of code in {} functions and {} of data",
        content.whole,
        content.functions.len(),
        content.data
    );
    let by_crate = content
        .functions
        .iter()
        .map(|(name, size)| (crate_of(name), *size));
    table("crate", by_crate, code);
    let by_function = content
        .functions
        .iter()
        .map(|(name, size)| (name.as_str(), *size));
    table("function", by_function, code);
}

/// The largest, and what the others have together.
fn table<'a>(what: &str, sizes: impl Iterator<Item = (&'a str, usize)>, code: usize) {
    let mut sums = BTreeMap::<&str, usize>::new();
    for (name, size) in sizes {
        *sums.entry(name).or_default() += size;
    }
    let mut sums: Vec<(&str, usize)> = sums.into_iter().collect();
    sums.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    println!("\n| {what} | bytes | % of the code |\n| --- | --- | --- |");
    let rest: usize = sums.iter().skip(ROWS).map(|(_, size)| size).sum();
    let others = format!("{} others", sums.len().saturating_sub(ROWS));
    for (name, size) in sums.into_iter().take(ROWS).chain([(others.as_str(), rest)]) {
        let share = 100.0 * size as f64 / code as f64;
        println!("| `{}` | {size} | {share:.1} |", shortened(name));
    }
}

/// The first crate that a path names: in `<a::B as c::D>::e` it is `a`.
fn crate_of(name: &str) -> &str {
    let path = name.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '_');
    let path = ["dyn ", "mut ", "const "]
        .iter()
        .fold(path, |path, word| path.trim_start_matches(word));
    let end = path.find(|c: char| !c.is_alphanumeric() && c != '_');
    match end {
        Some(end) if path[end..].starts_with("::") => &path[..end],
        _ => "outside crates",
    }
}

/// What of a name fits a table.
fn shortened(name: &str) -> String {
    const MOST: usize = 90;
    if name.chars().count() <= MOST {
        name.to_owned()
    } else {
        name.chars().take(MOST).chain("\u{2026}".chars()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_is_of_the_crate_that_its_path_begins_with() {
        for (name, expected) in [
            ("net::infer::convolve::run", "net"),
            ("<ink::Drawing as core::fmt::Debug>::fmt", "ink"),
            ("<&mut leptos::Owner>::drop", "leptos"),
            ("core::ptr::drop_in_place::<alloc::vec::Vec<u8>>", "core"),
            ("__wbindgen_malloc", "outside crates"),
        ] {
            assert_eq!(crate_of(name), expected, "{name}");
        }
    }

    #[test]
    fn what_is_there_for_see_inside_is_told_by_its_modules() {
        for (name, expected) in [
            ("digit_recogniser::ui::see_inside::SeeInside", true),
            (
                "<alloc::boxed::Box<digit_recogniser::state::inside::lesson::task::Task> as Drop>::drop",
                true,
            ),
            (
                "digit_recogniser::browser::panels::start::{{closure}}",
                true,
            ),
            ("digit_recogniser::ui::drawer::Drawer", false),
            ("digit_recogniser::ui::app::insidelong::f", false),
        ] {
            assert_eq!(is_inside(name), expected, "{name}");
        }
    }

    #[test]
    fn sizes_and_names_are_those_of_the_module() {
        // (module (func $ink::a) (data)): one function of two bytes of body, named.
        let module = [
            &b"\0asm\x01\0\0\0"[..],
            b"\x01\x04\x01\x60\0\0",
            b"\x03\x02\x01\0",
            b"\x0a\x04\x01\x02\0\x0b",
            b"\0\x10\x04name\x01\x09\x01\0\x06ink::a",
        ]
        .concat();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.wasm");
        fs::write(&file, module).unwrap();
        let content = content(&file).unwrap();
        assert_eq!(content.functions, [("ink::a".to_owned(), 2)]);
        assert_eq!(content.data, 0);
    }
}
