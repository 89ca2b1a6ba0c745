//! The evaluation report of a network: the schema of `docs/evaluation.json`.
//!
//! The crate `evaluation` fills these types, `digits model-card` stores them as JSON and formats them as Markdown, and
//! the page's model card shows them. Fractions are 0..1; an interval is a 95 % confidence interval, lower bound first.
//! The serde aliases are keys of earlier versions of the file. No field is flattened, so that formats that do not
//! describe themselves can hold a report too.

use serde::{Deserialize, Serialize};

use crate::CLASSES;

mod ood;
mod robustness;

pub use ood::{
    ByFamily, ByKind, FALSE_REJECTION_RATES, Family, Group, Groups, OodDetection, Rejected,
    ScoreSeparation,
};
pub use robustness::{
    ByCondition, ParameterSetting, ParameterSweep, Robustness, Sensitivity, Setting, StageAblation,
};

/// Number of confidence bins of equal width between 0 and 1.
pub const BIN_COUNT: usize = 15;

/// Counts of digits: a row for each label, a column for each prediction.
pub type ConfusionMatrix = [[usize; CLASSES]; CLASSES];

/// All evaluation results of one network.
///
/// `T` is the form of the training report: [`Training`] is the part that the page shows. The command line keeps
/// everything that `digits train` wrote.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report<T = Training> {
    /// The weights file.
    pub weights: Weights,
    /// How the weights were trained.
    pub training: T,
    /// Results on MNIST's test images.
    pub images: Evaluation,
    /// Results on the drawings.
    pub drawings: Evaluation,
    /// Accuracy on the drawings under each drawing condition.
    #[serde(alias = "conditions")]
    pub robustness: Robustness,
    /// Accuracy on the drawings without each preprocessing stage and over each perturbation parameter.
    #[serde(alias = "inside")]
    pub sensitivity: Sensitivity,
    /// Rejected drawings and synthetic non-digits.
    #[serde(alias = "non_digits")]
    pub ood_detection: OodDetection,
    /// Flagged and rejected inputs at each setting of the page's two thresholds.
    #[serde(alias = "limits")]
    pub thresholds: ThresholdSweep,
    /// Deformed golden drawings that are misread, one for each confused pair of digits.
    #[serde(alias = "misread")]
    pub misread_examples: Vec<MisreadExample>,
}

/// Identifies a weights file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weights {
    /// File size in bytes.
    pub bytes: usize,
    /// The CRC-32 at the end of the file, in hexadecimal.
    pub checksum: String,
}

/// The part of a training report that the page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Training {
    /// Number of trained parameters.
    pub parameters: usize,
    /// The hyperparameters.
    #[serde(alias = "plan")]
    pub config: TrainingConfig,
    /// Results on each validation set.
    pub validation: Vec<Validation>,
}

/// The hyperparameters that the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrainingConfig {
    /// Number of passes over the images.
    pub epochs: usize,
    /// Number of times that each drawing occurs in an epoch.
    pub drawing_repeats: usize,
}

/// Results on a validation set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Validation {
    /// Name of the data set.
    pub dataset: String,
    /// Number of digits.
    pub n: usize,
    /// Fraction read correctly.
    pub accuracy: f64,
}

/// Results on one labelled data set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    /// Name of the data set.
    pub dataset: String,
    /// Number of digits.
    pub n: usize,
    /// Number of digits read correctly.
    pub correct: usize,
    /// `correct / n`.
    pub accuracy: f64,
    /// Confidence interval of the accuracy (Wilson's score interval).
    pub interval: [f64; 2],
    /// Accuracy among the digits of each class; 0 for a class without digits.
    pub per_class: [f64; CLASSES],
    /// The confusion matrix.
    pub confusion: ConfusionMatrix,
    /// The errors by label and prediction, most frequent first.
    #[serde(alias = "confused")]
    pub confused_pairs: Vec<ConfusedPair>,
    /// Calibration metrics of the probabilities.
    pub reliability: Reliability,
    /// Every misread digit, in the order of the data set.
    pub misread: Vec<Misread>,
}

/// A digit and the other digit that it is misread as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfusedPair {
    /// The true digit.
    pub label: u8,
    /// The predicted digit.
    #[serde(alias = "answer")]
    pub predicted: u8,
    /// Number of occurrences.
    pub count: usize,
}

/// A misread digit of a data set.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Misread {
    /// Index in the data set, from 0.
    pub index: usize,
    /// The true digit.
    pub label: u8,
    /// The predicted digit.
    #[serde(alias = "answer")]
    pub predicted: u8,
    /// Probability of the predicted digit.
    #[serde(alias = "certainty")]
    pub confidence: f32,
}

/// Calibration metrics of probabilities; all 0 for an empty set.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reliability {
    /// Mean of `-ln p` of the label's probability `p`, which is clamped to at least 1.2e-38.
    pub negative_log_likelihood: f64,
    /// Mean squared distance between the probabilities and the one-hot label, 0..2.
    pub brier_score: f64,
    /// Mean difference between the confidence and the accuracy of a bin, weighted by its size.
    pub expected_calibration_error: f64,
    /// Bin `i` holds the confidences above `i / BIN_COUNT` up to `(i + 1) / BIN_COUNT`.
    pub bins: [Bin; BIN_COUNT],
}

/// Predictions of similar confidence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Bin {
    /// Number of digits.
    pub n: usize,
    /// Mean confidence; 0 for an empty bin.
    pub confidence: f64,
    /// Fraction of digits read correctly; 0 for an empty bin.
    pub accuracy: f64,
}

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
    /// Minimum confidence of an answer that is not flagged, within
    /// [`CONFIDENCE_RANGE`](crate::thresholds::CONFIDENCE_RANGE).
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
    /// Maximum OOD score that is accepted, within [`OOD_THRESHOLD_RANGE`](crate::thresholds::OOD_THRESHOLD_RANGE).
    #[serde(alias = "limit")]
    pub threshold: f32,
    /// Number of rejected digits.
    pub digits: usize,
    /// Number of rejected non-digits.
    pub non_digits: usize,
}

/// A drawing of one digit that is read as another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MisreadExample {
    /// The digit that was drawn.
    pub label: u8,
    /// The digit that it is read as.
    #[serde(alias = "answer")]
    pub predicted: u8,
    /// The drawing, encoded as the text of a link.
    pub drawing: String,
}
