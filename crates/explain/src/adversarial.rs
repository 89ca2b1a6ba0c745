//! Adversarial examples: a small change of the raster after which the network predicts another digit.
//!
//! Method: DeepFool (Moosavi-Dezfooli et al. 2016). Each logit is approximated around the raster as a linear function
//! of the pixels. This gives the distance and the direction of the decision boundary to each other digit. The search
//! steps to the nearest boundary until the prediction changes, and clamps every pixel to the range from paper to ink. A
//! bisection between the raster and the result then shortens the change.
//!
//! Limit: the result is an upper bound. A smaller change may exist.

use ink::{Raster, SIDE};
use recognition::{CLASSES, explanation::AdversarialExample};

use crate::Explainer;
use crate::saliency::{PIXEL_COUNT, ink_values};

/// Maximum number of steps before the search gives up.
const MAX_STEPS: usize = 20;

/// Factor by which a step exceeds the estimated distance to the decision boundary, so that it crosses it.
const OVERSHOOT: f32 = 1.05;

/// Number of steps of the bisection that shortens the change.
const BISECTION_STEPS: usize = 8;

/// Added to a logit difference so that rounding to 256 grey levels does not undo a step.
const LOGIT_MARGIN: f32 = 1e-3;

impl Explainer {
    /// Searches for a small change that makes the network predict another digit. Returns `None` if the search fails.
    pub fn adversarial_example(&self, raster: &Raster) -> Option<AdversarialExample> {
        let original_digit = self.predicted_digit(raster);
        let original = ink_values(raster);
        let end = self.cross_boundary(&original, original_digit)?;
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..BISECTION_STEPS {
            let middle = (low + high) / 2.0;
            if self.predicted_digit(&interpolate(&original, &end, middle)) == original_digit {
                low = middle;
            } else {
                high = middle;
            }
        }
        let changed = interpolate(&original, &end, high);
        let changes = || {
            ink_values(&changed)
                .into_iter()
                .zip(&original)
                .map(|(changed, original)| changed - original)
        };
        Some(AdversarialExample {
            original_digit,
            digit: self.predicted_digit(&changed),
            l2_norm: changes().map(|change| change * change).sum::<f32>().sqrt(),
            max_change: changes().map(f32::abs).fold(0.0, f32::max),
            raster: changed,
        })
    }

    fn predicted_digit(&self, raster: &Raster) -> u8 {
        self.classifier.classify(raster).digit()
    }

    /// Steps towards the nearest decision boundary until the prediction is no longer `digit`.
    ///
    /// # Shapes
    /// `[28 * 28]` to `[28 * 28]`, 0 = paper, 1 = ink.
    fn cross_boundary(&self, original: &[f32], digit: u8) -> Option<Vec<f32>> {
        let mut ink = original.to_vec();
        for _ in 0..MAX_STEPS {
            let step = self.step_to_boundary(&ink, digit)?;
            for (pixel, change) in ink.iter_mut().zip(step) {
                *pixel = (*pixel + OVERSHOOT * change).clamp(0.0, 1.0);
            }
            if self.predicted_digit(&to_raster(&ink)) != digit {
                return Some(ink);
            }
        }
        None
    }

