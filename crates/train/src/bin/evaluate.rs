//! `cargo evaluate`: measures a network on a labelled data set.

use std::fmt::Display;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Parser;
use net::explain::Explainer;
use net::{Classifier, Precision};
use serde::Serialize;
use train::SHIPPED_WEIGHTS;
use train::data::strokes::{self, WriterSample};
use train::data::{Sample, mnist};
use train::evaluate::conditions::Conditions;
use train::evaluate::faithfulness::Faithfulness;
use train::evaluate::numbers::{NumberEvaluation, PER_LENGTH, ablate_costs};
use train::evaluate::ood::{self, synthetic_non_digits};
use train::evaluate::robustness::robustness;
use train::evaluate::sensitivity::Sensitivity;
use train::evaluate::thresholds::ThresholdSweep;
use train::evaluate::{Evaluation, labels, predictions};

/// Measures the shipped weights on MNIST's 10,000 test images or on a stroke file.
///
/// Prints the accuracy, the confusion matrix and the calibration. The conditions simulate other handwriting and
/// devices; they can be combined.
#[derive(Parser)]
#[command(name = "cargo evaluate")]
struct Arguments {
    /// Folder of MNIST's four IDX files, gzipped or not
    #[arg(long, value_name = "DIR")]
    mnist: Option<PathBuf>,
    /// Stroke file, preprocessed as on the page
    #[arg(long, value_name = "FILE", conflicts_with = "mnist")]
    strokes: Option<PathBuf>,
    /// Weights file to use instead of the shipped one
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
    /// Quantise the weights to this precision: f32, f16, int8 or int6
    #[arg(long)]
    precision: Option<Precision>,
    /// Print one JSON object instead of text
    #[arg(long)]
    json: bool,
    /// Measure accuracy under each drawing condition, one varied at a time
    #[arg(long, alias = "sweep")]
    robustness: bool,
    /// Measure how many synthetic letters, shapes and scribbles are rejected, and how many digits wrongly
    #[arg(long, conflicts_with = "robustness")]
    non_digits: bool,
    /// Measure how many numbers of 2 to 6 digits, composed of the file's drawings, are split and read correctly
    #[arg(long, requires = "strokes", conflicts_with_all = ["robustness", "non_digits"])]
    numbers: bool,
    /// Measure how numbers are read with each weight of the grouping costs omitted, halved and doubled
    #[arg(long, requires = "strokes", conflicts_with_all = ["robustness", "non_digits", "numbers"])]
    number_costs: bool,
    /// Measure how well each attribution method ranks the pixels that the network relies on, on every fifth digit
    #[arg(long, conflicts_with_all = ["robustness", "non_digits", "numbers", "number_costs"])]
    faithfulness: bool,
    /// Measure accuracy without each preprocessing stage and over each perturbation parameter of the page
    #[arg(long, alias = "inside", requires = "strokes",
        conflicts_with_all = ["robustness", "non_digits", "numbers", "number_costs", "faithfulness"])]
    sensitivity: bool,
    /// Count what each setting of the page's two thresholds flags and rejects
    #[arg(long, alias = "limits",
        conflicts_with_all = ["robustness", "non_digits", "numbers", "number_costs", "faithfulness", "sensitivity"])]
    thresholds: bool,
    /// Use only the drawings of these writers
    #[arg(long, value_name = "N,N", value_delimiter = ',', requires = "strokes")]
    writers: Vec<u32>,
    /// Also list every misread digit; --json always does
    #[arg(long, conflicts_with_all = ["robustness", "non_digits"])]
    misread: bool,
    #[command(flatten)]
    conditions: Conditions,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let classifier = classifier(&arguments)?;
    if arguments.numbers || arguments.number_costs {
        return evaluate_numbers(&arguments, &classifier);
    }
    let (name, samples) = samples(&arguments)?;
    let conditions = &arguments.conditions;
    let dataset = format!("{name}{conditions}");
    if arguments.robustness {
        let results = robustness(&classifier, &dataset, &samples, conditions)?;
        return print(&results, arguments.json);
    }
    if arguments.sensitivity {
        let results = Sensitivity::measure(&classifier, &dataset, &samples)?;
        return print(&results, arguments.json);
    }
    let rasters = conditions.rasters(&samples)?;
    if arguments.thresholds {
        let labels = labels(&samples);
        let results = ThresholdSweep::measure(&classifier, &dataset, &labels, &rasters);
        return print(&results, arguments.json);
    }
    if arguments.faithfulness {
        let labels = labels(&samples);
        let explainer = Explainer::new(classifier);
        let results = Faithfulness::measure(&explainer, &dataset, &labels, &rasters);
        return print(&results, arguments.json);
    }
    if arguments.non_digits {
        let results = ood::measure(&classifier, &dataset, &rasters, &synthetic_non_digits());
        return print(&results, arguments.json);
    }
    let predictions = predictions(&classifier, &rasters);
    let evaluation = Evaluation::new(&dataset, &labels(&samples), &predictions);
    print(&evaluation, arguments.json)?;
    if arguments.misread && !arguments.json {
        evaluation
            .misread
            .iter()
            .for_each(|misread| println!("{misread}"));
    }
    Ok(())
}

fn evaluate_numbers(arguments: &Arguments, classifier: &Classifier) -> anyhow::Result<()> {
    let (name, drawings) = drawings(arguments)?;
    if arguments.number_costs {
        let results = ablate_costs(classifier, &name, &drawings);
        return print(&results, arguments.json);
    }
    let results = NumberEvaluation::measure(classifier, &name, &drawings, PER_LENGTH);
    print(&results, arguments.json)
}

fn print(results: &(impl Serialize + Display), json: bool) -> anyhow::Result<()> {
    if json {
        println!("{}", serde_json::to_string(results)?);
    } else {
        print!("{results}");
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
            let (name, drawings) = drawings(arguments)?;
            Ok((
                name,
                drawings.into_iter().map(|drawing| drawing.sample).collect(),
            ))
        }
        (None, None) => bail!("no data set: pass --mnist DIR or --strokes FILE"),
    }
}

/// Reads the drawings of the stroke file, by the selected writers if `--writers` is given.
fn drawings(arguments: &Arguments) -> anyhow::Result<(String, Vec<WriterSample>)> {
    let Some(path) = &arguments.strokes else {
        bail!("numbers are composed of drawings: pass --strokes FILE");
    };
    let (mut name, mut drawings) = (path.display().to_string(), strokes::load(path)?);
    if !arguments.writers.is_empty() {
        let is_selected = |writer: u32| arguments.writers.contains(&writer);
        drawings.retain(|drawing| drawing.writer.is_some_and(is_selected));
        let writers: Vec<String> = arguments.writers.iter().map(u32::to_string).collect();
        name = format!("{name} --writers {}", writers.join(","));
    }
    Ok((name, drawings))
}
