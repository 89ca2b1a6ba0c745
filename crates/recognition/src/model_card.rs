//! [`ModelCard`]: the part of a [`Report`] that the page's model card shows, in single precision, so that it packs into
//! few bytes.
//!
//! The inspector's build script packs it; the inspector reads it.

use ink::Stage;
use serde::{Deserialize, Serialize};

use crate::CLASSES;
use crate::report::{self, MisreadExample, Report};

/// Name prefixes of the drawing conditions that are shown: those with ordered settings that no perturbation parameter
/// covers.
const SHOWN_CONDITIONS: [&str; 2] = ["drawn size", "points per second"];

/// Results of the shipped weights. Fractions are 0..1; an interval is a 95 % confidence interval, lower bound first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ModelCard {
    /// Size of the weights file in bytes.
    pub weights_bytes: u32,
    /// Number of trained parameters.
    pub parameters: u32,
    /// Number of passes over the training images.
    pub epochs: u32,
    /// Number of times that each drawing occurs in an epoch.
    pub drawing_repeats: u32,
    /// Results on MNIST's test images, then on the drawings.
    pub test_sets: [TestSet; 2],
    /// Accuracy on drawings of one size with every preprocessing stage.
    pub accuracy_with_all_stages: f32,
    /// The same without each stage, in the order of [`Stage::ALL`].
    pub accuracy_without: [f32; Stage::ALL.len()],
    /// Accuracy over each perturbation parameter, then under each drawing condition shown.
    pub curves: Vec<Curve>,
    /// Lowest accuracy among the positions on the pad.
    pub worst_position_accuracy: f32,
    /// Digits that are wrongly rejected.
    pub rejected_digits: Rejected,
    /// Rejected drawings of kinds that the network was not trained on.
    pub rejected_non_digits: Rejected,
    /// Drawings of this project that are misread, one for each pair of digits.
    pub misread_examples: Vec<MisreadExample>,
}

/// Results on a labelled data set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TestSet {
    /// Name of the data set.
    pub dataset: String,
    /// Number of digits.
    pub n: u32,
    /// Number of digits read correctly.
    pub correct: u32,
    /// `correct / n`.
    pub accuracy: f32,
    /// Confidence interval of the accuracy.
    pub interval: [f32; 2],
    /// Counts of digits: a row for each label, a column for each prediction.
    pub confusion: [[u32; CLASSES]; CLASSES],
    /// Mean difference between confidence and accuracy.
    pub expected_calibration_error: f32,
    /// Predictions grouped by confidence, without empty groups.
    pub bins: Vec<Bin>,
}

/// Predictions of similar confidence.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bin {
    /// Number of digits.
    pub n: u32,
    /// Mean confidence.
    pub confidence: f32,
    /// Fraction of digits read correctly.
    pub accuracy: f32,
}

/// Accuracy as one property of the drawings varies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Curve {
    /// Name and unit of the property, as in the report.
    pub name: String,
    /// The points, in the order of their values.
    pub points: Vec<CurvePoint>,
}

/// Accuracy at one value of a property.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CurvePoint {
    /// The value: a number or a name.
    pub value: String,
    /// Fraction read correctly.
    pub accuracy: f32,
    /// Confidence interval of the accuracy.
    pub interval: [f32; 2],
}

/// Number of drawings that are rejected as not a digit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rejected {
    /// Number of drawings.
    pub n: u32,
    /// Number of rejected drawings.
    pub rejected: u32,
    /// `rejected / n`.
    pub rate: f32,
}

impl ModelCard {
    /// Selects what is shown. `None` if the report lacks a preprocessing stage or the positions on the pad.
    #[must_use]
    pub fn from_report(report: &Report) -> Option<Self> {
        Some(Self {
            weights_bytes: report.weights.bytes as u32,
            parameters: report.training.parameters as u32,
            epochs: report.training.config.epochs as u32,
            drawing_repeats: report.training.config.drawing_repeats as u32,
            test_sets: [&report.images, &report.drawings].map(TestSet::from_evaluation),
            accuracy_with_all_stages: accuracy_without(report, None)?,
            accuracy_without: accuracy_without_each_stage(report)?,
            curves: curves(report),
            worst_position_accuracy: worst_position_accuracy(report)?,
            rejected_digits: Rejected::from_counts(&report.ood_detection.digits),
            rejected_non_digits: Rejected::from_counts(&report.ood_detection.all.held_out),
            misread_examples: report.misread_examples.clone(),
        })
    }

    /// Returns an example of a mistake, if there is one: a drawing of `label` that is read as `predicted`.
    #[must_use]
    pub fn misread_example(&self, label: usize, predicted: usize) -> Option<&MisreadExample> {
        let mut examples = self.misread_examples.iter();
        examples.find(|example| {
            (usize::from(example.label), usize::from(example.predicted)) == (label, predicted)
        })
    }
}

impl TestSet {
    fn from_evaluation(evaluation: &report::Evaluation) -> Self {
        let bins = evaluation.reliability.bins.iter().filter(|bin| bin.n > 0);
        let bins = bins.map(|bin| Bin {
            n: bin.n as u32,
            confidence: bin.confidence as f32,
            accuracy: bin.accuracy as f32,
        });
        Self {
            dataset: evaluation.dataset.clone(),
            n: evaluation.n as u32,
            correct: evaluation.correct as u32,
            accuracy: evaluation.accuracy as f32,
            interval: evaluation.interval.map(|bound| bound as f32),
            confusion: evaluation
                .confusion
                .map(|row| row.map(|count| count as u32)),
            expected_calibration_error: evaluation.reliability.expected_calibration_error as f32,
            bins: bins.collect(),
        }
    }
}

