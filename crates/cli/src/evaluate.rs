//! `digits evaluate`: measures a network on a labelled data set.

pub mod text;

use std::ffi::OsString;
use std::fmt::Display;
use std::fs;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use evaluation::conditions::Conditions;
use evaluation::data::{Dataset, mnist, strokes};
use evaluation::faithfulness::Faithfulness;
use evaluation::numbers::{NumberEvaluation, PER_LENGTH};
use evaluation::ood::{self, synthetic_non_digits};
use evaluation::{
    SHIPPED_WEIGHTS, compare, labels, predictions, robustness, sensitivity, thresholds,
};
use explain::Explainer;
use ink::Raster;
use model::{Classifier, Precision};
use serde::Serialize;

use text::Text;

/// Measures the shipped weights on MNIST's 10,000 test images or on a stroke file
#[derive(Args)]
pub struct Arguments {
    #[command(subcommand)]
    question: Question,
}

#[derive(Subcommand)]
enum Question {
    /// Accuracy, confusion matrix and calibration; measured if no other question is given
    Accuracy {
        #[command(flatten)]
        input: Input,
        #[command(flatten)]
        conditions: Conditions,
        /// Also list every misread digit; --json always does
        #[arg(long)]
        misread: bool,
    },
    /// Accuracy under each drawing condition, one varied at a time
    Robustness {
        #[command(flatten)]
        input: Input,
        #[command(flatten)]
        conditions: Conditions,
    },
    /// How many synthetic letters, shapes and scribbles are rejected, and how many digits wrongly
    NonDigits {
        #[command(flatten)]
        input: Input,
        #[command(flatten)]
        conditions: Conditions,
    },
    /// What each setting of the page's two thresholds flags and rejects
    Thresholds {
        #[command(flatten)]
        input: Input,
        #[command(flatten)]
        conditions: Conditions,
    },
    /// How well each attribution method ranks the pixels that the network relies on, on every fifth digit
    Faithfulness {
        #[command(flatten)]
        input: Input,
        #[command(flatten)]
        conditions: Conditions,
    },
    /// Accuracy without each preprocessing stage and over each perturbation parameter of the page
    Sensitivity {
        #[command(flatten)]
        input: Input,
    },
    /// How many numbers of 2 to 6 digits, composed of the file's drawings, are split and read correctly
    Numbers {
        #[command(flatten)]
        input: Input,
    },
}

/// What is measured, and how it is printed.
#[derive(Args)]
struct Input {
    /// Folder of MNIST's four IDX files, gzipped or not
    #[arg(long, value_name = "DIR")]
    mnist: Option<PathBuf>,
    /// Stroke file, preprocessed as on the page
    #[arg(long, value_name = "FILE", conflicts_with = "mnist")]
    strokes: Option<PathBuf>,
    /// Use only the drawings of these writers
    #[arg(long, value_name = "N,N", value_delimiter = ',', requires = "strokes")]
    writers: Vec<u32>,
    /// Weights file to use instead of the shipped one
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
    /// Quantise the weights to this precision: f32, f16, int8 or int6
    #[arg(long)]
    precision: Option<Precision>,
    /// Print one JSON object instead of text
    #[arg(long)]
    json: bool,
}

/// Names of the questions, and the flags that earlier versions had in their place.
const QUESTIONS: [(&str, &[&str]); 7] = [
    ("accuracy", &[]),
    ("robustness", &["--robustness", "--sweep"]),
    ("non-digits", &["--non-digits"]),
    ("thresholds", &["--thresholds", "--limits"]),
    ("faithfulness", &["--faithfulness"]),
    ("sensitivity", &["--sensitivity", "--inside"]),
    ("numbers", &["--numbers"]),
];

