//! What the page shows of docs/evaluation.json; the names are that file's, which `train`'s `report` writes.

use serde::{Deserialize, Serialize};

/// What was measured of the shipped weights.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// The weights.
    pub weights: Weights,
    /// How they came about.
    pub training: Training,
    /// On images.
    pub images: Evaluation,
    /// On drawings.
    pub drawings: Evaluation,
    /// Drawn by other hands and devices.
    pub conditions: Sweep,
    /// With stages left out and knobs turned.
    pub inside: Changes,
    /// On what is no digit.
    pub non_digits: NonDigits,
    /// Drawings of this project that are read as another digit.
    pub misread: Vec<Misread>,
}

/// A drawing of one digit that is read as another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Misread {
    /// What it was.
    pub label: usize,
    /// What it was read as.
    pub answer: usize,
    /// The drawing as the text of a link.
    pub drawing: String,
}

/// A file of weights.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Weights {
    /// Its length.
    pub bytes: u32,
    /// Its checksum.
    pub checksum: String,
}

/// How weights came about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Training {
    /// How many numbers were learnt.
    pub parameters: u32,
    /// By which plan.
    pub plan: Plan,
    /// On digits kept aside, to choose by.
    pub validation: Vec<KeptAside>,
}

/// The numbers of a plan that are told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Times that every image was met.
    pub epochs: u32,
    /// Times that every drawing was met for each of these.
    pub drawing_repeats: u32,
    /// Larger networks that taught this one.
    pub teachers: u32,
    /// Times that they met every image.
    pub teacher_epochs: u32,
}

/// What was read right of digits kept aside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeptAside {
    /// Whose digits.
    pub dataset: String,
    /// How many.
    pub n: u32,
    /// The share read right, 0..1.
    pub accuracy: f32,
}

/// What was read of a set of digits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    /// Its name.
    pub dataset: String,
    /// How many digits.
    pub n: u32,
    /// How many were read right.
    pub correct: u32,
    /// Their share, 0..1.
    pub accuracy: f32,
    /// The share's 95 % confidence interval.
    pub interval: [f32; 2],
    /// Row: what it was; column: what it was read as.
    pub confusion: [[u32; 10]; 10],
    /// How honest the probabilities are.
    pub reliability: Reliability,
}

/// How honest probabilities are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reliability {
    /// Mean difference between what is said and what comes true, 0..1.
    pub expected_calibration_error: f32,
    /// Digits of like probability together.
    pub bins: Vec<Bin>,
}

/// Digits whose answers have like probabilities.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bin {
    /// How many.
    pub n: u32,
    /// The mean probability of their answers, 0..1.
    pub confidence: f32,
    /// The share of them read right, 0..1.
    pub accuracy: f32,
}

/// What was read under other conditions of drawing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sweep {
    /// How many digits, each time.
    pub n: u32,
    /// Each condition.
    pub conditions: Vec<Swept>,
}

/// What was read as one condition changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Swept {
    /// Its name and unit.
    pub condition: String,
    /// What was tried.
    pub settings: Vec<Condition>,
}

/// What was read under one condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Condition {
    /// A number, or a name.
    pub value: String,
    /// The share read right, 0..1.
    pub accuracy: f32,
    /// The share's 95 % confidence interval.
    pub interval: [f32; 2],
}

/// What was read with something changed as the page's panels change it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Changes {
    /// The drawings' name.
    pub dataset: String,
    /// How many, each time.
    pub n: u32,
    /// Without a stage of the recipe.
    pub stages: Vec<LeftOut>,
    /// With a knob turned.
    pub knobs: Vec<Turned>,
}

/// What was read without a stage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The stage's name; none where all were there.
    pub stage: Option<String>,
    /// The share read right, 0..1.
    pub accuracy: f32,
}

/// What was read as one knob was turned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Turned {
    /// Its name and unit.
    pub knob: String,
    /// From the least setting to the greatest.
    pub settings: Vec<Setting>,
}

/// What was read at one setting.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    /// In the knob's unit.
    pub setting: f32,
    /// The share read right, 0..1.
    pub accuracy: f32,
    /// The share's 95 % confidence interval.
    pub interval: [f32; 2],
}

/// What becomes of ink that is no digit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NonDigits {
    /// Digits that are turned away.
    pub digits: Caught,
    /// Of all made-up drawings.
    pub all: Groups,
}

/// Made-up drawings, apart by what the network knows of their kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Groups {
    /// Of kinds that the network has not met.
    pub held_out: Caught,
}

/// How many were found unlike a digit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Caught {
    /// Of how many.
    pub n: u32,
    /// How many were.
    pub caught: u32,
    /// Their share, 0..1.
    pub share: f32,
}
