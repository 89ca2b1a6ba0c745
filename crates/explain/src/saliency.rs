//! Gradient-based attribution: how much each pixel contributes to a class's logit.
//!
//! Both methods multiply a pixel's ink by the gradient of the logit with respect to it.
//!
//! - [`Explainer::gradient_times_input`] takes the gradient at the drawing. It shows the effect of small changes of the
//!   ink, but not of large ones.
//! - [`Explainer::integrated_gradients`] takes the mean gradient on the straight path from blank paper to the drawing
//!   (Sundararajan et al. 2017, Axiomatic Attribution for Deep Networks). Its values add up to the difference between
//!   the logits of the drawing and of blank paper.
//!
//! `digits evaluate faithfulness` measures which method is more faithful.

use burn::tensor::Tensor;
use ink::{Raster, SIDE};

use model::{AutodiffBackend, InferenceBackend, KernelBackend, input};
use recognition::CLASSES;

use crate::Explainer;

/// Number of pixels of a raster.
pub const PIXEL_COUNT: usize = SIDE * SIDE;

/// Number of points on the path at which [`Explainer::integrated_gradients`] evaluates the gradient.
///
/// More points approximate the integral better, but cost more. `cargo perf inspector-cost` compares the cost with that
/// of a plain prediction.
pub const INTEGRATION_STEPS: usize = 6;

impl Explainer {
    /// Returns each pixel's ink times the gradient of the logit of `class` with respect to the pixel; 0 on paper.
    ///
    /// # Shapes
    /// `[28 * 28]`, row by row, unbounded, in logits.
    pub fn gradient_times_input(&self, raster: &Raster, class: u8) -> Vec<f32> {
        let gradients = self.logit_gradients(&[ink_values(raster)], &[class]);
        times_ink(&gradients, raster)
    }

    /// Returns each pixel's ink times the mean gradient of the logit of `class` on the path from blank paper.
    ///
    /// The values add up approximately to `logit(raster) - logit(blank paper)`; they are 0 on paper.
    ///
    /// # Shapes
    /// `[28 * 28]`, row by row, unbounded, in logits.
    pub fn integrated_gradients(&self, raster: &Raster, class: u8) -> Vec<f32> {
        let ink = ink_values(raster);
        let intervals = integration_intervals();
        let path = intervals.map(|(middle, _)| ink.iter().map(|ink| ink * middle).collect());
        let gradients = self.logit_gradients(&path, &[class; INTEGRATION_STEPS]);
        let mean = |pixel: usize| {
            let at_pixel = gradients.iter().skip(pixel).step_by(PIXEL_COUNT);
            let weighted = at_pixel
                .zip(intervals)
                .map(|(gradient, (_, length))| gradient * length);
            weighted.sum()
        };
        times_ink(&(0..PIXEL_COUNT).map(mean).collect::<Vec<f32>>(), raster)
    }

    /// Returns the gradient of one logit of each image with respect to the image's ink. `classes[i]` selects the logit
    /// of `images[i]`.
    ///
    /// # Shapes
    /// `n` images `[28 * 28]`, 0 = paper, 1 = ink, and `n` classes, to `[n * 28 * 28]` in logits per unit of ink.
    pub(super) fn logit_gradients(&self, images: &[Vec<f32>], classes: &[u8]) -> Vec<f32> {
        let shape = [images.len(), 1, SIDE, SIDE];
        let values = images.concat().into_iter().map(input::normalise);
        let images: Tensor<AutodiffBackend, 4> =
            AutodiffBackend::tensor_from_vec(values.collect(), shape).require_grad();
        let one_hot = classes
            .iter()
            .flat_map(|class| (0..CLASSES).map(|digit| f32::from(digit == usize::from(*class))));
        let one_hot = AutodiffBackend::tensor_from_vec(one_hot.collect(), [classes.len(), CLASSES]);
        let logits = self.classifier.net().forward(images.clone()).logits;
        let gradients = (logits * one_hot).sum().backward();
        let gradients = images.grad(&gradients).expect("the input is tracked");
        let gradients = InferenceBackend::tensor_into_vec(gradients).into_iter();
        // The chain rule of the normalisation.
        gradients
            .map(|gradient| gradient / input::STD_DEV)
            .collect()
    }
}

