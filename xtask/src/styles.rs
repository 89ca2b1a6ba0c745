//! Joins the style sheets that `style/main.css` imports into one file.
//!
//! This runs before Trunk, which minifies and hashes the result.

use std::fs;

use anyhow::{Context, Result};

use crate::workspace_root;

const FOLDER: &str = "style";
const MAIN: &str = "main.css";
/// The joined style sheet, which index.html refers to.
const JOINED: &str = "target/style.css";

/// Writes the joined style sheet.
///
/// # Errors
/// If a style sheet cannot be read or the result cannot be written.
pub(crate) fn join() -> Result<()> {
    let folder = workspace_root().join(FOLDER);
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let path = workspace_root().join(JOINED);
    fs::create_dir_all(path.parent().context("the path has no folder")?)?;
    fs::write(&path, joined(&read(MAIN)?, read)?)
        .with_context(|| format!("cannot write {}", path.display()))
}

fn joined(main: &str, read: impl Fn(&str) -> Result<String>) -> Result<String> {
    let lines = main.lines().map(|line| match imported(line) {
        Some(name) => read(name),
        None => Ok(format!("{line}\n")),
    });
    lines.collect()
}

fn imported(line: &str) -> Option<&str> {
    line.strip_prefix("@import \"")?.strip_suffix("\";")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_import_is_replaced_by_the_file() {
        let read = |name: &str| Ok(format!("/* {name} */\n"));
        let main = "@import \"a.css\";\n@import \"b.css\";\np { margin: 0 }\n";
        let expected = "/* a.css */\n/* b.css */\np { margin: 0 }\n";
        assert_eq!(joined(main, read).unwrap(), expected);
    }

    #[test]
    fn every_style_sheet_in_the_folder_is_imported_once() {
        let folder = workspace_root().join(FOLDER);
        let main = fs::read_to_string(folder.join(MAIN)).unwrap();
        let mut imports: Vec<&str> = main.lines().filter_map(imported).collect();
        imports.sort_unstable();
        let files = fs::read_dir(folder).unwrap();
        let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
        let mut sheets: Vec<String> = names.filter(|name| name != MAIN).collect();
        sheets.sort_unstable();
        assert_eq!(imports, sheets);
    }
}
