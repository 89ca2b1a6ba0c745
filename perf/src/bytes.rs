//! `cargo perf bytes`: lists the code in the bundles of the first answer, by crate and by function.
//!
//! Published modules have no function names, so the bundles are built again with names and otherwise equal settings. A
//! function is attributed to the crate that defines it. Data, such as the weights, has no name.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result};
use e2e::programs::workspace_root;
use rustc_demangle::demangle;
use wasmparser::{KnownCustom, Name, Parser, Payload};

use crate::build::Module;

/// The bundles of the first answer: package, name and profile, as in index.html.
const BUNDLES: [(&str, &str, &str); 2] = [
    ("digit-recogniser", "digit-recogniser", "web"),
    ("engines", "recognise", "web"),
];

/// Rows per table.
const ROWS: usize = 16;

/// The sizes in a WebAssembly module, in bytes.
#[derive(Debug, Default)]
struct ModuleSizes {
    /// Name and code size of each function.
    functions: Vec<(String, usize)>,
    /// Size of the data segments.
    data: usize,
    /// Size of the module without names.
    total: usize,
}

/// Builds each bundle with names and prints its tables.
///
/// # Errors
/// If a bundle cannot be built or read.
pub(crate) fn run() -> Result<()> {
    let folder = workspace_root().join("target/bytes/bundles");
    for (package, name, profile) in BUNDLES {
        let module = Module {
            package,
            name,
            profile,
            features: "",
            has_names: true,
        };
        module.build(&folder)?;
        print(
            name,
            &module_sizes(&folder.join(format!("{name}_bg.wasm")))?,
        );
    }
    Ok(())
}

fn module_sizes(file: &Path) -> Result<ModuleSizes> {
    let module = fs::read(file).with_context(|| file.display().to_string())?;
    let (mut code_sizes, mut names, mut sizes) =
        (Vec::new(), BTreeMap::new(), ModuleSizes::default());
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
            Payload::CodeSectionEntry(body) => code_sizes.push(range_len(&body.range())),
            Payload::DataSection(section) => sizes.data = range_len(&section.range()),
            Payload::CustomSection(section) => {
                let KnownCustom::Name(subsections) = section.as_known() else {
                    continue;
                };
                sizes.total = module.len() - range_len(&section.range());
                for subsection in subsections {
                    let Name::Function(map) = subsection? else {
                        continue;
                    };
                    for entry in map {
                        let entry = entry?;
                        names.insert(entry.index as usize, format!("{:#}", demangle(entry.name)));
                    }
                }
            }
            _ => {}
        }
    }
    let named = |(index, size)| {
        let name = names.get(&(imported + index)).cloned();
        (name.unwrap_or_else(|| "(unnamed)".to_owned()), size)
    };
    sizes.functions = code_sizes.into_iter().enumerate().map(named).collect();
    Ok(sizes)
}

fn range_len(range: &Range<u64>) -> usize {
    (range.end - range.start) as usize
}

fn print(bundle: &str, sizes: &ModuleSizes) {
    let code: usize = sizes.functions.iter().map(|(_, size)| size).sum();
    println!(
        "\n{bundle}: {} bytes without names; {code} of code in {} functions, {} of data",
        sizes.total,
        sizes.functions.len(),
        sizes.data
    );
    let by_crate = sizes
        .functions
        .iter()
        .map(|(name, size)| (crate_of(name), *size));
    table("crate", by_crate, code);
    let by_function = sizes
        .functions
        .iter()
        .map(|(name, size)| (name.as_str(), *size));
    table("function", by_function, code);
}

/// Prints the sizes summed by name: the largest entries and the sum of the others.
fn table<'a>(heading: &str, sizes: impl Iterator<Item = (&'a str, usize)>, code: usize) {
    let mut sums = BTreeMap::<&str, usize>::new();
    for (name, size) in sizes {
        *sums.entry(name).or_default() += size;
    }
    let mut sums: Vec<(&str, usize)> = sums.into_iter().collect();
    sums.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    println!("\n| {heading} | bytes | % of the code |\n| --- | --- | --- |");
    let rest: usize = sums.iter().skip(ROWS).map(|(_, size)| size).sum();
    let others = format!("{} others", sums.len().saturating_sub(ROWS));
    for (name, size) in sums.into_iter().take(ROWS).chain([(others.as_str(), rest)]) {
        let percent = 100.0 * size as f64 / code as f64;
        println!("| `{}` | {size} | {percent:.1} |", truncated(name));
    }
}

/// Returns the first crate in a path: `a` in `<a::B as c::D>::e`.
fn crate_of(name: &str) -> &str {
    let path = name.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '_');
    let path = ["dyn ", "mut ", "const "]
        .iter()
        .fold(path, |path, word| path.trim_start_matches(word));
    let end = path.find(|c: char| !c.is_alphanumeric() && c != '_');
    match end {
        Some(end) if path[end..].starts_with("::") => &path[..end],
        _ => "(no crate)",
    }
}

/// Truncates a name to the width of the table.
fn truncated(name: &str) -> String {
    const MAX_CHARS: usize = 90;
    if name.chars().count() <= MAX_CHARS {
        name.to_owned()
    } else {
        name.chars()
            .take(MAX_CHARS)
            .chain("\u{2026}".chars())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_belongs_to_the_first_crate_of_its_path() {
        for (name, expected) in [
            ("model::inference::dense::dense", "model"),
            ("<ink::Drawing as core::fmt::Debug>::fmt", "ink"),
            ("<&mut leptos::Owner>::drop", "leptos"),
            ("core::ptr::drop_in_place::<alloc::vec::Vec<u8>>", "core"),
            ("__wbindgen_malloc", "(no crate)"),
        ] {
            assert_eq!(crate_of(name), expected, "{name}");
        }
    }

    #[test]
    fn sizes_and_names_match_the_module() {
        // (module (func $ink::a) (data)): one named function with a body of two bytes.
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
        let sizes = module_sizes(&file).unwrap();
        assert_eq!(sizes.functions, [("ink::a".to_owned(), 2)]);
        assert_eq!(sizes.data, 0);
    }
}
