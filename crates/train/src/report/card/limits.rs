//! The limits of doubt that a person can move.

use crate::evaluate::limits::Limits;
use crate::report::markdown::table;

/// What some places of the two limits come to.
pub(super) fn section(limits: &Limits) -> String {
    let Limits {
        dataset,
        digits,
        misread,
        non_digits,
        ..
    } = limits;
    format!(
        "## Doubt\n\n\
         The page lets a person move two limits: from which probability on an answer is given without a doubt (0.9 unless \
         moved), and how much stranger than the fitted limit ink may be and still pass for a digit (0 unless moved). Of {dataset}, \
         {digits} digits of which {misread} are misread, and of {non_digits} made-up drawings of kinds held out:\n\n{}\n{}",
        certainty(limits),
        strangeness(limits)
    )
}

fn certainty(limits: &Limits) -> String {
    const TOLD: [f32; 6] = [0.5, 0.6, 0.75, 0.9, 0.95, 0.99];
    let rows = limits
        .certainty
        .iter()
        .filter(|row| TOLD.contains(&row.limit));
    let cells = rows.map(|row| {
        [
            format!("{:.2}", row.limit),
            row.digits.to_string(),
            row.misread.to_string(),
        ]
    });
    table(
        ["sure from", "digits doubted", "misread ones among them"],
        cells,
    )
}

fn strangeness(limits: &Limits) -> String {
    let rows = limits
        .strangeness
        .iter()
        .filter(|row| row.limit % 2.0 == 0.0);
    let cells = rows.map(|row| {
        [
            format!("{:.0}", row.limit),
            row.digits.to_string(),
            row.non_digits.to_string(),
        ]
    });
    table(
        [
            "strange to",
            "digits turned away",
            "made-up drawings turned away",
        ],
        cells,
    )
}
