//! What in the ink speaks for a class, by gradient: a number for each pixel.
//!
//! Both methods multiply a pixel's ink by how fast the class's logit grows with it. [`Explainer::gradient_times_ink`]
//! takes that slope where the drawing is; it tells what the network is sensitive to there, and nothing of what lies
//! beyond. [`Explainer::integrated_gradients`] averages it on the straight way from blank paper to the drawing
//! (Sundararajan et al. 2017, Axiomatic Attribution for Deep Networks), so that the numbers add up to what the ink as a
//! whole does. Which is more faithful is measured by `cargo evaluate --faithfulness`.

use burn::tensor::Tensor;
use ink::{Raster, SIDE};

use super::Explainer;
use crate::backend::NetBackend;
use crate::{CLASSES, Inference, Learning, input};

/// Pixels of a raster.
pub const PIXELS: usize = SIDE * SIDE;

/// Places on the way from paper to ink at which the gradient is taken. More come nearer to the mean, as the test of what
/// the numbers add up to shows; what they cost beside a plain prediction, `cargo xtask inside-cost` tells.
pub const STEPS: usize = 6;

impl Explainer {
    /// For each pixel, its ink (0..1) times the slope of the class's logit by it: 0 on paper.
    ///
    /// # Shapes
    /// `[28 * 28]`, row by row.
    pub fn gradient_times_ink(&self, raster: &Raster, class: u8) -> Vec<f32> {
        let slopes = self.slopes(&[shares(raster)], &[class]);
        times_ink(&slopes, raster)
    }

    /// For each pixel, its ink (0..1) times the mean slope of the class's logit by it on the way from paper: together
    /// about what the logit is above that of paper.
    ///
    /// # Shapes
    /// `[28 * 28]`, row by row.
    pub fn integrated_gradients(&self, raster: &Raster, class: u8) -> Vec<f32> {
        let ink = shares(raster);
        let parts = parts();
        let way = parts.map(|(middle, _)| ink.iter().map(|share| share * middle).collect());
        let slopes = self.slopes(&way, &[class; STEPS]);
        let mean = |pixel: usize| {
            let at_pixel = slopes.iter().skip(pixel).step_by(PIXELS);
            let weighted = at_pixel
                .zip(parts)
                .map(|(slope, (_, length))| slope * length);
            weighted.sum()
        };
        times_ink(&(0..PIXELS).map(mean).collect::<Vec<f32>>(), raster)
    }

    /// How fast the logit of each image's class grows with the ink of each of its pixels.
    ///
    /// # Shapes
    /// `n` images of ink, `[28 * 28]` each, 0 = paper, 1 = ink, and `n` classes, to `[n * 28 * 28]` in logits for a
    /// pixel wholly of ink.
    pub(super) fn slopes(&self, images: &[Vec<f32>], classes: &[u8]) -> Vec<f32> {
        let device = Default::default();
        let shape = [images.len(), 1, SIDE, SIDE];
        let values = images.concat().into_iter().map(input::normalised);
        let images: Tensor<Learning, 4> = Learning::tensor(values.collect(), shape, &device);
        let images = images.require_grad();
        let chosen = classes
            .iter()
            .flat_map(|class| (0..CLASSES).map(|digit| f32::from(digit == usize::from(*class))));
        let chosen = Learning::tensor(chosen.collect(), [classes.len(), CLASSES], &device);
        let gradients = (self.learning.forward(images.clone()) * chosen)
            .sum()
            .backward();
        let slopes = images.grad(&gradients).expect("the input is tracked");
        let per_ink = Inference::values(slopes).into_iter();
        per_ink.map(|slope| slope / input::DEVIATION).collect()
    }
}

/// The middle and the length of each part of the way from paper, 0, to the drawing, 1. Pale ink changes the slopes most, so
/// the parts are shorter there: they end at shares of the steps to the power of 1.5.
fn parts() -> [(f32, f32); STEPS] {
    let end = |part: usize| {
        let share = part as f32 / STEPS as f32;
        share * share.sqrt()
    };
    std::array::from_fn(|part| {
        let (from, to) = (end(part), end(part + 1));
        (f32::midpoint(from, to), to - from)
    })
}

/// The ink of each pixel, 0..1.
pub(super) fn shares(raster: &Raster) -> Vec<f32> {
    let pixels = raster.pixels().iter();
    pixels.map(|pixel| f32::from(*pixel) / 255.0).collect()
}

fn times_ink(slopes: &[f32], raster: &Raster) -> Vec<f32> {
    let pairs = slopes.iter().zip(shares(raster));
    pairs.map(|(slope, ink)| slope * ink).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{explainer, golden};
    use super::*;

    /// The logit of an image of ink that no raster's 256 grey levels need hold.
    fn logit(explainer: &Explainer, ink: &[f32], class: u8) -> f32 {
        let values = ink.iter().copied().map(input::normalised).collect();
        let image = Inference::tensor(values, [1, 1, SIDE, SIDE], &Default::default());
        let logits = explainer.classifier().net().forward(image);
        Inference::values(logits)[usize::from(class)]
    }

    /// ReLU and pooling bend the function, and some pixels lie next to a bend: nineteen in twenty must agree.
    #[test]
    fn slopes_are_finite_differences() {
        const STEP: f32 = 5e-4;
        let explainer = explainer();
        let (mut agree, mut compared) = (0, 0);
        for (digit, class) in [(4, 4), (4, 9), (7, 1), (0, 6)] {
            let ink = shares(&golden(digit));
            let slopes = explainer.slopes(std::slice::from_ref(&ink), &[class]);
            for pixel in (0..PIXELS).filter(|pixel| ink[*pixel] > 0.0) {
                let at = |by: f32| {
                    let mut moved = ink.clone();
                    moved[pixel] += by;
                    logit(&explainer, &moved, class)
                };
                let difference = (at(STEP) - at(-STEP)) / (2.0 * STEP);
                let off = (difference - slopes[pixel]).abs();
                agree += usize::from(off < 0.02 + 0.02 * slopes[pixel].abs());
                compared += 1;
            }
        }
        assert!(
            compared > 300 && agree * 20 > compared * 19,
            "{agree} of {compared}"
        );
    }

    #[test]
    fn integrated_gradients_add_up_to_what_the_ink_does_to_the_logit() {
        let explainer = explainer();
        for digit in 0..10 {
            let raster = golden(digit);
            let sum: f32 = explainer.integrated_gradients(&raster, digit).iter().sum();
            let whole = logit(&explainer, &shares(&raster), digit)
                - logit(&explainer, &[0.0; PIXELS], digit);
            assert!(
                (sum - whole).abs() < 0.1 * whole.abs() + 0.2,
                "{digit}: {sum}, {whole}"
            );
        }
    }

    #[test]
    fn paper_says_nothing_and_there_is_a_number_for_each_pixel() {
        let (explainer, raster) = (explainer(), golden(5));
        for map in [
            explainer.gradient_times_ink(&raster, 5),
            explainer.integrated_gradients(&raster, 5),
        ] {
            assert_eq!(map.len(), PIXELS);
            let on_paper = map
                .iter()
                .zip(raster.pixels())
                .filter(|(_, ink)| **ink == 0);
            assert!(on_paper.into_iter().all(|(value, _)| *value == 0.0));
            assert!(map.iter().any(|value| *value > 0.0));
        }
    }
}
