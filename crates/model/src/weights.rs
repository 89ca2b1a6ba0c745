//! The weights file: serialises a [`Classifier`] to bytes and back.
//!
//! The network is stored folded (see `fold`). This takes fewer bytes, and the numbers that are rounded are those that
//! inference uses. All numbers are little-endian:
//!
//! | bytes | content |
//! | --- | --- |
//! | 4 | `DGT3` |
//! | 1 | [`Precision`] of the weights: 0 = `f32`, 1 = `f16`, 2 = `int8`, 3 = `int6` |
//! | 4 x 2 | `u16`: the three channel counts and the size of the hidden layer |
//! | 2 x 4 | `f32`: temperature and OOD threshold of the [`Calibration`](crate::Calibration) |
//! | ... | for each layer: a row of weights for each output, `[inputs]` or `[inputs, 3, 3]`, then a row of biases |
//! | ... | a row with the weights of the [`OodHead`], stored like biases |
//! | 4 | `u32`: CRC-32 of all preceding bytes |

mod error;
mod header;
mod precision;
#[cfg(test)]
mod tests;

use crate::classifier::Classifier;
use crate::config::NetConfig;
use crate::folded_net::{FoldedNet, Layer};
use crate::ood::{OodHead, feature_count};
pub use error::WeightsError;
use header::Header;
pub use precision::{ParsePrecisionError, Precision};

const CHECKSUM_LEN: usize = size_of::<u32>();

impl Classifier {
    /// Serialises the classifier, with its weights rounded to `precision`, in the format of [`crate::weights`].
    pub fn to_bytes(&self, precision: Precision) -> Vec<u8> {
        let header = Header {
            precision,
            config: *self.net.config(),
            calibration: self.calibration,
        };
        let mut bytes = header.to_bytes();
        for ((_, inputs), layer) in header
            .config
            .layer_shapes()
            .into_iter()
            .zip(self.net.layers())
        {
            for row in layer.weights.chunks_exact(inputs) {
                precision.write_row(row, &mut bytes);
            }
            let biases = precision.for_biases();
            biases.write_row(&layer.biases, &mut bytes);
        }
        precision
            .for_biases()
            .write_row(&self.ood_head.weights, &mut bytes);
        bytes.extend(crc32fast::hash(&bytes).to_le_bytes());
        bytes
    }

    /// Deserialises a classifier that [`Self::to_bytes`] wrote.
    ///
    /// # Errors
    /// If the bytes are not a weights file, are truncated or corrupt, or hold a non-finite number. See
    /// [`WeightsError`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, WeightsError> {
        let header = Header::read(bytes)?;
        let mut rest = verified_tensors(bytes, &header)?;
        if !header.calibration.is_valid() {
            return Err(WeightsError::InvalidCalibration(header.calibration));
        }
        let (precision, biases) = (header.precision, header.precision.for_biases());
        let layers = header.config.layer_shapes().map(|(outputs, inputs)| Layer {
            weights: read_rows(&mut rest, precision, outputs, inputs),
            biases: read_rows(&mut rest, biases, 1, outputs),
        });
        let head = read_rows(&mut rest, biases, 1, feature_count(&header.config));
        let is_finite = |values: &[f32]| values.iter().all(|value| value.is_finite());
        let layers_are_finite = layers
            .iter()
            .all(|layer| is_finite(&layer.weights) && is_finite(&layer.biases));
        if !layers_are_finite || !is_finite(&head) {
            return Err(WeightsError::NonFinite);
        }
        Ok(Self {
            net: FoldedNet::from_layers(header.config, layers),
            ood_head: OodHead::from_weights(head),
            calibration: header.calibration,
        })
    }
}

/// Reads `row_count` rows of `row_len` values from the front of `bytes` and advances `bytes` past them.
fn read_rows(
    bytes: &mut &[u8],
    precision: Precision,
    row_count: usize,
    row_len: usize,
) -> Vec<f32> {
    let row_size = precision.row_size(row_len);
    let (rows, rest) = bytes.split_at(row_count * row_size);
    *bytes = rest;
    let mut values = Vec::with_capacity(row_count * row_len);
    for row in rows.chunks_exact(row_size) {
        precision.read_row(row, &mut values);
    }
    values
}

/// Checks length and checksum, and returns the bytes of all tensors.
fn verified_tensors<'a>(bytes: &'a [u8], header: &Header) -> Result<&'a [u8], WeightsError> {
    let tensors = tensors_size(header.precision, &header.config);
    let (expected, actual) = (Header::SIZE + tensors + CHECKSUM_LEN, bytes.len());
    if actual != expected {
        return Err(WeightsError::LengthMismatch { expected, actual });
    }
    let (content, checksum) = bytes
        .split_last_chunk::<CHECKSUM_LEN>()
        .expect("the length was checked");
    let (expected, actual) = (u32::from_le_bytes(*checksum), crc32fast::hash(content));
    if actual != expected {
        return Err(WeightsError::ChecksumMismatch { expected, actual });
    }
    Ok(&content[Header::SIZE..])
}

/// Returns the size of all tensors in a file, in bytes.
fn tensors_size(precision: Precision, config: &NetConfig) -> usize {
    let layers = config.layer_shapes().map(|(outputs, weights)| {
        outputs * precision.row_size(weights) + precision.for_biases().row_size(outputs)
    });
    let head = precision.for_biases().row_size(feature_count(config));
    layers.iter().sum::<usize>() + head
}
