//! Counts flagged and rejected inputs at each setting of the page's two thresholds.
//!
//! A digit whose confidence is below the confidence threshold is flagged as uncertain. Ink whose OOD score is above
//! the OOD threshold is rejected as not a digit. Input: labelled digits, and synthetic non-digits of held-out kinds
//! ([`crate::data::nondigits`]). Output: the counts at each position of the page's two sliders.

use std::fmt;

use ink::Raster;
use net::calibration::{CONFIDENCE_RANGE, CONFIDENCE_STEP};
use net::ood::{OOD_THRESHOLD_RANGE, OOD_THRESHOLD_STEP};
use net::{Classifier, Prediction};
use serde::{Deserialize, Serialize};

use super::ood::{held_out, synthetic_non_digits};
use super::predictions;

/// Counts at each confidence threshold and at each OOD threshold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ThresholdSweep {
    /// Name of the data set.
    pub dataset: String,
    /// Number of digits.
    pub digits: usize,
    /// Number of misread digits.
    pub misread: usize,
    /// Number of synthetic non-digits of kinds that the network was not trained on.
    pub non_digits: usize,
    /// Counts at each confidence threshold, in ascending order.
    #[serde(alias = "certainty")]
    pub confidence: Vec<FlaggedCounts>,
    /// Counts at each OOD threshold, in ascending order (strictest first).
    #[serde(alias = "strangeness")]
    pub ood: Vec<RejectedCounts>,
}

/// Counts of flagged digits at one confidence threshold.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct FlaggedCounts {
    /// Minimum confidence of an answer that is not flagged, within [`CONFIDENCE_RANGE`].
    #[serde(alias = "limit")]
    pub threshold: f32,
    /// Number of flagged digits, misread or not.
    pub digits: usize,
    /// Number of flagged digits that are misread.
    pub misread: usize,
}

/// Counts of rejected inputs at one OOD threshold.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct RejectedCounts {
    /// Maximum OOD score that is accepted, within [`OOD_THRESHOLD_RANGE`].
    #[serde(alias = "limit")]
    pub threshold: f32,
    /// Number of rejected digits.
    pub digits: usize,
    /// Number of rejected non-digits.
    pub non_digits: usize,
}

impl ThresholdSweep {
    /// Classifies the digits and the non-digits of held-out kinds, and counts the flagged and rejected ones at each
    /// threshold.
    pub fn measure(
        classifier: &Classifier,
        dataset: &str,
        labels: &[u8],
        rasters: &[Raster],
    ) -> Self {
        let predicted = predictions(classifier, rasters);
        let digits: Vec<_> = labels.iter().copied().zip(predicted).collect();
        Self::new(
            dataset,
            &digits,
            &predictions(classifier, &held_out(&synthetic_non_digits())),
        )
    }

    /// Counts the flagged and rejected digits and non-digits at each threshold.
    fn new(dataset: &str, digits: &[(u8, Prediction)], non_digits: &[Prediction]) -> Self {
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
        Self {
            dataset: dataset.to_owned(),
            digits: digits.len(),
            misread: digits.iter().filter(is_misread).count(),
            non_digits: non_digits.len(),
            confidence: confidence.map(flagged).collect(),
            ood: ood.map(rejected).collect(),
        }
    }
}

/// Returns the values of a slider, rounded to two decimals.
fn slider_values((min, max): (f32, f32), step: f32) -> impl Iterator<Item = f32> {
    let step_count = ((max - min) / step).round() as u16;
    (0..=step_count).map(move |index| ((min + f32::from(index) * step) * 100.0).round() / 100.0)
}

impl fmt::Display for ThresholdSweep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            dataset,
            digits,
            misread,
            non_digits,
            ..
        } = self;
        writeln!(
            f,
            "{dataset}: {digits} digits ({misread} misread), {non_digits} non-digits of held-out kinds\n"
        )?;
        writeln!(f, "confidence threshold   flagged digits   of them misread")?;
        for row in &self.confidence {
            writeln!(
                f,
                "{:>20.2}{:>17}{:>18}",
                row.threshold, row.digits, row.misread
            )?;
        }
        writeln!(f, "\nOOD threshold   rejected digits   rejected non-digits")?;
        for row in &self.ood {
            writeln!(
                f,
                "{:>13.1}{:>18}{:>22}",
                row.threshold, row.digits, row.non_digits
            )?;
        }
        Ok(())
    }
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
        ThresholdSweep::new("three", &digits, &[prediction(0, 0.9, 5.0)])
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

    #[test]
    fn the_text_has_a_line_for_every_slider_position() {
        let text = sweep_of_three_digits().to_string();
        assert!(
            text.contains("three: 3 digits (1 misread), 1 non-digits"),
            "{text}"
        );
        assert_eq!(text.lines().count(), 2 + 1 + 50 + 2 + 25);
    }
}
