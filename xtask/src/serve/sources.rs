//! The files from which the site is built, watched for changes.

use std::fs;
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};

use crate::workspace_root;

const PATHS: [&str; 9] = [
    "src",
    "crates",
    "style",
    "assets",
    "docs/evaluation.json",
    "index.html",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
];

/// A state of the files: how many there are, and when the newest was changed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sources {
    count: usize,
    newest: SystemTime,
}

impl Sources {
    /// Returns the current state.
    ///
    /// # Errors
    /// If a folder cannot be read.
    pub(super) fn now() -> Result<Self> {
        let mut sources = Self {
            count: 0,
            newest: SystemTime::UNIX_EPOCH,
        };
        for path in PATHS {
            let path = workspace_root().join(path);
            sources
                .add(&path)
                .with_context(|| path.display().to_string())?;
        }
        Ok(sources)
    }

    fn add(&mut self, path: &Path) -> io::Result<()> {
        let metadata = fs::metadata(path)?;
        if metadata.is_dir() {
            for entry in fs::read_dir(path)? {
                match self.add(&entry?.path()) {
                    // Editors write temporary files.
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                    result => result?,
                }
            }
        } else {
            self.count += 1;
            self.newest = self.newest.max(metadata.modified()?);
        }
        Ok(())
    }

    /// Returns when the files differ from this state.
    ///
    /// # Errors
    /// If a folder cannot be read.
    pub(super) fn wait_for_change(&self) -> Result<()> {
        while Self::now()? == *self {
            thread::sleep(Duration::from_millis(300));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_and_a_newer_one_change_the_state() {
        let folder = tempfile::tempdir().unwrap();
        let state = || {
            let mut sources = Sources {
                count: 0,
                newest: SystemTime::UNIX_EPOCH,
            };
            sources.add(folder.path()).unwrap();
            sources
        };
        let empty = state();
        let file = folder.path().join("a.rs");
        fs::write(&file, "").unwrap();
        let with_file = state();
        assert_ne!(with_file, empty);
        let later = SystemTime::now() + Duration::from_secs(1);
        fs::File::options()
            .write(true)
            .open(file)
            .unwrap()
            .set_modified(later)
            .unwrap();
        assert_ne!(state(), with_file);
    }

    #[test]
    fn every_path_exists() {
        assert!(Sources::now().unwrap().count > 100);
    }
}
