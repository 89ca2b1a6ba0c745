//! A classifier to bytes and back.
//!
//! The network is stored folded (see `fold`): fewer bytes, and rounding happens to the very numbers
//! that are computed with. All numbers are little endian:
//!
//! | bytes | content |
//! | --- | --- |
//! | 4 | `DGT3` |
//! | 1 | [`Precision`] of the weights: 0 = `f32`, 1 = `f16`, 2 = `int8`, 3 = `int6` |
//! | 4 x 2 | `u16`: the three channel counts and the width of the dense layer |
//! | 2 x 4 | `f32`: temperature and score limit of the [`Calibration`](crate::Calibration) |
//! | ... | each layer: for each output a row of its weights `[inputs]` or `[inputs, 3, 3]`; then a row of biases |
//! | ... | a row of the weights of the [`OodHead`], as fine as biases |
//! | 4 | `u32`: CRC-32 of all before it |

mod error;
mod header;
mod precision;
#[cfg(test)]
mod tests;

use crate::Classifier;
use crate::layers::Layer;
use crate::model::{Net, NetConfig};
use crate::ood::{OodHead, feature_count};
pub use error::WeightsError;
use header::Header;
pub use precision::{Precision, UnknownPrecision};

const CHECKSUM: usize = size_of::<u32>();

impl Classifier {
    /// The network and its calibration in the format above, weights rounded to this precision.
    pub fn to_bytes(&self, precision: Precision) -> Vec<u8> {
        let header = Header {
            precision,
            config: self.net.config(),
            calibration: self.calibration,
        };
        let mut bytes = header.to_bytes();
        for ((_, inputs), layer) in header.config.rows().into_iter().zip(self.net.layers()) {
            for row in layer.weights.chunks_exact(inputs) {
                precision.write_row(row, &mut bytes);
            }
            let biases = precision.of_biases();
            biases.write_row(&layer.biases, &mut bytes);
        }
        precision
            .of_biases()
            .write_row(&self.ood.weights, &mut bytes);
        bytes.extend(crc32fast::hash(&bytes).to_le_bytes());
        bytes
    }

    /// The classifier that [`Self::to_bytes`] wrote.
    ///
    /// # Errors
    /// When the bytes are of another format, cut, damaged or not finite.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, WeightsError> {
        let header = Header::read(bytes)?;
        let mut rest = check(bytes, &header)?;
        if !header.calibration.is_usable() {
            return Err(WeightsError::Calibration(header.calibration));
        }
        let (precision, biases) = (header.precision, header.precision.of_biases());
        let layers = header.config.rows().map(|(outputs, inputs)| Layer {
            weights: read_rows(&mut rest, precision, outputs, inputs),
            biases: read_rows(&mut rest, biases, 1, outputs),
        });
        let head = read_rows(&mut rest, biases, 1, feature_count(&header.config));
        let is_finite = |numbers: &[f32]| numbers.iter().all(|number| number.is_finite());
        let layers_are_finite = layers
            .iter()
            .all(|layer| is_finite(&layer.weights) && is_finite(&layer.biases));
        if !layers_are_finite || !is_finite(&head) {
            return Err(WeightsError::NotFinite);
        }
        Ok(Self {
            net: Net::of_layers(&header.config, layers),
            ood: OodHead::fitted(head),
            calibration: header.calibration,
        })
    }
}

/// Takes so many rows off the front of the bytes.
fn read_rows(bytes: &mut &[u8], precision: Precision, rows: usize, values: usize) -> Vec<f32> {
    let length = precision.row_bytes(values);
    let (mine, others) = bytes.split_at(rows * length);
    *bytes = others;
    let mut numbers = Vec::with_capacity(rows * values);
    for row in mine.chunks_exact(length) {
        precision.read_row(row, &mut numbers);
    }
    numbers
}

/// The bytes of all tensors, once length and checksum are found right.
fn check<'a>(bytes: &'a [u8], header: &Header) -> Result<&'a [u8], WeightsError> {
    let tensors = tensor_bytes(header.precision, &header.config);
    let (expected, actual) = (Header::BYTES + tensors + CHECKSUM, bytes.len());
    if actual != expected {
        return Err(WeightsError::Length { expected, actual });
    }
    let (content, checksum) = bytes
        .split_last_chunk::<CHECKSUM>()
        .expect("the length was checked");
    let (expected, actual) = (u32::from_le_bytes(*checksum), crc32fast::hash(content));
    if actual != expected {
        return Err(WeightsError::Checksum { expected, actual });
    }
    Ok(&content[Header::BYTES..])
}

fn tensor_bytes(precision: Precision, config: &NetConfig) -> usize {
    let layers = config.rows().map(|(outputs, weights)| {
        outputs * precision.row_bytes(weights) + precision.of_biases().row_bytes(outputs)
    });
    let head = precision.of_biases().row_bytes(feature_count(config));
    layers.iter().sum::<usize>() + head
}