/// Returns the middle and the length of each interval of the path from blank paper, 0, to the drawing, 1.
///
/// Gradients change most where the ink is pale, so the intervals are shorter there: they end at
/// `(i / n)^1.5`.
fn integration_intervals() -> [(f32, f32); INTEGRATION_STEPS] {
    let end = |index: usize| {
        let ratio = index as f32 / INTEGRATION_STEPS as f32;
        ratio * ratio.sqrt()
    };
    std::array::from_fn(|index| {
        let (from, to) = (end(index), end(index + 1));
        (f32::midpoint(from, to), to - from)
    })
}

/// Returns the ink of each pixel: 0 = paper, 1 = ink.
pub(super) fn ink_values(raster: &Raster) -> Vec<f32> {
    let pixels = raster.pixels().iter();
    pixels.map(|pixel| f32::from(*pixel) / 255.0).collect()
}

fn times_ink(gradients: &[f32], raster: &Raster) -> Vec<f32> {
    let pairs = gradients.iter().zip(ink_values(raster));
    pairs.map(|(gradient, ink)| gradient * ink).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{explainer, golden};

    /// Returns the logit of an image whose ink values need not be multiples of 1/255.
    fn logit(explainer: &Explainer, ink: &[f32], class: u8) -> f32 {
        let values = ink.iter().copied().map(input::normalise).collect();
        let image = InferenceBackend::tensor_from_vec(values, [1, 1, SIDE, SIDE]);
        let logits = explainer.classifier().net().forward(image).logits;
        InferenceBackend::tensor_into_vec(logits)[usize::from(class)]
    }

    /// ReLU and pooling are not differentiable everywhere, and some pixels are close to such a point: 95 % must agree.
    #[test]
    fn gradients_match_finite_differences() {
        const STEP: f32 = 5e-4;
        let explainer = explainer();
        let (mut agree, mut compared) = (0, 0);
        for (digit, class) in [(4, 4), (4, 9), (7, 1), (0, 6)] {
            let ink = ink_values(&golden(digit));
            let gradients = explainer.logit_gradients(std::slice::from_ref(&ink), &[class]);
            for pixel in (0..PIXEL_COUNT).filter(|pixel| ink[*pixel] > 0.0) {
                let logit_at = |change: f32| {
                    let mut changed = ink.clone();
                    changed[pixel] += change;
                    logit(&explainer, &changed, class)
                };
                let difference = (logit_at(STEP) - logit_at(-STEP)) / (2.0 * STEP);
                let error = (difference - gradients[pixel]).abs();
                agree += usize::from(error < 0.02 + 0.02 * gradients[pixel].abs());
                compared += 1;
            }
        }
        assert!(
            compared > 300 && agree * 20 > compared * 19,
            "{agree} of {compared}"
        );
    }

    #[test]
    fn integrated_gradients_add_up_to_the_logit_difference_from_blank_paper() {
        let explainer = explainer();
        for digit in 0..10 {
            let raster = golden(digit);
            let sum: f32 = explainer.integrated_gradients(&raster, digit).iter().sum();
            let expected = logit(&explainer, &ink_values(&raster), digit)
                - logit(&explainer, &[0.0; PIXEL_COUNT], digit);
            assert!(
                (sum - expected).abs() < 0.1 * expected.abs() + 0.2,
                "{digit}: {sum}, not {expected}"
            );
        }
    }

    #[test]
    fn each_pixel_has_an_attribution_and_paper_has_zero() {
        let (explainer, raster) = (explainer(), golden(5));
        for map in [
            explainer.gradient_times_input(&raster, 5),
            explainer.integrated_gradients(&raster, 5),
        ] {
            assert_eq!(map.len(), PIXEL_COUNT);
            let on_paper = map
                .iter()
                .zip(raster.pixels())
                .filter(|(_, ink)| **ink == 0);
            assert!(on_paper.into_iter().all(|(value, _)| *value == 0.0));
            assert!(map.iter().any(|value| *value > 0.0));
        }
    }
}
