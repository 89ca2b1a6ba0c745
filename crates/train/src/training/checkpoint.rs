//! Saves and loads the state of a run after each epoch.
//!
//! A new checkpoint is written to a temporary folder, which then replaces the previous checkpoint. At least one
//! complete checkpoint remains if the run is interrupted at any time.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use burn::module::Module;
use burn::optim::Optimizer;
use burn::record::{BinFileRecorder, FullPrecisionSettings, Recorder};
use serde::{Deserialize, Serialize};

use super::config::TrainingConfig;
use super::trainer::Trainer;

const CHECKPOINT_DIR: &str = "checkpoint";
const NEXT_DIR: &str = "checkpoint-next";
const STATE_FILE: &str = "progress.json";

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
/// Returns an error if a file cannot be written. The error names it.
pub fn save(
    directory: &Path,
    trainer: &Trainer,
    config: &TrainingConfig,
    epochs: usize,
) -> anyhow::Result<()> {
    let (next_dir, dir) = (directory.join(NEXT_DIR), directory.join(CHECKPOINT_DIR));
    let _ = fs::remove_dir_all(&next_dir);
    fs::create_dir_all(&next_dir)
        .with_context(|| format!("cannot create {}", next_dir.display()))?;
    let recorder = BinFileRecorder::<FullPrecisionSettings>::new();
    recorder.record(trainer.net.clone().into_record(), next_dir.join("net"))?;
    recorder.record(
        trainer.ema.net.clone().into_record(),
        next_dir.join("average"),
    )?;
    recorder.record(trainer.optimiser.to_record(), next_dir.join("optimiser"))?;
    let state = CheckpointState {
        epochs,
        steps: trainer.steps_done,
        config: config.clone(),
    };
    fs::write(
        next_dir.join(STATE_FILE),
        serde_json::to_vec_pretty(&state)?,
    )?;
    let _ = fs::remove_dir_all(&dir);
    fs::rename(&next_dir, &dir).with_context(|| format!("cannot replace {}", dir.display()))
}

/// Returns whether the folder contains a checkpoint.
pub fn exists(directory: &Path) -> bool {
    latest_dir(directory).is_some()
}

/// Loads the last checkpoint and returns its trainer and the number of completed epochs.
///
/// # Errors
/// Returns an error if there is no checkpoint, it is corrupt, or it belongs to a run with other hyperparameters.
pub fn load(directory: &Path, config: &TrainingConfig) -> anyhow::Result<(Trainer, usize)> {
    let dir = latest_dir(directory).with_context(|| {
        format!(
            "{} contains no checkpoint; start without --resume",
            directory.display()
        )
    })?;
    let state = fs::read(dir.join(STATE_FILE))?;
    let state: CheckpointState = serde_json::from_slice(&state)
        .with_context(|| format!("{} is corrupt", dir.join(STATE_FILE).display()))?;
    ensure!(
        state.config == *config,
        "the checkpoint in {} has other hyperparameters ({:?}); resume with the same options",
        directory.display(),
        state.config
    );
    let (device, recorder) = (
        Default::default(),
        BinFileRecorder::<FullPrecisionSettings>::new(),
    );
    let corrupt = |name: &str| format!("{} is corrupt", dir.join(name).display());
    let mut trainer = Trainer::new(config);
    let net = recorder
        .load(dir.join("net"), &device)
        .with_context(|| corrupt("net.bin"))?;
    trainer.net = trainer.net.load_record(net);
    let ema = recorder
        .load(dir.join("average"), &device)
        .with_context(|| corrupt("average.bin"))?;
    trainer.ema.net = trainer.ema.net.load_record(ema);
    let optimiser = recorder
        .load(dir.join("optimiser"), &device)
        .with_context(|| corrupt("optimiser.bin"))?;
    trainer.optimiser = trainer.optimiser.load_record(optimiser);
    trainer.steps_done = state.steps;
    Ok((trainer, state.epochs))
}

/// Returns the folder of the last complete checkpoint: the temporary one if the run was interrupted just before the
/// rename.
fn latest_dir(directory: &Path) -> Option<PathBuf> {
    let dirs = [CHECKPOINT_DIR, NEXT_DIR].map(|name| directory.join(name));
    dirs.into_iter().find(|dir| dir.join(STATE_FILE).is_file())
}
