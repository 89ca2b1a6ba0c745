//! How well each explanation finds the ink that the network goes by.
//!
//! The ink's pixels are deleted, those first that the explanation ranks highest for the digit's own class, a twentieth at
//! a time, and the class's logit is read after each step. How far it has fallen on average over the steps, the area
//! above its curve, is the greater the better the ranking; a random order is what any must beat (Samek et al. 2017, Evaluating the
//! Visualization of What a Deep Neural Network Has Learned).

use std::fmt;

use ink::{Raster, SIDE};
use net::Classifier;
use net::explain::Explainer;
use rand::seq::SliceRandom;
use rayon::prelude::*;
use serde::Serialize;

use crate::augment;

const PIXELS: usize = SIDE * SIDE;

/// Steps in which all ink is deleted.
const STEPS: usize = 20;

/// One digit in so many is measured: covering asks the network hundreds of times for each.
const EVERY: usize = 5;

/// The figures of one data set.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Faithfulness {
    /// What was read, in words.
    pub dataset: String,
    /// How many digits were measured.
    pub n: usize,
    /// For each way of ranking pixels, how soon the logit falls.
    pub orders: Vec<Order>,
}

/// A way of ranking pixels.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Order {
    /// By what pixels are ranked.
    pub by: &'static str,
    /// How far the logit has fallen on average, in logits; the more the more faithful.
    pub fall: f64,
    /// The standard error of that mean.
    pub error: f64,
}

type Ranking = fn(&Explainer, &Raster, u8, usize) -> Vec<f32>;

const RANKINGS: [(&str, Ranking); 4] = [
    ("gradient x ink", |explainer, raster, class, _| {
        explainer.gradient_times_ink(raster, class)
    }),
    ("integrated gradients", |explainer, raster, class, _| {
        explainer.integrated_gradients(raster, class)
    }),
    ("covering", |explainer, raster, class, _| {
        explainer.occlusion(raster, class, 0..PIXELS)
    }),
    ("at random", |_, _, _, number| at_random(number)),
];

impl Faithfulness {
    /// Measures every fifth digit, on every core.
    pub fn of(explainer: &Explainer, dataset: &str, labels: &[u8], rasters: &[Raster]) -> Self {
        let digits: Vec<(&Raster, u8)> = rasters.iter().zip(labels.iter().copied()).collect();
        let digits: Vec<(&Raster, u8)> = digits.into_iter().step_by(EVERY).collect();
        let order = |(by, ranking): (&'static str, Ranking)| {
            let fallen = |(number, (raster, class)): (usize, &(&Raster, u8))| {
                let ranks = ranking(explainer, raster, *class, number);
                fall(explainer.classifier(), raster, *class, &ranks)
            };
            let falls: Vec<f64> = digits.par_iter().enumerate().map(fallen).collect();
            Order::of(by, &falls)
        };
        Self {
            dataset: dataset.to_owned(),
            n: digits.len(),
            orders: RANKINGS.map(order).into(),
        }
    }
}

impl Order {
    fn of(by: &'static str, falls: &[f64]) -> Self {
        let n = falls.len().max(1) as f64;
        let fall = falls.iter().sum::<f64>() / n;
        let squares = falls.iter().map(|one| (one - fall).powi(2)).sum::<f64>();
        Self {
            by,
            fall,
            error: (squares / n / n).sqrt(),
        }
    }
}

/// A rank for each pixel, another for each digit and the same every time.
fn at_random(number: usize) -> Vec<f32> {
    let mut ranks: Vec<f32> = (0..PIXELS).map(|rank| rank as f32).collect();
    ranks.shuffle(&mut augment::random(0, 0, number));
    ranks
}

/// How far the class's logit has fallen on average while the ink goes, highest rank first: by the trapezoids under its
/// curve.
fn fall(classifier: &Classifier, raster: &Raster, class: u8, ranks: &[f32]) -> f64 {
    let outputs = classifier.outputs(&deleted(raster, ranks));
    let logit = |index: usize| f64::from(outputs[index].logits[usize::from(class)]);
    let falls = (0..STEPS).map(|step| logit(0) - (logit(step) + logit(step + 1)) / 2.0);
    falls.sum::<f64>() / STEPS as f64
}

/// The raster with 0, 1, ... of [`STEPS`] parts of its ink deleted: the last is blank.
fn deleted(raster: &Raster, ranks: &[f32]) -> Vec<Raster> {
    let mut inked: Vec<usize> = (0..PIXELS)
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

impl fmt::Display for Faithfulness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{}: every {EVERY}th digit, {} in all",
            self.dataset, self.n
        )?;
        writeln!(
            f,
            "ink deleted by        mean fall of the logit (standard error)"
        )?;
        for Order { by, fall, error } in &self.orders {
            writeln!(f, "{by:<20}  {fall:.2} ({error:.2})")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raster() -> Raster {
        Raster::from_pixels(std::array::from_fn(|i| if i % 7 == 0 { 200 } else { 0 }))
    }

    #[test]
    fn the_highest_rank_goes_first_and_a_twentieth_of_the_ink_at_a_time() {
        let ranks: Vec<f32> = (0..PIXELS).map(|pixel| pixel as f32).collect();
        let rasters = deleted(&raster(), &ranks);
        let inked = |raster: &Raster| raster.pixels().iter().filter(|ink| **ink > 0).count();
        assert_eq!(rasters[0], raster());
        let left = [0, 1, 19, 20].map(|step: usize| inked(&rasters[step]));
        assert_eq!(left, [112, 107, 6, 0]);
        assert_eq!((rasters[1].pixels()[0], rasters[1].pixels()[777]), (200, 0));
    }

    #[test]
    fn mean_and_standard_error_are_those_of_the_falls() {
        let order = Order::of("test", &[0.0, 1.0, 0.0, 1.0]);
        assert_eq!((order.fall, order.error), (0.5, 0.25));
    }

    #[test]
    fn a_random_order_differs_from_digit_to_digit_and_is_the_same_every_time() {
        assert_eq!(at_random(3), at_random(3));
        assert_ne!(at_random(3), at_random(4));
    }
}
