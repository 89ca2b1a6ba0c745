//! Measures how well each attribution method ranks the pixels that the network relies on.
//!
//! Pixel deletion (Samek et al. 2017, "Evaluating the Visualization of What a Deep Neural Network Has Learned"): ink is
//! deleted in 20 equal steps, the pixels with the highest attribution for the digit's class first, and the logit of the
//! class is recorded after each step. The score is the mean drop of the logit over the steps, which equals the area
//! above the logit's curve. A higher score means a more faithful ranking. A random order is the baseline.

use explain::Explainer;
use ink::{Raster, SIDE};
use model::Classifier;
use rand::seq::SliceRandom;
use rayon::prelude::*;
use serde::Serialize;
use training::random::seeded_rng;

const PIXEL_COUNT: usize = SIDE * SIDE;

/// Number of deletion steps.
const STEPS: usize = 20;

/// Only every fifth digit is measured, because occlusion runs the network hundreds of times per digit.
pub const STRIDE: usize = 5;

/// Results on one data set.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Faithfulness {
    /// Name of the data set.
    pub dataset: String,
    /// Number of measured digits.
    pub n: usize,
    /// Result for each attribution method.
    pub attributions: Vec<Attribution>,
}

/// Result for one attribution method.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Attribution {
    /// Name of the method.
    pub method: &'static str,
    /// Mean drop of the logit; higher is more faithful.
    pub mean_drop: f64,
    /// Standard error of the mean.
    pub standard_error: f64,
}

/// Ranks the pixels of a raster for a class. The last argument is the index of the digit, which seeds random ranks.
type Ranking = fn(&Explainer, &Raster, u8, usize) -> Vec<f32>;

const RANKINGS: [(&str, Ranking); 4] = [
    ("gradient x input", |explainer, raster, class, _| {
        explainer.gradient_times_input(raster, class)
    }),
    ("integrated gradients", |explainer, raster, class, _| {
        explainer.integrated_gradients(raster, class)
    }),
    ("occlusion", |explainer, raster, class, _| {
        explainer.occlusion(raster, class, 0..PIXEL_COUNT)
    }),
    ("random", |_, _, _, index| random_ranks(index)),
];

impl Faithfulness {
    /// Measures every fifth digit, on all cores.
    pub fn measure(
        explainer: &Explainer,
        dataset: &str,
        labels: &[u8],
        rasters: &[Raster],
    ) -> Self {
        let digits: Vec<(&Raster, u8)> = rasters.iter().zip(labels.iter().copied()).collect();
        let digits: Vec<(&Raster, u8)> = digits.into_iter().step_by(STRIDE).collect();
        let attribution = |(method, ranking): (&'static str, Ranking)| {
            let drop = |(index, (raster, class)): (usize, &(&Raster, u8))| {
                let ranks = ranking(explainer, raster, *class, index);
                mean_drop(explainer.classifier(), raster, *class, &ranks)
            };
            let drops: Vec<f64> = digits.par_iter().enumerate().map(drop).collect();
            Attribution::new(method, &drops)
        };
        Self {
            dataset: dataset.to_owned(),
            n: digits.len(),
            attributions: RANKINGS.map(attribution).into(),
        }
    }
}

impl Attribution {
    fn new(method: &'static str, drops: &[f64]) -> Self {
        let n = drops.len().max(1) as f64;
        let mean_drop = drops.iter().sum::<f64>() / n;
        let squares = drops
            .iter()
            .map(|drop| (drop - mean_drop).powi(2))
            .sum::<f64>();
        Self {
            method,
            mean_drop,
            standard_error: (squares / n / n).sqrt(),
        }
    }
}

/// Returns a random rank for each pixel, seeded by the digit's index.
fn random_ranks(index: usize) -> Vec<f32> {
    let mut ranks: Vec<f32> = (0..PIXEL_COUNT).map(|rank| rank as f32).collect();
    ranks.shuffle(&mut seeded_rng(0, 0, index));
    ranks
}

/// Returns the mean drop of the class's logit while ink is deleted, highest rank first (trapezoidal rule).
fn mean_drop(classifier: &Classifier, raster: &Raster, class: u8, ranks: &[f32]) -> f64 {
    let outputs = classifier.outputs(&deletion_steps(raster, ranks));
    let logit = |index: usize| f64::from(outputs[index].logits[usize::from(class)]);
    let drops = (0..STEPS).map(|step| logit(0) - (logit(step) + logit(step + 1)) / 2.0);
    drops.sum::<f64>() / STEPS as f64
}

/// Returns the raster after each deletion step, from the unchanged raster to a blank one.
fn deletion_steps(raster: &Raster, ranks: &[f32]) -> Vec<Raster> {
    let mut inked: Vec<usize> = (0..PIXEL_COUNT)
        .filter(|pixel| raster.pixels()[*pixel] > 0)
        .collect();
    inked.sort_by(|a, b| ranks[*b].total_cmp(&ranks[*a]));
    let step = |step: usize| {
        let mut pixels = *raster.pixels();
        for pixel in &inked[..inked.len() * step / STEPS] {
            pixels[*pixel] = 0;
        }
        Raster::from_pixels(pixels)
    };
    (0..=STEPS).map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raster() -> Raster {
        Raster::from_pixels(std::array::from_fn(|i| if i % 7 == 0 { 200 } else { 0 }))
    }

    #[test]
    fn each_step_deletes_a_twentieth_of_the_ink_highest_rank_first() {
        let ranks: Vec<f32> = (0..PIXEL_COUNT).map(|pixel| pixel as f32).collect();
        let rasters = deletion_steps(&raster(), &ranks);
        let inked = |raster: &Raster| raster.pixels().iter().filter(|ink| **ink > 0).count();
        assert_eq!(rasters[0], raster());
        let remaining = [0, 1, 19, 20].map(|step: usize| inked(&rasters[step]));
        assert_eq!(remaining, [112, 107, 6, 0]);
        assert_eq!((rasters[1].pixels()[0], rasters[1].pixels()[777]), (200, 0));
    }

    #[test]
    fn mean_and_standard_error_are_computed_over_the_drops() {
        let attribution = Attribution::new("test", &[0.0, 1.0, 0.0, 1.0]);
        assert_eq!(
            (attribution.mean_drop, attribution.standard_error),
            (0.5, 0.25)
        );
    }

    #[test]
    fn random_ranks_differ_between_digits_and_are_reproducible() {
        assert_eq!(random_ranks(3), random_ranks(3));
        assert_ne!(random_ranks(3), random_ranks(4));
    }
}
