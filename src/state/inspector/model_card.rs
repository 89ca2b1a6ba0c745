//! The model card: text and figures about the shipped weights, as measured by `cargo model-card`.
//!
//! Every number comes from docs/evaluation.json, which the build script (`build.rs`) converts to a compact format.

mod figures;
pub mod report;

use crate::protocol;
use crate::text;
pub use figures::{
    CurvePoint, RobustnessCurve, confusion_figure, reliability_figure, robustness_figure,
};
pub use report::{Evaluation, MisreadExample, Report};

/// Returns the evaluation report of the shipped weights.
///
/// # Panics
/// Never: the build script serialises the report from the same types.
#[must_use]
pub fn report() -> Report {
    let bytes = include_bytes!(concat!(env!("OUT_DIR"), "/evaluation.bin"));
    protocol::decode(bytes).expect("the build script writes a valid report")
}

impl Report {
    /// Returns the accuracy on drawings without the named preprocessing stage; with every stage if `stage` is `None`.
    #[must_use]
    pub fn accuracy_without(&self, stage: Option<&str>) -> Option<f32> {
        let mut ablations = self.sensitivity.stage_ablations.iter();
        let ablation = ablations.find(|ablation| ablation.stage.as_deref() == stage)?;
        Some(ablation.accuracy)
    }

    /// Returns an example of a mistake, if the report has one: a drawing of `label` that is read as `predicted`.
    #[must_use]
    pub fn misread_example(&self, label: usize, predicted: usize) -> Option<&MisreadExample> {
        let mut examples = self.misread_examples.iter();
        examples.find(|example| (example.label, example.predicted) == (label, predicted))
    }
}

impl Evaluation {
    /// Returns a sentence about a cell of the confusion matrix.
    #[must_use]
    pub fn cell_text(&self, label: usize, predicted: usize) -> String {
        let row = &self.confusion[label];
        let total = row.iter().sum();
        (text::INSPECTOR.model_card.confusion.cell)(row[predicted], total, label, predicted)
    }

    /// Returns a sentence about the three most frequent mistakes.
    #[must_use]
    pub fn mistakes_text(&self) -> String {
        let pairs = (0..10).flat_map(|label| (0..10).map(move |predicted| (label, predicted)));
        let mut mistakes: Vec<(usize, usize, u32)> = pairs
            .map(|(label, predicted)| (label, predicted, self.confusion[label][predicted]))
            .filter(|(label, predicted, count)| label != predicted && *count > 0)
            .collect();
        mistakes.sort_by_key(|(.., count)| std::cmp::Reverse(*count));
        mistakes.truncate(3);
        (text::INSPECTOR.model_card.confusion.mistakes)(&mistakes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ink::{Parameter, Stage, link};

    const EVALUATION: &str = include_str!("../../../docs/evaluation.json");

    #[test]
    fn the_embedded_report_equals_the_json_file() {
        let json: Report = serde_json::from_str(EVALUATION).unwrap();
        assert_eq!(report(), json);
        let json: serde_json::Value = serde_json::from_str(EVALUATION).unwrap();
        assert_eq!(json["drawings"]["correct"], report().drawings.correct);
    }

    #[test]
    fn every_stage_and_every_parameter_was_measured() {
        let report = report();
        for stage in [None]
            .into_iter()
            .chain(Stage::ALL.map(|stage| Some(stage.name())))
        {
            assert!(report.accuracy_without(stage).is_some(), "{stage:?}");
        }
        let parameters: Vec<&str> = report
            .sensitivity
            .parameter_sweeps
            .iter()
            .map(|sweep| &*sweep.parameter)
            .collect();
        assert_eq!(parameters, Parameter::ALL.map(Parameter::name));
        // The ablations use drawings of one size, the evaluation uses their original sizes.
        let full = &report.sensitivity.stage_ablations[0];
        assert_eq!(full.stage, None);
        let difference = (full.accuracy - report.drawings.accuracy).abs();
        assert!(difference < 0.002, "{difference}");
    }

    #[test]
    fn mistakes_are_counted_from_the_confusion_matrix() {
        let mut evaluation = report().images;
        evaluation.confusion = [[0; 10]; 10];
        (evaluation.confusion[7][7], evaluation.confusion[7][1]) = (247, 3);
        evaluation.confusion[4][9] = 1;
        assert_eq!(
            evaluation.cell_text(7, 1),
            "3 of 250 sevens were read as 1."
        );
        assert_eq!(
            evaluation.mistakes_text(),
            "Most common mistakes: 7 as 1 (3 times), 4 as 9 (once)."
        );
    }

    #[test]
    fn every_misread_example_is_a_valid_drawing_of_a_mistake_in_the_report() {
        let report = report();
        let pairs = (0..100).map(|cell| (cell / 10, cell % 10));
        let sets = [&report.images, &report.drawings];
        let is_mistake = |(label, predicted): &(usize, usize)| {
            label != predicted && sets.iter().any(|set| set.confusion[*label][*predicted] > 0)
        };
        let mistakes = pairs.filter(is_mistake).count();
        let examples = report.misread_examples.len();
        assert!(
            2 * examples >= mistakes,
            "{examples} examples of {mistakes} mistakes"
        );
        for example in &report.misread_examples {
            let MisreadExample {
                label,
                predicted,
                drawing,
            } = example;
            assert!(link::parse(drawing).is_ok(), "{drawing}");
            let counts = sets.map(|set| set.confusion[*label][*predicted]);
            assert!(
                label != predicted && counts != [0, 0],
                "{label} as {predicted}"
            );
            assert_eq!(report.misread_example(*label, *predicted), Some(example));
        }
        assert_eq!(report.misread_example(7, 7), None);
    }
}