impl Rejected {
    fn from_counts(counts: &report::Rejected) -> Self {
        Self {
            n: counts.n as u32,
            rejected: counts.rejected as u32,
            rate: counts.rate as f32,
        }
    }
}

impl CurvePoint {
    fn new(value: String, accuracy: f64, interval: [f64; 2]) -> Self {
        Self {
            value,
            accuracy: accuracy as f32,
            interval: interval.map(|bound| bound as f32),
        }
    }
}

fn accuracy_without(report: &Report, stage: Option<&str>) -> Option<f32> {
    let mut ablations = report.sensitivity.stage_ablations.iter();
    let ablation = ablations.find(|ablation| ablation.stage.as_deref() == stage)?;
    Some(ablation.accuracy as f32)
}

fn accuracy_without_each_stage(report: &Report) -> Option<[f32; Stage::ALL.len()]> {
    let accuracies = Stage::ALL.map(|stage| accuracy_without(report, Some(stage.name())));
    let accuracies: Option<Vec<f32>> = accuracies.into_iter().collect();
    accuracies?.try_into().ok()
}

fn curves(report: &Report) -> Vec<Curve> {
    let sweeps = report.sensitivity.parameter_sweeps.iter().map(|sweep| {
        let settings = sweep.settings.iter().map(|setting| {
            CurvePoint::new(
                setting.value.to_string(),
                setting.accuracy,
                setting.interval,
            )
        });
        Curve {
            name: sweep.parameter.clone(),
            points: settings.collect(),
        }
    });
    let conditions = report.robustness.conditions.iter();
    let conditions = conditions.filter(|by_condition| {
        let mut prefixes = SHOWN_CONDITIONS.iter();
        prefixes.any(|prefix| by_condition.condition.starts_with(prefix))
    });
    let conditions = conditions.map(|by_condition| {
        let settings = by_condition.settings.iter().map(|setting| {
            CurvePoint::new(setting.value.clone(), setting.accuracy, setting.interval)
        });
        Curve {
            name: by_condition.condition.clone(),
            points: settings.collect(),
        }
    });
    sweeps.chain(conditions).collect()
}

fn worst_position_accuracy(report: &Report) -> Option<f32> {
    let mut conditions = report.robustness.conditions.iter();
    let positions =
        conditions.find(|by_condition| by_condition.condition.starts_with("position"))?;
    let accuracies = positions
        .settings
        .iter()
        .map(|setting| setting.accuracy as f32);
    Some(accuracies.fold(1.0, f32::min))
}

#[cfg(test)]
mod tests {
    use ink::{Parameter, link};

    use super::*;

    const EVALUATION: &str = include_str!("../../../docs/evaluation.json");

    fn card() -> ModelCard {
        let report: Report = serde_json::from_str(EVALUATION).unwrap();
        ModelCard::from_report(&report).unwrap()
    }

    #[test]
    fn every_parameter_and_two_conditions_have_a_curve() {
        let curves = card().curves;
        let names: Vec<&str> = curves.iter().map(|curve| &*curve.name).collect();
        let (parameters, conditions) = names.split_at(Parameter::ALL.len());
        assert_eq!(parameters, Parameter::ALL.map(Parameter::name));
        for (condition, prefix) in conditions.iter().zip(SHOWN_CONDITIONS) {
            assert!(condition.starts_with(prefix), "{condition}");
        }
        assert_eq!(conditions.len(), SHOWN_CONDITIONS.len());
        assert!(curves.iter().all(|curve| curve.points.len() > 4));
    }

    #[test]
    fn the_accuracy_with_all_stages_is_that_of_the_drawings() {
        // The ablations use drawings of one size, the evaluation uses their original sizes.
        let card = card();
        let difference = (card.accuracy_with_all_stages - card.test_sets[1].accuracy).abs();
        assert!(difference < 0.002, "{difference}");
    }

    #[test]
    fn every_misread_example_is_a_valid_drawing_of_a_mistake_in_the_report() {
        let card = card();
        let count = |label: usize, predicted: usize| {
            let sets = card.test_sets.iter();
            sets.map(|set| set.confusion[label][predicted]).sum::<u32>()
        };
        let pairs = (0..CLASSES * CLASSES).map(|cell| (cell / CLASSES, cell % CLASSES));
        let mistakes =
            pairs.filter(|(label, predicted)| label != predicted && count(*label, *predicted) > 0);
        let (examples, mistakes) = (card.misread_examples.len(), mistakes.count());
        assert!(
            2 * examples >= mistakes,
            "{examples} examples of {mistakes} mistakes"
        );
        for example in &card.misread_examples {
            let [label, predicted] = [example.label, example.predicted].map(usize::from);
            assert!(link::parse(&example.drawing).is_ok(), "{}", example.drawing);
            assert!(
                label != predicted && count(label, predicted) > 0,
                "{example:?}"
            );
            assert_eq!(card.misread_example(label, predicted), Some(example));
        }
        assert_eq!(card.misread_example(7, 7), None);
    }
}
