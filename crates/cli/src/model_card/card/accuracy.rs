//! Formats the sections on accuracy, confusions and calibration.

use recognition::report::{BIN_COUNT, Evaluation};

use crate::evaluate::text::Text;
use crate::model_card::Report;
use crate::model_card::markdown::{interval, percent, table};

/// Maximum number of confused pairs that are listed.
const MAX_PAIRS: usize = 10;

/// Returns the sections, with the results on both data sets.
pub(super) fn sections(report: &Report) -> String {
    let sets = [&report.images, &report.drawings];
    let confusions = sets.map(|set| format!("- {}: {}\n", set.dataset, confusions(set)));
    format!(
        "## Accuracy\n\n\
         The 95 % confidence interval (Wilson's score interval) is in parentheses.\n\n{}\n\
         ### Most frequent errors\n\n\
         The number of times is in parentheses.\n\n{}\n\
         ## Calibration\n\n\
         The confidence is the probability of the predicted digit. The expected calibration error (ECE) is computed \
         over {BIN_COUNT} confidence bins of equal width.\n\n{}\n{}",
        accuracies(sets),
        confusions.concat(),
        scores(sets),
        sets.map(reliability).join("\n"),
    )
}

fn accuracies(sets: [&Evaluation; 2]) -> String {
    let row = |set: &Evaluation| {
        [
            set.dataset.clone(),
            set.n.to_string(),
            set.correct.to_string(),
            format!("{} ({})", percent(set.accuracy), interval(set.interval)),
            by_digit(set),
        ]
    };
    table(
        [
            "data set",
            "digits",
            "correct",
            "accuracy",
            "accuracy by digit",
        ],
        sets.map(row),
    )
}

fn by_digit(set: &Evaluation) -> String {
    let accuracies = (0..).zip(set.per_class);
    let digit = |(digit, accuracy): (u8, f64)| format!("{digit}: {}", percent(accuracy));
    accuracies.map(digit).collect::<Vec<_>>().join(", ")
}

fn confusions(set: &Evaluation) -> String {
    let pairs: Vec<String> = set
        .confused_pairs
        .iter()
        .take(MAX_PAIRS)
        .map(|pair| Text(pair).to_string())
        .collect();
    match pairs.as_slice() {
        [] => "none".to_owned(),
        pairs => pairs.join(", "),
    }
}

fn scores(sets: [&Evaluation; 2]) -> String {
    let row = |set: &Evaluation| {
        let scores = &set.reliability;
        [
            set.dataset.clone(),
            format!("{:.4}", scores.expected_calibration_error),
            format!("{:.4}", scores.negative_log_likelihood),
            format!("{:.4}", scores.brier_score),
        ]
    };
    table(
        ["data set", "ECE", "negative log-likelihood", "Brier score"],
        sets.map(row),
    )
}

fn reliability(set: &Evaluation) -> String {
    let bins = set
        .reliability
        .bins
        .iter()
        .enumerate()
        .filter(|(_, bin)| bin.n > 0);
    let rows = bins.map(|(index, bin)| {
        let edge = |index: usize| index as f64 / BIN_COUNT as f64;
        [
            format!("{:.3} to {:.3}", edge(index), edge(index + 1)),
            bin.n.to_string(),
            format!("{:.4}", bin.confidence),
            format!("{:.4}", bin.accuracy),
        ]
    });
    let header = ["confidence", "digits", "mean confidence", "accuracy"];
    format!(
        "### Calibration on {}\n\n{}",
        set.dataset,
        table(header, rows)
    )
}
