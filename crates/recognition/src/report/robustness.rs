//! Accuracy under drawing conditions, without preprocessing stages and over perturbation parameters.

use serde::{Deserialize, Serialize};

/// Accuracy under each drawing condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Robustness {
    /// Name of the data set.
    pub dataset: String,
    /// Number of digits, the same at each setting.
    pub n: usize,
    /// Results for each condition.
    pub conditions: Vec<ByCondition>,
    /// Lowest accuracy within all supported ranges.
    #[serde(alias = "worst")]
    pub worst_accuracy: f64,
}

/// Accuracy as one drawing condition varies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ByCondition {
    /// Name and unit of the condition.
    pub condition: String,
    /// Results at each setting.
    pub settings: Vec<Setting>,
    /// Lowest accuracy within the supported range.
    #[serde(alias = "worst")]
    pub worst_accuracy: f64,
}

/// Accuracy at one setting of a drawing condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    /// A number in the condition's unit, or a name.
    pub value: String,
    /// Whether the setting is within the supported range.
    #[serde(alias = "stated")]
    pub supported: bool,
    /// Number of digits read correctly.
    pub correct: usize,
    /// Fraction read correctly.
    pub accuracy: f64,
    /// Confidence interval of the accuracy.
    pub interval: [f64; 2],
}

/// Accuracy without each preprocessing stage and over each perturbation parameter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sensitivity {
    /// Name of the data set.
    pub dataset: String,
    /// Number of digits, the same for every result.
    pub n: usize,
    /// Results with all stages, then without each stage.
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
    /// Number of digits read correctly.
    pub correct: usize,
    /// Fraction read correctly.
    pub accuracy: f64,
    /// Confidence interval of the accuracy.
    pub interval: [f64; 2],
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
    /// In the parameter's unit.
    #[serde(alias = "setting")]
    pub value: f32,
    /// Number of digits read correctly.
    pub correct: usize,
    /// Fraction read correctly.
    pub accuracy: f64,
    /// Confidence interval of the accuracy.
    pub interval: [f64; 2],
}
