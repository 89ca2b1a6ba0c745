//! Measured effect of the thresholds: the number of flagged and of rejected drawings at each slider position.
//!
//! `digits model-card` measures the shipped weights and writes docs/evaluation.json; build.rs turns it into the
//! constant below.

use super::Thresholds;

/// Counts on the test set of digits, and on generated non-digits of kinds that are not in the training data.
#[derive(Clone, Copy, Debug, PartialEq)]
struct ThresholdCounts {
    digits: u32,
    misread: u32,
    non_digits: u32,
    /// For each step of [`Thresholds::CONFIDENCE_RANGE`]: flagged digits, flagged misread digits.
    confidence: &'static [(u32, u32)],
    /// For each step of [`Thresholds::OOD_RANGE`]: rejected digits, rejected non-digits.
    ood: &'static [(u32, u32)],
}

const COUNTS: ThresholdCounts = include!(concat!(env!("OUT_DIR"), "/thresholds.rs"));

impl Thresholds {
    /// Describes how many test digits the confidence threshold flags.
    #[must_use]
    pub fn flagged_summary(&self) -> String {
        let (flagged, misread) = self.flagged();
        (text::ANSWER.thresholds.flagged)([flagged, COUNTS.digits], [misread, COUNTS.misread])
    }

    /// Describes how many test digits and non-digits the OOD threshold rejects.
    #[must_use]
    pub fn rejected_summary(&self) -> String {
        let (digits, non_digits) = self.rejected();
        (text::ANSWER.thresholds.rejected)(digits, [non_digits, COUNTS.non_digits])
    }

    /// Returns the number of flagged digits, and how many of them are misread.
    fn flagged(&self) -> (u32, u32) {
        let step = step_index(
            self.confidence,
            Self::CONFIDENCE_RANGE.0,
            Self::CONFIDENCE_STEP,
        );
        counts_at_step(COUNTS.confidence, step)
    }

    /// Returns the number of rejected digits and of rejected non-digits.
    fn rejected(&self) -> (u32, u32) {
        let step = step_index(self.ood, Self::OOD_RANGE.0, Self::OOD_STEP);
        counts_at_step(COUNTS.ood, step)
    }
}

fn step_index(threshold: f32, min: f32, step: f32) -> usize {
    ((threshold - min) / step).round() as usize
}

/// Returns the counts at a step, or at the last step if the index is out of range.
fn counts_at_step(counts: &[(u32, u32)], index: usize) -> (u32, u32) {
    let last = counts.len().saturating_sub(1);
    counts.get(index.min(last)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use recognition::report::Report;

    #[track_caller]
    fn check(thresholds: Thresholds, (first, second): (u32, u32), expected: [usize; 2]) {
        assert_eq!(thresholds, thresholds.clamped());
        assert_eq!(
            [first, second].map(|count| count as usize),
            expected,
            "{thresholds:?}"
        );
    }

    #[test]
    fn the_counts_at_every_step_match_the_evaluation_file() {
        let evaluation = include_str!("../../../../docs/evaluation.json");
        let report: Report = serde_json::from_str(evaluation).unwrap();
        let (default, sweep) = (Thresholds::default(), report.thresholds);
        assert_eq!(sweep.confidence.len(), COUNTS.confidence.len());
        for at in sweep.confidence {
            let thresholds = Thresholds {
                confidence: at.threshold,
                ..default
            };
            check(thresholds, thresholds.flagged(), [at.digits, at.misread]);
        }
        assert_eq!(sweep.ood.len(), COUNTS.ood.len());
        for at in sweep.ood {
            let thresholds = Thresholds {
                ood: at.threshold,
                ..default
            };
            check(
                thresholds,
                thresholds.rejected(),
                [at.digits, at.non_digits],
            );
        }
    }

    #[test]
    fn a_stricter_threshold_never_flags_or_rejects_fewer_drawings() {
        let rises = COUNTS.confidence.windows(2).all(|two| two[0] <= two[1]);
        let falls = COUNTS.ood.windows(2).all(|two| two[0] >= two[1]);
        assert!(rises && falls, "{COUNTS:?}");
    }
}
