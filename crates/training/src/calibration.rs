//! Fits the [`Calibration`] of a network on held-out digits: the temperature and the out-of-distribution threshold.
//!
//! The temperature maximises the likelihood of the labels (temperature scaling, Guo et al. 2017). The threshold is a
//! quantile of the out-of-distribution scores of digits, so that it rejects a fixed fraction of them. It does not
//! depend on the generated non-digits.

use model::ood::energy;
use model::{Calibration, Outputs};
use recognition::CLASSES;

/// Fraction of held-out digits that the threshold rejects.
///
/// It is small because a rejected digit annoys the user more than an accepted non-digit.
const FALSE_REJECTION_RATE: f64 = 0.01;

/// Search range of the temperature. Without a lower bound, the best temperature of a network without errors would be 0.
const TEMPERATURE_RANGE: [f32; 2] = [0.1, 10.0];

/// Fits the calibration to a network's outputs for held-out digits, at least one, and their labels.
#[must_use]
pub fn fit(outputs: &[Outputs], labels: &[u8]) -> Calibration {
    let logits: Vec<[f32; CLASSES]> = outputs.iter().map(|outputs| outputs.logits).collect();
    let scores = outputs.iter().map(|outputs| outputs.raw_ood_score);
    Calibration {
        temperature: fit_temperature(&logits, labels),
        ood_threshold: fit_ood_threshold(scores.collect(), FALSE_REJECTION_RATE),
    }
}

/// Returns the temperature between 0.1 and 10 that maximises the likelihood of the labels.
///
/// The loss is convex in the inverse of the temperature, so it has one minimum, which a ternary search finds.
fn fit_temperature(logits: &[[f32; CLASSES]], labels: &[u8]) -> f32 {
    /// Narrows the range by a factor of a million.
    const STEPS: usize = 34;
    let [mut low, mut high] = TEMPERATURE_RANGE.map(f32::ln);
    for _ in 0..STEPS {
        let third = (high - low) / 3.0;
        let loss_at = |log_temperature: f32| mean_loss(logits, labels, log_temperature.exp());
        if loss_at(low + third) < loss_at(high - third) {
            high -= third;
        } else {
            low += third;
        }
    }
    low.midpoint(high).exp()
}

/// Returns the mean negative log-likelihood of the labels.
fn mean_loss(logits: &[[f32; CLASSES]], labels: &[u8], temperature: f32) -> f64 {
    let loss = |(logits, label): (&[f32; CLASSES], &u8)| {
        let scaled = logits.map(|logit| logit / temperature);
        f64::from(-energy(&scaled) - scaled[usize::from(*label)])
    };
    logits.iter().zip(labels).map(loss).sum::<f64>() / labels.len() as f64
}

/// Returns the lowest threshold that at most the fraction `rejection_rate` (0..1) of the scores exceeds.
fn fit_ood_threshold(mut scores: Vec<f32>, rejection_rate: f64) -> f32 {
    scores.sort_by(f32::total_cmp);
    let rejected = (scores.len() as f64 * rejection_rate) as usize;
    scores[scores.len() - 1 - rejected]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::seeded_rng;
    use ink::Raster;
    use model::{Classifier, NetConfig};
    use rand::Rng;

    /// Returns random logits with labels drawn from their softmax, so that the best temperature is 1.
    fn calibrated_logits(n: usize) -> (Vec<[f32; CLASSES]>, Vec<u8>) {
        let mut rng = seeded_rng(3, 0, 0);
        let mut example = || {
            let logits: [f32; CLASSES] = std::array::from_fn(|_| rng.random_range(-3.0..3.0));
            let mut remaining = rng.random_range(0.0..1.0);
            let outputs = Outputs {
                logits,
                raw_ood_score: 0.0,
            };
            let probabilities = Calibration::default().apply(&outputs).probabilities;
            let label = probabilities.iter().position(|probability| {
                remaining -= probability;
                remaining < 0.0
            });
            (logits, label.unwrap_or(CLASSES - 1) as u8)
        };
        (0..n).map(|_| example()).unzip()
    }

    #[test]
    fn scaling_the_logits_scales_the_temperature() {
        let (logits, labels) = calibrated_logits(20_000);
        let base = fit_temperature(&logits, &labels);
        assert!((base - 1.0).abs() < 0.03, "{base}");
        for factor in [0.4, 1.7, 5.0] {
            let scaled: Vec<_> = logits
                .iter()
                .map(|row| row.map(|logit| logit * factor))
                .collect();
            let temperature = fit_temperature(&scaled, &labels) / base;
            assert!(
                (temperature / factor - 1.0).abs() < 1e-3,
                "{temperature} is not {factor}"
            );
        }
    }

    #[test]
    fn the_temperature_is_its_lower_bound_when_every_digit_is_correct() {
        let mut logits = [0.0; CLASSES];
        logits[4] = 1.0;
        let temperature = fit_temperature(&[logits; 9], &[4; 9]);
        assert!((0.1..0.11).contains(&temperature), "{temperature}");
    }

    #[test]
    fn the_threshold_rejects_at_most_the_given_fraction_of_digits() {
        let scores: Vec<f32> = (0..1000u16).rev().map(f32::from).collect();
        for (rate, expected) in [(0.0, 0), (0.005, 5), (0.0199, 19), (0.5, 500)] {
            let threshold = fit_ood_threshold(scores.clone(), rate);
            let rejected = scores.iter().filter(|score| **score > threshold).count();
            assert_eq!(rejected, expected, "{rate}");
        }
    }

    #[test]
    fn a_calibrated_untrained_network_accepts_digits_with_low_confidence() {
        let untrained = Classifier::from(NetConfig::default().init(&Default::default()));
        let labels: Vec<u8> = (0..10).collect();
        let raster = |label: &u8| Raster::from_pixels([label * 25; ink::SIDE * ink::SIDE]);
        let rasters: Vec<Raster> = labels.iter().map(raster).collect();
        let calibration = fit(&untrained.outputs(&rasters), &labels);
        let fitted = untrained.with_calibration(calibration);
        for prediction in fitted.classify_batch(&rasters) {
            assert!(prediction.is_in_distribution(), "{prediction:?}");
            assert!(prediction.confidence() < 0.2, "{prediction:?}");
        }
    }
}