/// Completes the arguments `digits evaluate ...` with the question: it can be left out or be given as a flag.
pub(crate) fn with_question(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let is_one_of = |argument: &OsString, texts: &[&str]| texts.iter().any(|text| argument == text);
    let mut complete = vec!["help", "-h", "--help"];
    complete.extend(QUESTIONS.map(|(name, _)| name));
    match arguments.as_slice() {
        [_, command, ..] if command != "evaluate" => return arguments,
        [_, _, first, ..] if is_one_of(first, &complete) => return arguments,
        [] | [_] => return arguments,
        _ => {}
    }
    let mut question = "accuracy";
    for (name, flags) in QUESTIONS {
        let count = arguments.len();
        arguments.retain(|argument| !is_one_of(argument, flags));
        if arguments.len() < count {
            question = name;
        }
    }
    arguments.insert(2, question.into());
    arguments
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    match &arguments.question {
        Question::Accuracy {
            input,
            conditions,
            misread,
        } => {
            let (name, labels, rasters) = input.rendered(conditions)?;
            let predictions = predictions(&input.classifier()?, &rasters);
            let evaluation = compare(&name, &labels, &predictions);
            input.print(&evaluation)?;
            if *misread && !input.json {
                for misread in &evaluation.misread {
                    writeln!(std::io::stdout(), "{}", Text(misread))?;
                }
            }
            Ok(())
        }
        Question::Robustness { input, conditions } => {
            let Dataset { name, samples } = input.dataset()?;
            let (classifier, name) = (input.classifier()?, format!("{name}{conditions}"));
            input.print(&robustness::measure(
                &classifier,
                &name,
                &samples,
                conditions,
            )?)
        }
        Question::NonDigits { input, conditions } => {
            let (name, _, digits) = input.rendered(conditions)?;
            let non_digits = synthetic_non_digits();
            input.print(&ood::measure(
                &input.classifier()?,
                &name,
                &digits,
                &non_digits,
            ))
        }
        Question::Thresholds { input, conditions } => {
            let (name, labels, rasters) = input.rendered(conditions)?;
            input.print(&thresholds::measure(
                &input.classifier()?,
                &name,
                &labels,
                &rasters,
            ))
        }
        Question::Faithfulness { input, conditions } => {
            let (name, labels, rasters) = input.rendered(conditions)?;
            let explainer = Explainer::new(input.classifier()?);
            input.print(&Faithfulness::measure(&explainer, &name, &labels, &rasters))
        }
        Question::Sensitivity { input } => {
            let Dataset { name, samples } = input.drawings()?;
            input.print(&sensitivity::measure(
                &input.classifier()?,
                &name,
                &samples,
            )?)
        }
        Question::Numbers { input } => {
            let Dataset { name, samples } = input.drawings()?;
            let classifier = input.classifier()?;
            input.print(&NumberEvaluation::measure(
                &classifier,
                &name,
                &samples,
                PER_LENGTH,
            ))
        }
    }
}

impl Input {
    fn classifier(&self) -> anyhow::Result<Classifier> {
        let classifier = match &self.weights {
            Some(path) => {
                let bytes =
                    fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
                Classifier::from_bytes(&bytes)
                    .with_context(|| format!("cannot use {}", path.display()))?
            }
            None => Classifier::from_bytes(SHIPPED_WEIGHTS)?,
        };
        Ok(match self.precision {
            Some(precision) => Classifier::from_bytes(&classifier.to_bytes(precision))?,
            None => classifier,
        })
    }

    /// Reads the data set and renders it under the conditions. Returns its name, its labels and its rasters.
    fn rendered(&self, conditions: &Conditions) -> anyhow::Result<(String, Vec<u8>, Vec<Raster>)> {
        let Dataset { name, samples } = self.dataset()?;
        let rasters = conditions.rasters(&samples)?;
        Ok((format!("{name}{conditions}"), labels(&samples), rasters))
    }

    fn dataset(&self) -> anyhow::Result<Dataset> {
        match &self.mnist {
            Some(directory) => Ok(Dataset {
                name: "MNIST test".to_owned(),
                samples: mnist::load(directory, mnist::Split::Test)?,
            }),
            None if self.strokes.is_some() => self.drawings(),
            None => bail!("no data set: pass --mnist DIR or --strokes FILE"),
        }
    }

    /// Reads the drawings of the stroke file, by the selected writers if `--writers` is given.
    fn drawings(&self) -> anyhow::Result<Dataset> {
        let Some(path) = &self.strokes else {
            bail!("this is measured on drawings: pass --strokes FILE");
        };
        let (mut name, mut samples) = (path.display().to_string(), strokes::load(path)?);
        if !self.writers.is_empty() {
            let is_selected = |writer: u32| self.writers.contains(&writer);
            samples.retain(|sample| sample.writer.is_some_and(is_selected));
            let writers: Vec<String> = self.writers.iter().map(u32::to_string).collect();
            name = format!("{name} --writers {}", writers.join(","));
        }
        Ok(Dataset { name, samples })
    }

    fn print<T: Serialize>(&self, results: &T) -> anyhow::Result<()>
    where
        for<'a> Text<'a, T>: Display,
    {
        let mut out = std::io::stdout();
        if self.json {
            writeln!(out, "{}", serde_json::to_string(results)?)?;
        } else {
            write!(out, "{}", Text(results))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(arguments: &str, expected: &str) {
        let split = |text: &str| -> Vec<OsString> { text.split(' ').map(OsString::from).collect() };
        assert_eq!(with_question(split(arguments)), split(expected));
    }

    #[test]
    fn accuracy_is_measured_without_a_question() {
        check("digits evaluate", "digits evaluate accuracy");
        check(
            "digits evaluate --mnist numbers",
            "digits evaluate accuracy --mnist numbers",
        );
    }

    #[test]
    fn a_question_can_be_a_flag_of_earlier_versions() {
        for (name, flags) in QUESTIONS {
            for flag in flags {
                check(
                    &format!("digits evaluate --strokes FILE {flag} --json"),
                    &format!("digits evaluate {name} --strokes FILE --json"),
                );
            }
        }
    }

    #[test]
    fn complete_arguments_and_other_commands_are_unchanged() {
        for arguments in [
            "digits",
            "digits evaluate numbers --strokes FILE",
            "digits evaluate --help",
            "digits classify --numbers FILE",
        ] {
            check(arguments, arguments);
        }
    }
}
