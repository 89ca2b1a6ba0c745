//! The model card of the shipped weights: what `cargo model-card` measured, in sentences and figures.
//!
//! Every number comes from docs/evaluation.json; the build script packs what is shown.

mod figures;

pub use figures::{confusion_figure, reliability_figure, robustness_figure};

use recognition::CLASSES;
use recognition::model_card::{ModelCard, TestSet};

/// Returns the model card of the shipped weights.
///
/// # Panics
/// Never: the build script packs the same type.
#[must_use]
pub fn model_card() -> ModelCard {
    let bytes = include_bytes!(concat!(env!("OUT_DIR"), "/model_card.bin"));
    workers::decode(bytes).expect("the build script packs a model card")
}

/// Returns a sentence about a cell of the confusion matrix.
#[must_use]
pub fn cell_text(set: &TestSet, label: usize, predicted: usize) -> String {
    let row = &set.confusion[label];
    let total = row.iter().sum();
    (text::INSPECTOR.model_card.confusion.cell)(row[predicted], total, label, predicted)
}

/// Returns a sentence about the three most frequent mistakes.
#[must_use]
pub fn mistakes_text(set: &TestSet) -> String {
    let pairs = (0..CLASSES).flat_map(|label| (0..CLASSES).map(move |digit| (label, digit)));
    let mut mistakes: Vec<(usize, usize, u32)> = pairs
        .map(|(label, predicted)| (label, predicted, set.confusion[label][predicted]))
        .filter(|(label, predicted, count)| label != predicted && *count > 0)
        .collect();
    mistakes.sort_by_key(|(.., count)| std::cmp::Reverse(*count));
    mistakes.truncate(3);
    (text::INSPECTOR.model_card.confusion.mistakes)(&mistakes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use recognition::report::Report;

    const EVALUATION: &str = include_str!("../../../docs/evaluation.json");

    #[test]
    fn the_packed_model_card_shows_the_report() {
        let report: Report = serde_json::from_str(EVALUATION).unwrap();
        assert_eq!(Some(model_card()), ModelCard::from_report(&report));
    }

    #[test]
    fn mistakes_are_counted_from_the_confusion_matrix() {
        let [mut images, _] = model_card().test_sets;
        images.confusion = [[0; CLASSES]; CLASSES];
        (images.confusion[7][7], images.confusion[7][1]) = (247, 3);
        images.confusion[4][9] = 1;
        assert_eq!(cell_text(&images, 7, 1), "3 of 250 sevens were read as 1.");
        assert_eq!(
            mistakes_text(&images),
            "Most common mistakes: 7 as 1 (3 times), 4 as 9 (once)."
        );
    }
}
