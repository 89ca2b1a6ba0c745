//! `export`: writes the shipped network in the formats of ONNX and TensorFlow.js.
#![forbid(unsafe_code)]

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Parser;
use net::Classifier;
use train::SHIPPED_WEIGHTS;
use train::export::{TfjsModel, onnx, tfjs};

/// Writes the shipped network as model.onnx, and as model.json and weights.bin.
#[derive(Parser)]
struct Arguments {
    /// Folder to write into.
    folder: PathBuf,
}

fn main() -> Result<()> {
    let Arguments { folder } = Arguments::parse();
    let classifier = Classifier::from_bytes(SHIPPED_WEIGHTS)?;
    let TfjsModel { model, weights } = tfjs(classifier.net());
    fs::create_dir_all(&folder)?;
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
