//! Times `cargo xtask serve` in a clean clone: until the page is there, and until it shows a change.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Step;
use super::clone::Clone;
use super::files::{self, PAGE, RECOGNISER};
use super::watched::Watched;

/// A change of the source, and the bundle that shows it.
struct Change {
    what: &'static str,
    folder: &'static str,
    before: &'static str,
    after: &'static str,
    bundle: &'static str,
}

const CHANGES: [Change; 2] = [
    Change {
        what: "a change in a component is served",
        folder: "src",
        before: "class=\"toolbar\"",
        after: "class=\"toolbar first-run\"",
        bundle: PAGE,
    },
    Change {
        what: "a change in crates/ink is served",
        folder: "crates/ink/src",
        before: "const CENTRE: f32 = 14.5;",
        after: "const CENTRE: f32 = 14.25;",
        bundle: RECOGNISER,
    },
];

pub(super) fn measure(clone: &Clone) -> Result<Vec<Step>> {
    let port = free_port()?;
    let mut cargo = clone.cargo();
    cargo.args(["xtask", "serve", "--port", &port.to_string()]);
    let mut serve = Watched::spawn(&mut cargo)?;
    serve.wait_until(|| files::first_answer(port).is_some())?;
    let mut steps = vec![serve.step(
        "`cargo xtask serve` until the page is there".to_owned(),
        true,
    )];
    serve.wait_until(|| files::is_complete(port))?;
    steps.push(serve.step(
        "the same, until all of its bundles are there".to_owned(),
        true,
    ));
    let mut restore = Vec::new();
    for change in &CHANGES {
        let before = files::first_answer(port).context("the page is gone")?;
        restore.push(change.apply(&clone.root())?);
        let duration = serve.wait_until(|| {
            files::first_answer(port)
                .is_some_and(|after| after[change.bundle] != before[change.bundle])
        });
        let duration = duration.with_context(|| change.what)?;
        steps.push(Step {
            what: change.what.to_owned(),
            duration,
            longest_silence: None,
            is_success: true,
        });
    }
    drop(serve);
    restore.into_iter().try_for_each(|restore| restore())?;
    Ok(steps)
}

/// Returns a free port. `serve` could choose one, but prints it in a sentence that is not meant to be parsed.
fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    Ok(listener.local_addr()?.port())
}

impl Change {
    /// Changes the first file that contains the text. Returns a function that restores it.
    fn apply(&self, root: &Path) -> Result<impl FnOnce() -> Result<()> + use<>> {
        let file = find(&root.join(self.folder), self.before)?
            .with_context(|| format!("no file in {} contains {}", self.folder, self.before))?;
        let original = fs::read_to_string(&file)?;
        println!("\n{}: {}", self.what, file.display());
        fs::write(&file, original.replacen(self.before, self.after, 1))?;
        Ok(move || Ok(fs::write(file, original)?))
    }
}

/// Returns the first Rust file below a folder that contains the text.
fn find(folder: &Path, text: &str) -> Result<Option<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            if let Some(found) = find(&path, text)? {
                return Ok(Some(found));
            }
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && fs::read_to_string(&path)?.contains(text)
        {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use e2e::programs::workspace_root;

    use super::*;

    #[test]
    fn the_texts_that_are_changed_are_in_the_source() {
        for Change { folder, before, .. } in &CHANGES {
            let found = find(&workspace_root().join(folder), before).unwrap();
            assert!(found.is_some(), "{folder} lacks {before}");
        }
    }
}
