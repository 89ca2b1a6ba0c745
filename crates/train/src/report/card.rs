//! The model card: a report in, Markdown out.
//!
//! After M. Mitchell et al. 2019, "Model Cards for Model Reporting". Everything that a figure can change is
//! taken from the report; the rest (data, licences, limits) is said here.

mod changes;
mod conditions;
mod figures;
mod limits;
mod non_digits;
mod training;

use super::Report;

const HEAD: &str = "\
# Model card

Written by `cargo model-card` from what it measured of the shipped weights: renew it, do not edit it. The same
figures as JSON: [docs/evaluation.json](docs/evaluation.json).

## What it does

Reads one handwritten digit, 0 to 9, drawn with mouse, finger or pen, on the device where it is drawn. In: a
28x28 grey image, made of the pen's strokes by `crates/ink`. Out: ten calibrated probabilities, and a score
that is above 0 where the ink does not look like a digit. It is meant for the page of this project, for its
command line, and to be learnt from; not for where a misread digit does harm, such as cheques, doses or votes.
";

const LIMITS: &str = "\
## Limits

- One digit at a time. Letters, other scripts' digits and several digits at once are no digits to it, or are
  read as the digit that they are least unlike.
- The drawings, to learn from and to be judged by, are by thirty people on one tablet; MNIST's images are by
  employees of the United States' Census Bureau and high-school students. How well children's digits or
  other countries' ways of writing them are read is not known.
- The intervals say what chance does to these figures, not what other people's hands would do to them.
- The non-digits are made up; their figures tell of these kinds alone.
- With few misread digits, the calibration error of a bin with few digits is mostly chance.
";

/// The card of a report.
pub fn markdown(report: &Report) -> String {
    let sections = [
        HEAD.to_owned(),
        training::sections(report),
        figures::sections(report),
        conditions::section(&report.conditions),
        changes::section(&report.inside),
        non_digits::section(&report.non_digits),
        limits::section(&report.limits),
        LIMITS.to_owned(),
    ];
    sections.join("\n")
}
