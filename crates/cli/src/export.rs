//! `digits export`: writes the shipped network in other formats, so that it can be compared with other runtimes.
//!
//! The exported network has the batch normalisation folded in and the weights rounded as in the weights file. It
//! outputs the ten logits; the temperature and the OOD score are not exported.

mod onnx;
mod protobuf;
mod tfjs;

use std::fs;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use evaluation::SHIPPED_WEIGHTS;
use model::Classifier;

use onnx::onnx;
use tfjs::{TfjsModel, tfjs};

/// Writes the shipped network as model.onnx, and as model.json and weights.bin for TensorFlow.js
#[derive(Args)]
pub struct Arguments {
    /// Folder to write into.
    folder: PathBuf,
}

pub(crate) fn run(Arguments { folder }: &Arguments) -> anyhow::Result<()> {
    let classifier = Classifier::from_bytes(SHIPPED_WEIGHTS)?;
    let TfjsModel { model, weights } = tfjs(classifier.net());
    fs::create_dir_all(folder)?;
    for (name, bytes) in [
        ("model.onnx", onnx(classifier.net())),
        ("model.json", model.into_bytes()),
        (TfjsModel::WEIGHTS_FILE, weights),
    ] {
        let file = folder.join(name);
        fs::write(&file, bytes).with_context(|| format!("writing {}", file.display()))?;
    }
    Ok(())
}
