//! Formats the section on the thresholds that users can set.

use recognition::report::ThresholdSweep;

use crate::model_card::markdown::table;

/// Returns the section, with some settings of both thresholds.
pub(super) fn section(thresholds: &ThresholdSweep) -> String {
    let ThresholdSweep {
        dataset,
        digits,
        misread,
        non_digits,
        ..
    } = thresholds;
    format!(
        "## Thresholds\n\n\
         Users can set two thresholds on the page. An answer with a confidence below the confidence threshold \
         (default 0.9) is flagged as uncertain. Ink with an OOD score above the OOD threshold (default 0) is rejected \
         as not a digit. The tables show what this flags and rejects among the {digits} digits of {dataset}, {misread} of \
         them misread, and {non_digits} synthetic drawings of held-out kinds.\n\n{}\n{}",
        confidence(thresholds),
        ood(thresholds)
    )
}

fn confidence(thresholds: &ThresholdSweep) -> String {
    const SHOWN: [f32; 6] = [0.5, 0.6, 0.75, 0.9, 0.95, 0.99];
    let rows = thresholds
        .confidence
        .iter()
        .filter(|row| SHOWN.contains(&row.threshold));
    let cells = rows.map(|row| {
        [
            format!("{:.2}", row.threshold),
            row.digits.to_string(),
            row.misread.to_string(),
        ]
    });
    table(
        ["confidence threshold", "flagged digits", "of them misread"],
        cells,
    )
}

fn ood(thresholds: &ThresholdSweep) -> String {
    let rows = thresholds
        .ood
        .iter()
        .filter(|row| row.threshold % 2.0 == 0.0);
    let cells = rows.map(|row| {
        [
            format!("{:.0}", row.threshold),
            row.digits.to_string(),
            row.non_digits.to_string(),
        ]
    });
    table(
        ["OOD threshold", "rejected digits", "rejected non-digits"],
        cells,
    )
}
