//! Measures everything that the model card shows.
//!
//! Input: the weights, MNIST's test images, and drawings by writers that the network was not trained on. Output: a
//! [`Report`], which `digits model-card` stores in `docs/evaluation.json` and formats as `MODEL_CARD.md`. The result is
//! deterministic.

use model::{Classifier, WeightsError};
use recognition::report::{Report, Weights};

use crate::adversarial::examples;
use crate::conditions::{Conditions, ConditionsError};
use crate::data::Dataset;
use crate::ood::synthetic_non_digits;
use crate::{evaluate, labels, ood, robustness, sensitivity, thresholds};

/// Error of [`measure`].
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The bytes are not a weights file.
    #[error(transparent)]
    Weights(#[from] WeightsError),
    /// The drawings include an image.
    #[error(transparent)]
    Conditions(#[from] ConditionsError),
}

/// Runs all evaluations on the weights in `bytes`; `training` is the content of their `model.json`.
///
/// # Errors
/// Returns an error if the bytes are not a weights file or if the drawings include an image.
pub fn measure<T>(
    bytes: &[u8],
    training: T,
    images: &Dataset,
    drawings: &Dataset,
) -> Result<Report<T>, ReportError> {
    let classifier = &Classifier::from_bytes(bytes)?;
    let Dataset { name, samples } = drawings;
    let default_conditions = Conditions::default();
    let rasters = default_conditions.rasters(samples)?;
    let images = evaluate(classifier, &images.name, &images.samples);
    let drawings = evaluate(classifier, name, samples);
    let confused_pairs = [&*images.confused_pairs, &*drawings.confused_pairs].concat();
    Ok(Report {
        weights: describe_weights(bytes),
        training,
        misread_examples: examples(classifier, &confused_pairs),
        images,
        drawings,
        robustness: robustness::measure(classifier, name, samples, &default_conditions)?,
        sensitivity: sensitivity::measure(classifier, name, samples)?,
        ood_detection: ood::measure(classifier, name, &rasters, &synthetic_non_digits()),
        thresholds: thresholds::measure(classifier, name, &labels(samples), &rasters),
    })
}

/// Describes a weights file (see [`model::weights`]).
fn describe_weights(bytes: &[u8]) -> Weights {
    let checksum = bytes
        .last_chunk()
        .map_or(0, |last| u32::from_le_bytes(*last));
    Weights {
        bytes: bytes.len(),
        checksum: format!("{checksum:08x}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_identified_by_the_checksum_at_their_end() {
        let weights = describe_weights(&[9, 9, 0x78, 0x56, 0x34, 0x12]);
        assert_eq!((weights.bytes, weights.checksum.as_str()), (6, "12345678"));
    }
}
