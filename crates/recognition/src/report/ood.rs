//! Out-of-distribution detection: which digits and synthetic non-digits are rejected.

use serde::{Deserialize, Serialize};

/// Fractions of wrongly rejected digits at which scores are compared.
pub const FALSE_REJECTION_RATES: [f64; 2] = [0.005, 0.01];

/// Counts and rates of rejected digits and non-digits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OodDetection {
    /// Name of the data set of the digits.
    pub dataset: String,
    /// Wrongly rejected digits.
    pub digits: Rejected,
    /// All non-digits.
    pub all: Groups,
    /// Non-digits by family.
    pub families: Vec<ByFamily>,
    /// Non-digits by kind.
    pub kinds: Vec<ByKind>,
    /// How well different scores separate the digits from the held-out kinds.
    pub scores: Vec<ScoreSeparation>,
}

/// Rejected non-digits by group.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Groups {
    /// Kinds that the OOD head may be trained on.
    #[serde(alias = "learnt")]
    pub training: Rejected,
    /// Kinds that it is not trained on.
    pub held_out: Rejected,
    /// Kinds that people could read as a digit; it is not trained on them either.
    pub digit_like: Rejected,
}

/// Number and rate of drawings that are rejected as not a digit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rejected {
    /// Number of drawings.
    pub n: usize,
    /// Number of rejected drawings.
    #[serde(alias = "caught")]
    pub rejected: usize,
    /// Fraction that is rejected.
    #[serde(alias = "share")]
    pub rate: f64,
    /// Confidence interval of the rate.
    pub interval: [f64; 2],
}

/// Rejected non-digits of one family.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ByFamily {
    /// The family.
    pub family: Family,
    /// As in [`Groups`].
    #[serde(alias = "learnt")]
    pub training: Rejected,
    /// As in [`Groups`].
    pub held_out: Rejected,
    /// As in [`Groups`].
    pub digit_like: Rejected,
}

/// Rejected non-digits of one kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ByKind {
    /// Name of the kind, such as "letter K" or "star".
    pub kind: String,
    /// The family that it belongs to.
    pub family: Family,
    /// The group that it is counted in.
    pub group: Group,
    /// Number of drawings.
    pub n: usize,
    /// Number of rejected drawings.
    #[serde(alias = "caught")]
    pub rejected: usize,
    /// Fraction that is rejected.
    #[serde(alias = "share")]
    pub rate: f64,
    /// Confidence interval of the rate.
    pub interval: [f64; 2],
}

/// A family of kinds of non-digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// Latin letters. A lowercase letter that differs from its capital only in size is not listed separately.
    Letters,
    /// Shapes, pictograms and symbols.
    Shapes,
    /// Meaningless strokes.
    Scribbles,
}

impl Family {
    /// All families, in the order of a report.
    pub const ALL: [Self; 3] = [Self::Letters, Self::Shapes, Self::Scribbles];

    /// Returns the name in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Letters => "letters",
            Self::Shapes => "shapes",
            Self::Scribbles => "scribbles",
        }
    }
}

/// A group of kinds; see [`Groups`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// [`Groups::training`].
    #[serde(alias = "learnt")]
    Training,
    /// [`Groups::held_out`].
    HeldOut,
    /// [`Groups::digit_like`].
    DigitLike,
}

/// How well a score separates digits from non-digits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScoreSeparation {
    /// Name of the score.
    pub score: String,
    /// Area under the ROC curve: 0.5 is chance, 1 is perfect.
    pub auroc: f64,
    /// Fraction of non-digits that is rejected at each of [`FALSE_REJECTION_RATES`].
    #[serde(alias = "caught")]
    pub detection_rates: [f64; FALSE_REJECTION_RATES.len()],
}
