//! Accuracy, confusions and probabilities on digits as they are.

use crate::evaluate::Evaluation;
use crate::evaluate::accuracy::Confused;
use crate::evaluate::reliability::BINS;
use crate::report::Report;
use crate::report::markdown::{interval, percent, table};

/// Confusions that are named one by one.
const NAMED: usize = 10;

/// Every figure of both sets.
pub(super) fn sections(report: &Report) -> String {
    let sets = [&report.images, &report.drawings];
    let confusions = sets.map(|set| format!("- {}: {}\n", set.dataset, confusions(set)));
    format!(
        "## Accuracy\n\n\
         In brackets the 95 % confidence interval (Wilson).\n\n{}\n\
         ### Most often confused\n\n{}\n\
         ## Probabilities\n\n\
         The expected calibration error (ECE) is over {BINS} bins of equal width by the answer's \
         probability.\n\n{}\n{}",
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
        ["digits", "number", "right", "accuracy", "by digit"],
        sets.map(row),
    )
}

fn by_digit(set: &Evaluation) -> String {
    let shares = (0..).zip(set.per_class);
    let digit = |(digit, share): (u8, f64)| format!("{digit}: {}", percent(share));
    shares.map(digit).collect::<Vec<_>>().join(", ")
}

fn confusions(set: &Evaluation) -> String {
    let named: Vec<String> = set
        .confused
        .iter()
        .take(NAMED)
        .map(Confused::to_string)
        .collect();
    match named.as_slice() {
        [] => "none".to_owned(),
        named => named.join(", "),
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
        ["digits", "ECE", "negative log likelihood", "Brier score"],
        sets.map(row),
    )
}

fn reliability(set: &Evaluation) -> String {
    let filled = set
        .reliability
        .bins
        .iter()
        .enumerate()
        .filter(|(_, bin)| bin.n > 0);
    let rows = filled.map(|(place, bin)| {
        let edge = |place: usize| place as f64 / BINS as f64;
        [
            format!("{:.3} to {:.3}", edge(place), edge(place + 1)),
            bin.n.to_string(),
            format!("{:.4}", bin.confidence),
            format!("{:.4}", bin.accuracy),
        ]
    });
    let header = [
        "answer's probability",
        "digits",
        "mean probability",
        "share right",
    ];
    format!(
        "### Reliability on {}\n\n{}",
        set.dataset,
        table(header, rows)
    )
}
