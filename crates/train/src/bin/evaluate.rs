//! `cargo evaluate`: how well the weights read a data set.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Parser;
use net::{Classifier, Precision};
use train::data::{Sample, mnist, strokes};
use train::{SHIPPED_WEIGHTS, evaluate};

/// Measures the shipped weights on MNIST's 10,000 test images or on a stroke file.
#[derive(Parser)]
#[command(name = "cargo evaluate")]
struct Arguments {
    /// Folder of MNIST's four IDX files, gzipped or not
    #[arg(long, value_name = "DIR")]
    mnist: Option<PathBuf>,
    /// Stroke file, rendered as the product renders ink
    #[arg(long, value_name = "FILE", conflicts_with = "mnist")]
    strokes: Option<PathBuf>,
    /// Other weights than the shipped ones
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
    /// Round the weights as a file of this precision would: f32, f16 or int8
    #[arg(long)]
    precision: Option<Precision>,
    /// One JSON object instead of text
    #[arg(long)]
    json: bool,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let classifier = match &arguments.weights {
        Some(path) => {
            let bytes =
                fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
            Classifier::from_bytes(&bytes)
                .with_context(|| format!("cannot use {}", path.display()))?
        }
        None => Classifier::from_bytes(SHIPPED_WEIGHTS)?,
    };
    let classifier = match arguments.precision {
        Some(precision) => Classifier::from_bytes(&classifier.to_bytes(precision))?,
        None => classifier,
    };
    let (name, samples) = samples(&arguments)?;
    let evaluation = evaluate::evaluate(&classifier, &name, &samples);
    if arguments.json {
        println!("{}", serde_json::to_string(&evaluation)?);
    } else {
        print!("{evaluation}");
    }
    Ok(())
}

fn samples(arguments: &Arguments) -> anyhow::Result<(String, Vec<Sample>)> {
    match (&arguments.mnist, &arguments.strokes) {
        (Some(directory), _) => Ok((
            "MNIST test".to_owned(),
            mnist::load(directory, mnist::Split::Test)?,
        )),
        (None, Some(path)) => {
            let samples = strokes::load(path)?
                .into_iter()
                .map(|written| written.sample);
            Ok((path.display().to_string(), samples.collect()))
        }
        (None, None) => bail!("nothing to measure on: pass --mnist DIR or --strokes FILE"),
    }
}
