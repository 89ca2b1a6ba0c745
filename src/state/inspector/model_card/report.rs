//! The part of `docs/evaluation.json` that the page shows.
//!
//! `cargo model-card` writes the file (`crates/train/src/report.rs`); the build script reads it into these types and
//! serialises them for the page. The serde aliases are former names of the keys, so that older files can still be read.

use serde::{Deserialize, Serialize};

/// All measurements of the shipped weights.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The weights file.
    pub weights: Weights,
    /// How the weights were trained.
    pub training: Training,
    /// Results on MNIST's test images.
    pub images: Evaluation,
    /// Results on pen drawings.
    pub drawings: Evaluation,
    /// Accuracy under each drawing condition.
    #[serde(alias = "conditions")]
    pub robustness: Robustness,
    /// Accuracy without each preprocessing stage and over each perturbation parameter.
    #[serde(alias = "inside")]
    pub sensitivity: Sensitivity,
    /// How many non-digits are rejected.
    #[serde(alias = "non_digits")]
    pub ood_detection: OodDetection,
    /// Drawings of this project that are misread.
    #[serde(alias = "misread")]
    pub misread_examples: Vec<MisreadExample>,
}

/// A drawing of one digit that is read as another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MisreadExample {
    /// The digit that was drawn.
    pub label: usize,
    /// The digit that it is read as.
    #[serde(alias = "answer")]
    pub predicted: usize,
    /// The drawing, encoded as the text of a link.
    pub drawing: String,
}

/// A weights file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Weights {
    /// File size in bytes.
    pub bytes: u32,
    /// CRC-32 of the file, in hexadecimal.
    pub checksum: String,
}

/// How weights were trained.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Training {
    /// Number of trained parameters.
    pub parameters: u32,
    /// The hyperparameters.
    #[serde(alias = "plan")]
    pub config: TrainingConfig,
    /// Results on each validation set.
    pub validation: Vec<Validation>,
}

/// The hyperparameters that the page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrainingConfig {
    /// Number of passes over the images.
    pub epochs: u32,
    /// Number of times that each drawing occurs in an epoch.
    pub drawing_repeats: u32,
    /// Number of larger networks from whose outputs this one was distilled.
    pub teachers: u32,
    /// Number of passes over the images when training a teacher.
    pub teacher_epochs: u32,
}

/// Results on a validation set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Validation {
    /// Name of the data set.
    pub dataset: String,
    /// Number of digits.
    pub n: u32,
    /// Fraction read correctly, 0..1.
    pub accuracy: f32,
}

/// Results on a labelled data set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    /// Name of the data set.
    pub dataset: String,
    /// Number of digits.
    pub n: u32,
    /// Number of digits read correctly.
    pub correct: u32,
    /// Fraction read correctly, 0..1.
    pub accuracy: f32,
    /// 95 % confidence interval of the accuracy, lower end first.
    pub interval: [f32; 2],
    /// The confusion matrix: a row for each label, a column for each prediction.
    pub confusion: [[u32; 10]; 10],
    /// How well the probabilities are calibrated.
    pub reliability: Reliability,
}

/// How well probabilities are calibrated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reliability {
    /// Mean difference between confidence and accuracy, 0..1.
    pub expected_calibration_error: f32,
    /// Predictions grouped by confidence.
    pub bins: Vec<Bin>,
}

/// Predictions of similar confidence.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bin {
    /// Number of digits.
    pub n: u32,
    /// Mean confidence, 0..1.
    pub confidence: f32,
    /// Fraction read correctly, 0..1.
    pub accuracy: f32,
}

/// Accuracy under each drawing condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Robustness {
    /// Number of digits, the same at each setting.
    pub n: u32,
    /// Results for each condition.
    pub conditions: Vec<ByCondition>,
}

/// Accuracy as one drawing condition varies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ByCondition {
    /// Name and unit of the condition.
    pub condition: String,
    /// Results at each setting.
    pub settings: Vec<Setting>,
}

/// Accuracy at one setting of a drawing condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    /// The setting: a number or a name.
    pub value: String,
    /// Fraction read correctly, 0..1.
    pub accuracy: f32,
    /// 95 % confidence interval of the accuracy, lower end first.
    pub interval: [f32; 2],
}

/// Accuracy without each preprocessing stage and over each perturbation parameter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sensitivity {
    /// Name of the data set.
    pub dataset: String,
    /// Number of digits, the same for every result.
    pub n: u32,
    /// Results with every stage, then without each.
    #[serde(alias = "stages")]
    pub stage_ablations: Vec<StageAblation>,
    /// Results for each parameter.
    #[serde(alias = "knobs")]
    pub parameter_sweeps: Vec<ParameterSweep>,
}

/// Accuracy without one preprocessing stage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StageAblation {
    /// Name of the omitted stage; `None` for the full preprocessing.
    pub stage: Option<String>,
    /// Fraction read correctly, 0..1.
    pub accuracy: f32,
}

/// Accuracy as one perturbation parameter varies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParameterSweep {
    /// Name and unit of the parameter.
    #[serde(alias = "knob")]
    pub parameter: String,
    /// Results at each value, in ascending order.
    pub settings: Vec<ParameterSetting>,
}

/// Accuracy at one value of a perturbation parameter.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParameterSetting {
    /// The value, in the parameter's unit.
    #[serde(alias = "setting")]
    pub value: f32,
    /// Fraction read correctly, 0..1.
    pub accuracy: f32,
    /// 95 % confidence interval of the accuracy, lower end first.
    pub interval: [f32; 2],
}

/// How many digits and non-digits are rejected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OodDetection {
    /// Digits that are wrongly rejected.
    pub digits: Rejected,
    /// All synthetic non-digits, by group.
    pub all: Groups,
}

/// Rejected non-digits, grouped by whether the network was trained on their kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Groups {
    /// Kinds of drawings that the network was not trained on.
    pub held_out: Rejected,
}

/// The number of drawings in a set that are rejected as not a digit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rejected {
    /// Number of drawings.
    pub n: u32,
    /// Number of rejected drawings.
    #[serde(alias = "caught")]
    pub rejected: u32,
    /// Fraction that is rejected, 0..1.
    #[serde(alias = "share")]
    pub rate: f32,
}
