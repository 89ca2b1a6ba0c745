//! `cargo train`: from MNIST and stroke files to weights.

use std::path::PathBuf;

use clap::Parser;
use train::data::{mnist, strokes};
use train::learn::plan::Plan;
use train::learn::run::Run;
use train::learn::split::Split;

/// Trains the digit network on MNIST and, where given, on pen strokes.
///
/// Writes model.bin (weights), model.json (plan and figures), and after each epoch metrics.jsonl (a line an
/// epoch), curves.svg and a checkpoint. To ship a network, copy model.bin and model.json to assets/.
#[derive(Parser)]
#[command(name = "cargo train")]
struct Arguments {
    /// Folder of MNIST's four IDX files, gzipped or not; without it MNIST's train images are downloaded
    #[arg(long, value_name = "DIR")]
    mnist: Option<PathBuf>,
    /// Stroke file to learn from as well, rendered as the product renders ink; may be given again
    #[arg(long, value_name = "FILE")]
    strokes: Vec<PathBuf>,
    /// Passes over the data
    #[arg(long, value_name = "N", default_value_t = Plan::default().epochs)]
    epochs: usize,
    /// Decides everything random
    #[arg(long, value_name = "N", default_value_t = Plan::default().seed)]
    seed: u64,
    /// Folder for what is written; must not hold a run already
    #[arg(long, value_name = "DIR", default_value = "runs/latest")]
    out: PathBuf,
    /// Go on from the checkpoint in --out
    #[arg(long)]
    resume: bool,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let plan = Plan {
        epochs: arguments.epochs,
        seed: arguments.seed,
        ..Plan::default()
    };
    let images = match &arguments.mnist {
        Some(directory) => mnist::load(directory, mnist::Split::Train)?,
        None => mnist::download()?,
    };
    let mut sets = vec![("MNIST".to_owned(), Split::of_images(images))];
    for path in &arguments.strokes {
        sets.push((
            path.display().to_string(),
            Split::of_drawings(strokes::load(path)?),
        ));
    }
    println!("{} parameters", plan.net.parameters());
    for (name, Split { train, validation }) in &sets {
        println!(
            "{name}: {} digits to learn from, {} kept aside",
            train.len(),
            validation.len()
        );
    }
    Run::new(plan, arguments.out, sets, arguments.resume).go()
}
