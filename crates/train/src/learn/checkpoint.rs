//! Everything a run needs to go on where it stopped, saved after each epoch.
//!
//! The new checkpoint is written beside the old one and takes its place by renaming: whenever the run is
//! stopped, one whole checkpoint is there.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use burn::module::Module;
use burn::optim::Optimizer;
use burn::record::{BinFileRecorder, FullPrecisionSettings, Recorder};
use serde::{Deserialize, Serialize};

use super::plan::Plan;
use super::trainer::Trainer;

const FOLDER: &str = "checkpoint";
const NEXT: &str = "checkpoint-next";
const PROGRESS: &str = "progress.json";

#[derive(Debug, Serialize, Deserialize)]
struct Progress {
    /// Epochs done.
    epochs: usize,
    /// Steps done.
    steps: usize,
    /// What the run follows; another plan must not go on from here.
    plan: Plan,
}

/// Saves a trainer after `epochs` epochs.
///
/// # Errors
/// When the disk refuses; the error names the file.
pub fn save(directory: &Path, trainer: &Trainer, plan: &Plan, epochs: usize) -> anyhow::Result<()> {
    let (next, folder) = (directory.join(NEXT), directory.join(FOLDER));
    let _ = fs::remove_dir_all(&next);
    fs::create_dir_all(&next).with_context(|| format!("cannot create {}", next.display()))?;
    let recorder = BinFileRecorder::<FullPrecisionSettings>::new();
    recorder.record(trainer.net.clone().into_record(), next.join("net"))?;
    recorder.record(
        trainer.average.net.clone().into_record(),
        next.join("average"),
    )?;
    recorder.record(trainer.optimiser.to_record(), next.join("optimiser"))?;
    let progress = Progress {
        epochs,
        steps: trainer.steps,
        plan: plan.clone(),
    };
    fs::write(next.join(PROGRESS), serde_json::to_vec_pretty(&progress)?)?;
    let _ = fs::remove_dir_all(&folder);
    fs::rename(&next, &folder).with_context(|| format!("cannot replace {}", folder.display()))
}

/// Whether the folder holds a checkpoint.
pub fn exists(directory: &Path) -> bool {
    last(directory).is_some()
}

/// The trainer of the last checkpoint, and the epochs it has done.
///
/// # Errors
/// When there is none, it is damaged, or it follows another plan.
pub fn load(directory: &Path, plan: &Plan) -> anyhow::Result<(Trainer, usize)> {
    let folder = last(directory).with_context(|| {
        format!(
            "{} holds no checkpoint; start without --resume",
            directory.display()
        )
    })?;
    let progress = fs::read(folder.join(PROGRESS))?;
    let progress: Progress = serde_json::from_slice(&progress)
        .with_context(|| format!("{} is damaged", folder.join(PROGRESS).display()))?;
    ensure!(
        progress.plan == *plan,
        "the checkpoint in {} follows another plan ({:?}); resume with the same options",
        directory.display(),
        progress.plan
    );
    let (device, recorder) = (
        Default::default(),
        BinFileRecorder::<FullPrecisionSettings>::new(),
    );
    let damaged = |name: &str| format!("{} is damaged", folder.join(name).display());
    let mut trainer = Trainer::new(plan);
    let net = recorder
        .load(folder.join("net"), &device)
        .with_context(|| damaged("net.bin"))?;
    trainer.net = trainer.net.load_record(net);
    let average = recorder
        .load(folder.join("average"), &device)
        .with_context(|| damaged("average.bin"))?;
    trainer.average.net = trainer.average.net.load_record(average);
    let optimiser = recorder
        .load(folder.join("optimiser"), &device)
        .with_context(|| damaged("optimiser.bin"))?;
    trainer.optimiser = trainer.optimiser.load_record(optimiser);
    trainer.steps = progress.steps;
    Ok((trainer, progress.epochs))
}

/// The folder of the last whole checkpoint: the next one, where a stop came between removing and renaming.
fn last(directory: &Path) -> Option<PathBuf> {
    let folders = [FOLDER, NEXT].map(|name| directory.join(name));
    folders
        .into_iter()
        .find(|folder| folder.join(PROGRESS).is_file())
}
