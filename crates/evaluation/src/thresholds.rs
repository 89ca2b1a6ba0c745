//! Counts flagged and rejected inputs at each setting of the page's two thresholds.
//!
//! A digit whose confidence is below the confidence threshold is flagged as uncertain. Ink whose OOD score is above
//! the OOD threshold is rejected as not a digit. Input: labelled digits, and synthetic non-digits of held-out kinds
//! ([`training::non_digits`]). Output: the counts at each position of the page's two sliders.

use ink::Raster;
use model::Classifier;
use recognition::Prediction;
use recognition::report::{FlaggedCounts, RejectedCounts, ThresholdSweep};
use recognition::thresholds::{
    CONFIDENCE_RANGE, CONFIDENCE_STEP, OOD_THRESHOLD_RANGE, OOD_THRESHOLD_STEP,
};

use crate::ood::{held_out, synthetic_non_digits};
use crate::predictions;

/// Classifies the digits and the non-digits of held-out kinds, and counts the flagged and rejected ones at each
/// threshold.
pub fn measure(
    classifier: &Classifier,
    dataset: &str,
    labels: &[u8],
    rasters: &[Raster],
) -> ThresholdSweep {
    let predicted = predictions(classifier, rasters);
    let digits: Vec<_> = labels.iter().copied().zip(predicted).collect();
    count(
        dataset,
        &digits,
        &predictions(classifier, &held_out(&synthetic_non_digits())),
    )
}

/// Counts the flagged and rejected digits and non-digits at each threshold.
fn count(dataset: &str, digits: &[(u8, Prediction)], non_digits: &[Prediction]) -> ThresholdSweep {
    let is_misread = |(label, prediction): &&(u8, Prediction)| prediction.digit() != *label;
    let flagged = |threshold: f32| {
        let flagged = || {
            digits
                .iter()
                .filter(move |(_, prediction)| prediction.confidence() < threshold)
        };
        FlaggedCounts {
            threshold,
            digits: flagged().count(),
            misread: flagged().filter(is_misread).count(),
        }
    };
    let rejected = |threshold: f32| {
        let is_rejected = |prediction: &Prediction| prediction.ood_score > threshold;
        RejectedCounts {
            threshold,
            digits: digits
                .iter()
                .filter(|(_, prediction)| is_rejected(prediction))
                .count(),
            non_digits: non_digits
                .iter()
                .filter(|prediction| is_rejected(prediction))
                .count(),
        }
    };
    let confidence = slider_values(CONFIDENCE_RANGE, CONFIDENCE_STEP);
    let ood = slider_values(OOD_THRESHOLD_RANGE, OOD_THRESHOLD_STEP);
    ThresholdSweep {
        dataset: dataset.to_owned(),
        digits: digits.len(),
        misread: digits.iter().filter(is_misread).count(),
        non_digits: non_digits.len(),
        confidence: confidence.map(flagged).collect(),
        ood: ood.map(rejected).collect(),
    }
}

/// Returns the values of a slider, rounded to two decimals.
fn slider_values((min, max): (f32, f32), step: f32) -> impl Iterator<Item = f32> {
    let step_count = ((max - min) / step).round() as u16;
    (0..=step_count).map(move |index| ((min + f32::from(index) * step) * 100.0).round() / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prediction(digit: usize, confidence: f32, ood_score: f32) -> Prediction {
        let mut probabilities = [(1.0 - confidence) / 9.0; 10];
        probabilities[digit] = confidence;
        Prediction {
            probabilities,
            ood_score,
        }
    }

    fn sweep_of_three_digits() -> ThresholdSweep {
        let digits = [
            (4, prediction(4, 0.995, -8.0)),
            (4, prediction(9, 0.7, -2.0)),
            (7, prediction(7, 0.8, 0.25)),
        ];
        count("three", &digits, &[prediction(0, 0.9, 5.0)])
    }

    #[test]
    fn every_slider_position_has_its_counts() {
        let sweep = sweep_of_three_digits();
        assert_eq!((sweep.digits, sweep.misread, sweep.non_digits), (3, 1, 1));
        let flagged = |threshold: f32| {
            let row = sweep
                .confidence
                .iter()
                .find(|row| row.threshold == threshold);
            row.map(|row| (row.digits, row.misread))
        };
        assert_eq!(flagged(0.5), Some((0, 0)));
        assert_eq!(flagged(0.75), Some((1, 1)));
        assert_eq!(flagged(0.99), Some((2, 1)));
        let rejected = |threshold: f32| {
            let row = sweep.ood.iter().find(|row| row.threshold == threshold);
            row.map(|row| (row.digits, row.non_digits))
        };
        assert_eq!(rejected(-6.0), Some((2, 1)));
        assert_eq!(rejected(0.0), Some((1, 1)));
        assert_eq!(rejected(0.5), Some((0, 1)));
        assert_eq!(rejected(6.0), Some((0, 0)));
    }
}
