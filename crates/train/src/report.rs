//! Evaluation report of the shipped weights.
//!
//! Input: the weights, MNIST's test images, and drawings by writers that the network was not trained on. Output: a
//! [`Report`], stored as JSON in `docs/evaluation.json`, which [`card`] formats as `MODEL_CARD.md`. The result is
//! deterministic. The serde aliases are the keys that earlier versions wrote.

pub mod card;
mod markdown;

use net::Classifier;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::data::Sample;
use crate::evaluate::adversarial::{MisreadExample, examples};
use crate::evaluate::conditions::Conditions;
use crate::evaluate::ood::{self, OodDetection, synthetic_non_digits};
use crate::evaluate::robustness::{Robustness, robustness};
use crate::evaluate::sensitivity::Sensitivity;
use crate::evaluate::thresholds::ThresholdSweep;
use crate::evaluate::{Evaluation, evaluate, labels};

/// All evaluation results of one network.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The weights file.
    pub weights: Weights,
    /// The training report of `cargo train`: hyperparameters, number of parameters, validation results.
    pub training: Value,
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

/// A labelled data set.
#[derive(Clone, Copy, Debug)]
pub struct Dataset<'a> {
    /// Name of the data set.
    pub name: &'a str,
    /// The digits.
    pub samples: &'a [Sample],
}

impl Report {
    /// Runs all evaluations on the weights in `bytes`; `training` is the content of their `model.json`.
    ///
    /// # Errors
    /// Returns an error if the bytes are not a weights file or if the drawings include an image.
    pub fn measure(
        bytes: &[u8],
        training: Value,
        images: Dataset<'_>,
        drawings: Dataset<'_>,
    ) -> anyhow::Result<Self> {
        let classifier = &Classifier::from_bytes(bytes)?;
        let Dataset { name, samples } = drawings;
        let default_conditions = Conditions::default();
        let rasters = default_conditions.rasters(samples)?;
        let images = evaluate(classifier, images.name, images.samples);
        let drawings = evaluate(classifier, name, samples);
        Ok(Self {
            weights: Weights::from_bytes(bytes),
            training,
            misread_examples: examples(
                classifier,
                &[&*images.confused_pairs, &*drawings.confused_pairs].concat(),
            ),
            images,
            drawings,
            robustness: robustness(classifier, name, samples, &default_conditions)?,
            sensitivity: Sensitivity::measure(classifier, name, samples)?,
            ood_detection: ood::measure(classifier, name, &rasters, &synthetic_non_digits()),
            thresholds: ThresholdSweep::measure(classifier, name, &labels(samples), &rasters),
        })
    }
}

impl Weights {
    /// Describes a weights file (see [`net::weights`]).
    fn from_bytes(bytes: &[u8]) -> Self {
        let checksum = bytes
            .last_chunk()
            .map_or(0, |last| u32::from_le_bytes(*last));
        Self {
            bytes: bytes.len(),
            checksum: format!("{checksum:08x}"),
        }
    }
}

#[cfg(test)]
mod tests;
