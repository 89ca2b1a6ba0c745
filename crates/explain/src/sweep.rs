//! Parameter sweep: the predictions as one parameter of a perturbation varies over its range.
//!
//! A drawing is rotated, slanted, scaled, shifted, drawn with a wider pen or covered with noise, one parameter at a
//! time. The result holds the ten probabilities at evenly spaced values and the values at which the predicted digit
//! changes.

use ink::{Drawing, Parameter, Perturbation};
use recognition::Prediction;
use recognition::explanation::{ClassChange, Sweep};

use crate::Explainer;

/// Number of sampled values. They are evenly spaced and include both ends of the range.
pub const SAMPLE_COUNT: usize = 49;

/// Number of steps of the bisection that locates a class change between two values.
const BISECTION_STEPS: usize = 6;

/// A value of the parameter and the prediction at it.
type Sample = (f32, Prediction);

impl Explainer {
    /// Computes the predictions over the range of `parameter`. The other parameters stay as in `perturbation`.
    pub fn sweep(
        &self,
        drawing: &Drawing,
        perturbation: &Perturbation,
        parameter: Parameter,
    ) -> Sweep {
        let predict = |values: &[f32]| self.predict_at(drawing, perturbation, parameter, values);
        let values = sample_values(parameter);
        let samples: Vec<Sample> = values.iter().copied().zip(predict(&values)).collect();
        let pairs = samples.windows(2);
        let changes = pairs.filter_map(|pair| class_change(&pair[0], &pair[1], predict));
        Sweep {
            parameter,
            class_changes: changes.collect(),
            probabilities: samples
                .iter()
                .map(|(_, prediction)| prediction.probabilities)
                .collect(),
        }
    }

    /// Returns the prediction at each value; empty if the drawing has no ink.
    fn predict_at(
        &self,
        drawing: &Drawing,
        perturbation: &Perturbation,
        parameter: Parameter,
        values: &[f32],
    ) -> Vec<Prediction> {
        let rasters = values
            .iter()
            .filter_map(|value| perturbation.with(parameter, *value).raster(drawing));
        self.classifier.classify_batch(&rasters.collect::<Vec<_>>())
    }
}

/// Returns the values of `parameter` that [`Explainer::sweep`] samples, in ascending order.
pub fn sample_values(parameter: Parameter) -> [f32; SAMPLE_COUNT] {
    let [min, max] = parameter.range();
    let step = (max - min) / (SAMPLE_COUNT - 1) as f32;
    std::array::from_fn(|index| min + step * index as f32)
}

/// Locates the class change between two samples, if their predicted digits differ.
fn class_change(
    low: &Sample,
    high: &Sample,
    predict: impl Fn(&[f32]) -> Vec<Prediction>,
) -> Option<ClassChange> {
    let (below, above) = (low.1.digit(), high.1.digit());
    let (mut from, mut to) = (low.0, high.0);
    for _ in 0..if below == above { 0 } else { BISECTION_STEPS } {
        let middle = (from + to) / 2.0;
        if predict(&[middle]).first()?.digit() == below {
            from = middle;
        } else {
            to = middle;
        }
    }
    (below != above).then(|| ClassChange {
        value: (from + to) / 2.0,
        below,
        above,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{explainer, goldens};

    #[test]
    fn the_neutral_value_gives_the_plain_prediction_and_probabilities_add_up_to_1() {
        let explainer = explainer();
        let drawing = &goldens()[0].drawing;
        let plain = explainer.classifier().classify(&drawing.raster().unwrap());
        for parameter in [
            Parameter::Rotation,
            Parameter::Slant,
            Parameter::Shift,
            Parameter::Noise,
        ] {
            let sweep = explainer.sweep(drawing, &Perturbation::default(), parameter);
            assert_eq!(sweep.probabilities.len(), SAMPLE_COUNT);
            for row in &sweep.probabilities {
                assert!(
                    (row.iter().sum::<f32>() - 1.0).abs() < 1e-4,
                    "{parameter:?}"
                );
            }
            let neutral = sample_values(parameter)
                .iter()
                .position(|value| *value == parameter.neutral());
            let at_neutral = sweep.probabilities[neutral.unwrap()];
            for (actual, expected) in at_neutral.iter().zip(plain.probabilities) {
                assert!((actual - expected).abs() < 1e-5, "{parameter:?}");
            }
        }
    }

    #[test]
    fn a_class_change_separates_the_digit_below_from_the_digit_above() {
        let explainer = explainer();
        let mut confirmed = 0;
        for golden in goldens() {
            let perturbation = Perturbation::default();
            let sweep = explainer.sweep(&golden.drawing, &perturbation, Parameter::Rotation);
            let step = 180.0 / (SAMPLE_COUNT - 1) as f32;
            for change in &sweep.class_changes {
                let values = [change.value - step, change.value + step];
                let predictions = explainer.predict_at(
                    &golden.drawing,
                    &perturbation,
                    Parameter::Rotation,
                    &values,
                );
                assert_ne!(change.below, change.above);
                confirmed += usize::from(
                    predictions[0].digit() == change.below
                        && predictions[1].digit() == change.above,
                );
            }
        }
        assert!(confirmed > 10, "{confirmed}");
    }

    #[test]
    fn a_drawing_without_ink_has_an_empty_sweep() {
        let sweep = explainer().sweep(
            &Drawing::default(),
            &Perturbation::default(),
            Parameter::Size,
        );
        assert!(sweep.probabilities.is_empty() && sweep.class_changes.is_empty());
    }
}
