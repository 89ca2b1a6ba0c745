//! Saves and loads the state of a run after each epoch.
//!
//! A new checkpoint is written to a temporary folder, which then replaces the previous checkpoint. At least one
//! complete checkpoint remains if the run is interrupted at any time.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use serde::{Deserialize, Serialize};
use training::{Trainer, TrainerState, TrainingConfig};

const CHECKPOINT_DIR: &str = "checkpoint";
const NEXT_DIR: &str = "checkpoint-next";
const STATE_FILE: &str = "progress.json";
const NET_FILE: &str = "net.bin";
const AVERAGE_FILE: &str = "average.bin";
const OPTIMISER_FILE: &str = "optimiser.bin";

/// Contents of [`STATE_FILE`].
#[derive(Debug, Serialize, Deserialize)]
struct CheckpointState {
    /// Number of completed epochs.
    epochs: usize,
    /// Number of completed steps.
    steps: usize,
    /// Hyperparameters of the run. A run with different ones must not resume from this checkpoint.
    #[serde(alias = "plan")]
    config: TrainingConfig,
}

/// Saves the state of a trainer after `epochs` epochs.
///
/// # Errors
/// Returns an error if a file cannot be written or removed. The error names it.
pub fn save(
    directory: &Path,
    trainer: &Trainer,
    config: &TrainingConfig,
    epochs: usize,
) -> anyhow::Result<()> {
    let (next_dir, dir) = (directory.join(NEXT_DIR), directory.join(CHECKPOINT_DIR));
    remove_dir(&next_dir)?;
    fs::create_dir_all(&next_dir)
        .with_context(|| format!("cannot create {}", next_dir.display()))?;
    let state = trainer.state()?;
    let progress = serde_json::to_vec_pretty(&CheckpointState {
        epochs,
        steps: state.steps,
        config: config.clone(),
    })?;
    for (name, bytes) in [
        (NET_FILE, state.net),
        (AVERAGE_FILE, state.average),
        (OPTIMISER_FILE, state.optimiser),
        (STATE_FILE, progress),
    ] {
        let path = next_dir.join(name);
        fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
    }
    remove_dir(&dir)?;
    fs::rename(&next_dir, &dir).with_context(|| format!("cannot replace {}", dir.display()))
}

/// Removes a folder, if it exists.
fn remove_dir(dir: &Path) -> anyhow::Result<()> {
    match fs::remove_dir_all(dir) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", dir.display()))
        }
        _ => Ok(()),
    }
}

/// Returns whether the folder contains a checkpoint.
pub fn exists(directory: &Path) -> bool {
    latest_dir(directory).is_some()
}

/// Loads the last checkpoint into a new trainer. Returns the trainer and the number of completed epochs.
///
/// # Errors
/// Returns an error if there is no checkpoint, it is corrupt, or it belongs to a run with other hyperparameters.
pub fn load(
    directory: &Path,
    trainer: Trainer,
    config: &TrainingConfig,
) -> anyhow::Result<(Trainer, usize)> {
    let dir = latest_dir(directory).with_context(|| {
        format!(
            "{} contains no checkpoint; start without --resume",
            directory.display()
        )
    })?;
    let corrupt = || format!("the checkpoint in {} is corrupt", dir.display());
    let read = |name: &str| fs::read(dir.join(name)).with_context(corrupt);
    let CheckpointState {
        epochs,
        steps,
        config: saved,
    } = serde_json::from_slice(&read(STATE_FILE)?).with_context(corrupt)?;
    ensure!(
        saved == *config,
        "the checkpoint in {} has other hyperparameters ({saved:?}); resume with the same options",
        directory.display(),
    );
    let state = TrainerState {
        steps,
        net: read(NET_FILE)?,
        average: read(AVERAGE_FILE)?,
        optimiser: read(OPTIMISER_FILE)?,
    };
    Ok((trainer.with_state(&state).with_context(corrupt)?, epochs))
}

/// Returns the folder of the last complete checkpoint: the temporary one if the run was interrupted just before the
/// rename.
fn latest_dir(directory: &Path) -> Option<PathBuf> {
    let dirs = [CHECKPOINT_DIR, NEXT_DIR].map(|name| directory.join(name));
    dirs.into_iter().find(|dir| dir.join(STATE_FILE).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_cannot_be_removed_is_an_error_and_a_missing_one_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(CHECKPOINT_DIR);
        remove_dir(&path).unwrap();
        fs::write(&path, "a file, not a folder").unwrap();
        let error = remove_dir(&path).unwrap_err().to_string();
        assert!(error.contains("cannot remove"), "{error}");
    }
}
