//! The two numbers of a [`Calibration`], from digits kept aside while training.
//!
//! The temperature is the one that makes their labels the likeliest (Guo et al. 2017). The limit of the score is a
//! quantile: all but a small share of them pass. What is no digit takes no part in it, so the limit does not
//! hang on which scribbles were thought of.

use ink::Raster;
use net::ood::energy;
use net::{CLASSES, Calibration, Classifier};
use rayon::prelude::*;

use crate::data::Sample;
use crate::evaluate::outputs;

/// The share of digits kept aside that may be taken for something else: what the product allows itself. Each one turned away is
/// a complaint, so it is small; what is no digit then passes more often.
pub const TURNED_AWAY: f64 = 0.01;

/// Between these the temperature is sought: where every digit is read right, the lower the likelier, without
/// end.
const TEMPERATURES: [f32; 2] = [0.1, 10.0];

/// The calibration of a network by digits that it has not learnt from, at least one.
pub fn fit<'a>(
    classifier: &Classifier,
    validation: impl IntoIterator<Item = &'a Sample>,
) -> Calibration {
    let validation: Vec<&Sample> = validation.into_iter().collect();
    let rasters: Vec<Raster> = validation
        .par_iter()
        .map(|sample| sample.raster())
        .collect();
    let outputs = outputs(classifier, &rasters);
    let logits: Vec<[f32; CLASSES]> = outputs.iter().map(|outputs| outputs.logits).collect();
    let scores = outputs.iter().map(|outputs| outputs.ood).collect();
    let labels: Vec<u8> = validation.iter().map(|sample| sample.label).collect();
    Calibration {
        temperature: temperature(&logits, &labels),
        ood_limit: limit(scores, TURNED_AWAY),
    }
}

/// The temperature, 0.1 to 10, that makes the labels of digits the likeliest.
///
/// The loss is convex in the temperature's inverse, so it has one minimum; each step leaves out the third of
/// the range that lies farther from it.
pub fn temperature(logits: &[[f32; CLASSES]], labels: &[u8]) -> f32 {
    /// Enough to narrow the range a millionfold.
    const STEPS: usize = 34;
    let [mut low, mut high] = TEMPERATURES.map(f32::ln);
    for _ in 0..STEPS {
        let third = (high - low) / 3.0;
        let at = |log_temperature: f32| mean_loss(logits, labels, log_temperature.exp());
        if at(low + third) < at(high - third) {
            high -= third;
        } else {
            low += third;
        }
    }
    low.midpoint(high).exp()
}

/// The mean negative log likelihood of the labels.
fn mean_loss(logits: &[[f32; CLASSES]], labels: &[u8], temperature: f32) -> f64 {
    let loss = |(logits, label): (&[f32; CLASSES], &u8)| {
        let tempered = logits.map(|logit| logit / temperature);
        f64::from(-energy(&tempered) - tempered[usize::from(*label)])
    };
    logits.iter().zip(labels).map(loss).sum::<f64>() / labels.len() as f64
}

/// The lowest limit that no more than this share, 0..1, of the scores of digits lies above.
pub fn limit(mut scores: Vec<f32>, turned_away: f64) -> f32 {
    scores.sort_by(f32::total_cmp);
    let above = (scores.len() as f64 * turned_away) as usize;
    scores[scores.len() - 1 - above]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Ink;
    use net::{NetConfig, Outputs};
    use rand::{Rng, SeedableRng};

    /// Logits whose softmax, at temperature 1, is how often each label is met beside them.
    fn honest(n: usize) -> (Vec<[f32; CLASSES]>, Vec<u8>) {
        let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(3);
        let mut one = || {
            let logits: [f32; CLASSES] = std::array::from_fn(|_| random.random_range(-3.0..3.0));
            let mut left = random.random_range(0.0..1.0);
            let outputs = Outputs { logits, ood: 0.0 };
            let probabilities = Calibration::default().prediction(&outputs).probabilities;
            let label = probabilities.iter().position(|probability| {
                left -= probability;
                left < 0.0
            });
            (logits, label.unwrap_or(CLASSES - 1) as u8)
        };
        (0..n).map(|_| one()).unzip()
    }

    #[test]
    fn the_temperature_is_what_the_logits_were_multiplied_by() {
        let (logits, labels) = honest(20_000);
        let honest = temperature(&logits, &labels);
        assert!((honest - 1.0).abs() < 0.03, "{honest}");
        for factor in [0.4, 1.7, 5.0] {
            let scaled: Vec<_> = logits
                .iter()
                .map(|row| row.map(|logit| logit * factor))
                .collect();
            let found = temperature(&scaled, &labels) / honest;
            assert!(
                (found / factor - 1.0).abs() < 1e-3,
                "{found} is not {factor}"
            );
        }
    }

    #[test]
    fn the_temperature_has_a_floor_where_every_digit_is_read_right() {
        let mut logits = [0.0; CLASSES];
        logits[4] = 1.0;
        let found = temperature(&[logits; 9], &[4; 9]);
        assert!((0.1..0.11).contains(&found), "{found}");
    }

    #[test]
    fn the_limit_lets_all_digits_pass_but_the_share_that_is_given_up() {
        let scores: Vec<f32> = (0..1000u16).rev().map(f32::from).collect();
        for (share, above) in [(0.0, 0), (0.005, 5), (0.0199, 19), (0.5, 500)] {
            let limit = limit(scores.clone(), share);
            let turned_away = scores.iter().filter(|score| **score > limit).count();
            assert_eq!(turned_away, above, "{share}");
        }
    }

    #[test]
    fn a_fitted_network_turns_none_of_a_few_digits_away_and_doubts_those_it_misreads() {
        let untrained = Classifier::from(NetConfig::default().init(&Default::default()));
        let image = |label: u8| Sample {
            label,
            ink: Ink::Image(Box::new(Raster::from_pixels(
                [label * 25; ink::SIDE * ink::SIDE],
            ))),
        };
        let samples: Vec<Sample> = (0..10).map(image).collect();
        let calibration = fit(&untrained, &samples);
        let fitted = untrained.calibrated(calibration);
        let rasters: Vec<Raster> = samples.iter().map(Sample::raster).collect();
        for prediction in fitted.classify_batch(&rasters) {
            assert!(prediction.looks_like_a_digit(), "{prediction:?}");
            assert!(prediction.certainty() < 0.2, "{prediction:?}");
        }
    }
}
