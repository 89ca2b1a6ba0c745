//! A classifier to bytes and back.
//!
//! The network is stored folded (see `fold`): fewer bytes, and rounding happens to the very numbers
//! that are computed with. All numbers are little endian:
//!
//! | bytes | content |
//! | --- | --- |
//! | 4 | `DGT3` |
//! | 1 | [`Precision`] of the weights: 0 = `f32`, 1 = `f16`, 2 = `int8` |
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

use burn::module::Param;
use burn::tensor::{Tensor, TensorData};

use crate::block::ConvBlock;
use crate::model::{Net, NetConfig};
use crate::ood::{OodHead, feature_count};
use crate::{Classifier, Inference};
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
        exchange(&mut self.net.clone(), precision, |rows, precision| {
            let (inputs, values) = (rows.dims()[1], rows.to_data().iter().collect::<Vec<f32>>());
            for row in values.chunks_exact(inputs) {
                precision.write_row(row, &mut bytes);
            }
            rows
        });
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
        let (mut rest, mut finite) = (check(bytes, &header)?, true);
        if !header.calibration.is_usable() {
            return Err(WeightsError::Calibration(header.calibration));
        }
        let mut net = header.config.init(&Default::default()).folded();
        exchange(&mut net, header.precision, |rows, precision| {
            let [outputs, inputs] = rows.dims();
            let length = precision.row_bytes(inputs);
            let (mine, others) = rest.split_at(outputs * length);
            rest = others;
            let rows = mine.chunks_exact(length);
            let values: Vec<f32> = rows.flat_map(|row| precision.read_row(row)).collect();
            finite &= values.iter().all(|value| value.is_finite());
            Tensor::from_data(
                TensorData::new(values, [outputs, inputs]),
                &Default::default(),
            )
        });
        let head = header.precision.of_biases().read_row(rest);
        finite &= head.iter().all(|value| value.is_finite());
        if !finite {
            return Err(WeightsError::NotFinite);
        }
        let classifier = Self::from(net).with_ood_head(OodHead::fitted(head));
        Ok(classifier.calibrated(header.calibration))
    }
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

/// A matrix of a layer, a row for each of its outputs: `[outputs, inputs]`.
type Rows = Tensor<Inference, 2>;

/// Shows every tensor of a folded network in the file's order, with the precision it is stored in, and puts
/// what comes back in its place.
fn exchange(
    net: &mut Net<Inference>,
    precision: Precision,
    mut by: impl FnMut(Rows, Precision) -> Rows,
) {
    let mut layer = |rows: Rows, biases: &mut Option<Param<Tensor<Inference, 1>>>| {
        let rows = by(rows, precision);
        let row = biases.as_ref().expect("folded layers have biases").val();
        let row = by(row.unsqueeze(), precision.of_biases());
        *biases = Some(Param::from_tensor(row.squeeze_dim(0)));
        rows
    };
    for ConvBlock { conv, .. } in &mut net.blocks {
        let shape = conv.weight.dims();
        let rows = layer(conv.weight.val().flatten(1, 3), &mut conv.bias);
        conv.weight = Param::from_tensor(rows.reshape(shape));
    }
    for linear in [&mut net.hidden, &mut net.output] {
        // Burn keeps dense weights as [inputs, outputs].
        let rows = layer(linear.weight.val().transpose(), &mut linear.bias);
        linear.weight = Param::from_tensor(laid_out(rows.transpose()));
    }
}

/// The same matrix, row after row in memory: each product would copy a transposed one anew.
fn laid_out(matrix: Rows) -> Rows {
    Tensor::from_data(matrix.into_data(), &Default::default())
}
