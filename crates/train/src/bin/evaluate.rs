//! `cargo evaluate`: how well the weights read a data set, under which conditions.

use std::fmt::Display;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Parser;
use net::explain::Explainer;
use net::{Classifier, Precision};
use serde::Serialize;
use train::SHIPPED_WEIGHTS;
use train::data::strokes::{self, Written};
use train::data::{Sample, mnist};
use train::evaluate::conditions::Conditions;
use train::evaluate::faithfulness::Faithfulness;
use train::evaluate::inside::Changes;
use train::evaluate::limits::Limits;
use train::evaluate::nondigits::{made_up, measure};
use train::evaluate::numbers::{Numbers, PER_LENGTH, worth};
use train::evaluate::sweep::sweep;
use train::evaluate::{Evaluation, labels, predictions};

/// Measures the shipped weights on MNIST's 10,000 test images or on a stroke file.
///
/// Prints the accuracy, what was read as what, and how honest the probabilities are. The conditions draw the
/// file's digits as other hands and devices would; they can be combined.
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
    /// Round the weights as a file of this precision would: f32, f16, int8 or int6
    #[arg(long)]
    precision: Option<Precision>,
    /// One JSON object instead of text
    #[arg(long)]
    json: bool,
    /// Accuracy against each condition, one varied at a time
    #[arg(long)]
    sweep: bool,
    /// The share of made-up letters, shapes and scribbles found unlike a digit, and of digits turned away
    #[arg(long, conflicts_with = "sweep")]
    non_digits: bool,
    /// Numbers of 2 to 6 digits, composed of the file's drawings: how many are read whole, and why the others are not
    #[arg(long, requires = "strokes", conflicts_with_all = ["sweep", "non_digits"])]
    numbers: bool,
    /// How numbers would be read with each weight of the costs left out, halved and doubled
    #[arg(long, requires = "strokes", conflicts_with_all = ["sweep", "non_digits", "numbers"])]
    number_costs: bool,
    /// How well each explanation finds the ink that the network goes by, on every fifth digit
    #[arg(long, conflicts_with_all = ["sweep", "non_digits", "numbers", "number_costs"])]
    faithfulness: bool,
    /// How many are read right without each stage of the recipe, and as each of the page's knobs is turned
    #[arg(long, requires = "strokes", conflicts_with_all = ["sweep", "non_digits", "numbers", "number_costs", "faithfulness"])]
    inside: bool,
    /// What is doubted or turned away wherever the page's two limits of doubt are moved
    #[arg(long, conflicts_with_all = ["sweep", "non_digits", "numbers", "number_costs", "faithfulness", "inside"])]
    limits: bool,
    /// Only the drawings of these writers
    #[arg(long, value_name = "N,N", value_delimiter = ',', requires = "strokes")]
    writers: Vec<u32>,
    /// Also list every misread digit; --json always does
    #[arg(long, conflicts_with_all = ["sweep", "non_digits"])]
    misread: bool,
    #[command(flatten)]
    conditions: Conditions,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let classifier = classifier(&arguments)?;
    if arguments.numbers || arguments.number_costs {
        return of_numbers(&arguments, &classifier);
    }
    let (name, samples) = samples(&arguments)?;
    let conditions = &arguments.conditions;
    let dataset = format!("{name}{conditions}");
    if arguments.sweep {
        let sweep = sweep(&classifier, &dataset, &samples, conditions)?;
        return print(&sweep, arguments.json);
    }
    if arguments.inside {
        let changes = Changes::measured(&classifier, &dataset, &samples)?;
        return print(&changes, arguments.json);
    }
    let rasters = conditions.rasters(&samples)?;
    if arguments.limits {
        let limits = Limits::measured(&classifier, &dataset, &labels(&samples), &rasters);
        return print(&limits, arguments.json);
    }
    if arguments.faithfulness {
        let labels = labels(&samples);
        let figures = Faithfulness::of(&Explainer::new(classifier), &dataset, &labels, &rasters);
        return print(&figures, arguments.json);
    }
    if arguments.non_digits {
        let figures = measure(&classifier, &dataset, &rasters, &made_up());
        return print(&figures, arguments.json);
    }
    let read = predictions(&classifier, &rasters);
    let evaluation = Evaluation::of(&dataset, &labels(&samples), &read);
    print(&evaluation, arguments.json)?;
    if arguments.misread && !arguments.json {
        evaluation
            .misread
            .iter()
            .for_each(|misread| println!("{misread}"));
    }
    Ok(())
}

fn of_numbers(arguments: &Arguments, classifier: &Classifier) -> anyhow::Result<()> {
    let (name, written) = written(arguments)?;
    if arguments.number_costs {
        let figures = worth(classifier, &name, &written);
        return print(&figures, arguments.json);
    }
    let figures = Numbers::measured(classifier, &name, &written, PER_LENGTH);
    print(&figures, arguments.json)
}

fn print(figures: &(impl Serialize + Display), json: bool) -> anyhow::Result<()> {
    if json {
        println!("{}", serde_json::to_string(figures)?);
    } else {
        print!("{figures}");
    }
    Ok(())
}

fn classifier(arguments: &Arguments) -> anyhow::Result<Classifier> {
    let classifier = match &arguments.weights {
        Some(path) => {
            let bytes =
                fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
            Classifier::from_bytes(&bytes)
                .with_context(|| format!("cannot use {}", path.display()))?
        }
        None => Classifier::from_bytes(SHIPPED_WEIGHTS)?,
    };
    Ok(match arguments.precision {
        Some(precision) => Classifier::from_bytes(&classifier.to_bytes(precision))?,
        None => classifier,
    })
}

fn samples(arguments: &Arguments) -> anyhow::Result<(String, Vec<Sample>)> {
    match (&arguments.mnist, &arguments.strokes) {
        (Some(directory), _) => Ok((
            "MNIST test".to_owned(),
            mnist::load(directory, mnist::Split::Test)?,
        )),
        (None, Some(_)) => {
            let (name, written) = written(arguments)?;
            Ok((
                name,
                written.into_iter().map(|written| written.sample).collect(),
            ))
        }
        (None, None) => bail!("nothing to measure on: pass --mnist DIR or --strokes FILE"),
    }
}

/// The stroke file's drawings, of the chosen writers if any are.
fn written(arguments: &Arguments) -> anyhow::Result<(String, Vec<Written>)> {
    let Some(path) = &arguments.strokes else {
        bail!("numbers are composed of drawings: pass --strokes FILE");
    };
    let (mut name, mut written) = (path.display().to_string(), strokes::load(path)?);
    if !arguments.writers.is_empty() {
        let chosen = |writer: u32| arguments.writers.contains(&writer);
        written.retain(|written| written.writer.is_some_and(chosen));
        let writers: Vec<String> = arguments.writers.iter().map(u32::to_string).collect();
        name = format!("{name} --writers {}", writers.join(","));
    }
    Ok((name, written))
}