    /// Returns the shortest step after which another logit would equal that of `digit` if all logits were linear.
    ///
    /// With the gradient `w` of the difference of two logits and their gap `f`, the step is `w f / |w|^2` and its
    /// length `f / |w|`. Returns `None` if no pixel can change any difference.
    fn step_to_boundary(&self, ink: &[f32], digit: u8) -> Option<Vec<f32>> {
        let classes: [u8; CLASSES] = std::array::from_fn(|class| class as u8);
        let gradients = self.logit_gradients(&vec![ink.to_vec(); CLASSES], &classes);
        let [outputs] = self.classifier.outputs(&[to_raster(ink)])[..] else {
            return None;
        };
        let gradient = |class: u8| &gradients[usize::from(class) * PIXEL_COUNT..][..PIXEL_COUNT];
        let boundary = |class: u8| {
            let logits = outputs.logits;
            let gap = logits[usize::from(digit)] - logits[usize::from(class)];
            let pairs = gradient(class).iter().zip(gradient(digit));
            let difference: Vec<f32> = pairs
                .zip(ink)
                .map(|((class, digit), ink)| clamp_gradient(class - digit, *ink))
                .collect();
            let squared_norm = difference.iter().map(|value| value * value).sum::<f32>();
            (squared_norm > 0.0).then(|| (gap.max(0.0) + LOGIT_MARGIN, squared_norm, difference))
        };
        let others = classes.into_iter().filter(|class| *class != digit);
        let nearest = others.filter_map(boundary).min_by(|a, b| {
            let distance =
                |(gap, squared_norm, _): &(f32, f32, Vec<f32>)| gap / squared_norm.sqrt();
            distance(a).total_cmp(&distance(b))
        });
        let (gap, squared_norm, difference) = nearest?;
        let step = difference.iter().map(|value| value * gap / squared_norm);
        Some(step.collect())
    }
}

/// Returns a pixel's gradient, or 0 if a step along it would leave the range 0..1.
fn clamp_gradient(gradient: f32, ink: f32) -> f32 {
    if (ink <= 0.0 && gradient < 0.0) || (ink >= 1.0 && gradient > 0.0) {
        0.0
    } else {
        gradient
    }
}

fn interpolate(start: &[f32], end: &[f32], t: f32) -> Raster {
    let pairs = start.iter().zip(end);
    let ink: Vec<f32> = pairs
        .map(|(start, end)| start + (end - start) * t)
        .collect();
    to_raster(&ink)
}

/// Rounds ink values, 0..1, to the 256 grey levels of a raster.
fn to_raster(ink: &[f32]) -> Raster {
    let mut pixels = [0; SIDE * SIDE];
    for (pixel, ink) in pixels.iter_mut().zip(ink) {
        *pixel = (ink * 255.0).round() as u8;
    }
    Raster::from_pixels(pixels)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{explainer, goldens};

    #[test]
    fn the_change_is_small_alters_the_prediction_and_has_the_stated_size() {
        let explainer = explainer();
        for golden in goldens() {
            let raster = golden.drawing.raster().unwrap();
            let example = explainer.adversarial_example(&raster).unwrap();
            assert_eq!(Some(example.original_digit), golden.label);
            assert_eq!(explainer.predicted_digit(&example.raster), example.digit);
            assert_ne!(example.original_digit, example.digit);
            let (original, changed) = (ink_values(&raster), ink_values(&example.raster));
            let changes = || {
                original
                    .iter()
                    .zip(&changed)
                    .map(|(original, changed)| changed - original)
            };
            let l2_norm = changes().map(|change| change * change).sum::<f32>().sqrt();
            assert_eq!(
                (example.l2_norm, example.max_change),
                (l2_norm, changes().map(f32::abs).fold(0.0, f32::max))
            );
            // For comparison: the L2 norm of a digit's ink is about 9.
            assert!(example.l2_norm < 4.0, "{:?}: {l2_norm}", golden.label);
        }
    }

    #[test]
    fn pixels_at_a_bound_change_only_away_from_it() {
        assert_eq!(
            [clamp_gradient(-2.0, 0.0), clamp_gradient(2.0, 1.0)],
            [0.0, 0.0]
        );
        assert_eq!(
            [
                clamp_gradient(2.0, 0.0),
                clamp_gradient(-2.0, 1.0),
                clamp_gradient(-2.0, 0.5)
            ],
            [2.0, -2.0, -2.0]
        );
    }

    #[test]
    fn a_blank_raster_does_not_panic() {
        let _ = explainer().adversarial_example(&Raster::from_pixels([0; SIDE * SIDE]));
    }
}
