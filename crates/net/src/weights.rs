//! A network to bytes and back.
//!
//! All numbers little endian:
//!
//! | bytes | content |
//! | --- | --- |
//! | 4 | `DGT1` |
//! | 2 x 4 | `u16`: the three channel counts and the width of the dense layer |
//! | 2 each | `f16`: every tensor in [`Net`]'s order, row-major |
//! | 4 | `u32`: CRC-32 of all before it |
//!
//! Half precision (IEEE 754 binary16) keeps 11 bits of a weight, and the file half as big as `f32`.

use burn::module::{Param, RunningState};
use burn::tensor::{Tensor, TensorData, backend::Backend};
use half::f16;
use thiserror::Error;

use crate::model::{Net, NetConfig};

const MAGIC: &[u8; 4] = b"DGT1";
const HEADER: usize = MAGIC.len() + 4 * size_of::<u16>();
const CHECKSUM: usize = size_of::<u32>();
/// Larger counts than any network of this family has: a foreign file must not make us allocate.
const MOST_CHANNELS: usize = 1024;

/// Why bytes are not the weights of this network.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum WeightsError {
    /// The first bytes are of another format.
    #[error(
        "not a weights file: it begins with {0:02x?} instead of \"DGT1\"; choose a file that `cargo train` wrote"
    )]
    Foreign(Vec<u8>),
    /// The header asks for a network that cannot be.
    #[error(
        "the weights describe a network with channels {channels:?} and {hidden} hidden values; each must be 1 to 1024"
    )]
    Config {
        /// The three channel counts.
        channels: [usize; 3],
        /// Width of the dense layer.
        hidden: usize,
    },
    /// Bytes are missing or left over.
    #[error(
        "the weights are {actual} bytes long where the network they describe needs {expected}; the file was cut or altered, fetch it again"
    )]
    Length {
        /// What the header calls for.
        expected: usize,
        /// What is there.
        actual: usize,
    },
    /// The length fits, the content does not.
    #[error(
        "the weights are damaged (checksum {actual:08x} instead of {expected:08x}); fetch them again"
    )]
    Checksum {
        /// What the file says.
        expected: u32,
        /// What its bytes give.
        actual: u32,
    },
    /// A weight is infinite or not a number.
    #[error("the weights hold a value that is not finite; train again")]
    NotFinite,
}

impl<B: Backend> Net<B> {
    /// The network, as trained (not folded), in the format above.
    ///
    /// # Panics
    /// When the network is folded: only trained networks are stored.
    pub fn to_bytes(&self) -> Vec<u8> {
        let NetConfig {
            channels: [first, second, third],
            hidden,
            ..
        } = self.config();
        let mut bytes = MAGIC.to_vec();
        for size in [first, second, third, hidden] {
            let size = u16::try_from(size).expect("layers are far narrower than 65,536");
            bytes.extend(size.to_le_bytes());
        }
        let mut writer = Writer { bytes };
        exchange(&mut self.clone(), &mut writer);
        let mut bytes = writer.bytes;
        bytes.extend(crc32fast::hash(&bytes).to_le_bytes());
        bytes
    }

    /// The network that [`Self::to_bytes`] wrote.
    ///
    /// # Errors
    /// When the bytes are of another format, cut, damaged or not finite.
    pub fn from_bytes(bytes: &[u8], device: &B::Device) -> Result<Self, WeightsError> {
        let config = read_config(bytes)?;
        let expected = HEADER + config.stored_values() * size_of::<f16>() + CHECKSUM;
        if bytes.len() != expected {
            return Err(WeightsError::Length {
                expected,
                actual: bytes.len(),
            });
        }
        let (content, checksum) = bytes
            .split_last_chunk::<CHECKSUM>()
            .expect("the length was checked");
        check(content, u32::from_le_bytes(*checksum))?;
        let mut net = config.init(device);
        let mut reader = Reader {
            bytes: &content[HEADER..],
            finite: true,
        };
        exchange(&mut net, &mut reader);
        if reader.finite {
            Ok(net)
        } else {
            Err(WeightsError::NotFinite)
        }
    }
}

fn read_config(bytes: &[u8]) -> Result<NetConfig, WeightsError> {
    let start = &bytes[..bytes.len().min(MAGIC.len())];
    if start != MAGIC {
        return Err(WeightsError::Foreign(start.to_vec()));
    }
    let Some(header) = bytes.get(MAGIC.len()..HEADER) else {
        return Err(WeightsError::Length {
            expected: HEADER,
            actual: bytes.len(),
        });
    };
    let size = |i: usize| usize::from(u16::from_le_bytes([header[2 * i], header[2 * i + 1]]));
    let (channels, hidden) = ([size(0), size(1), size(2)], size(3));
    let fits = |n: &usize| (1..=MOST_CHANNELS).contains(n);
    if !channels.iter().chain([&hidden]).all(fits) {
        return Err(WeightsError::Config { channels, hidden });
    }
    Ok(NetConfig {
        channels,
        hidden,
        dropout: 0.0,
    })
}

fn check(content: &[u8], expected: u32) -> Result<(), WeightsError> {
    match crc32fast::hash(content) {
        actual if actual == expected => Ok(()),
        actual => Err(WeightsError::Checksum { expected, actual }),
    }
}

/// Something that is shown every tensor of a network, in the file's order, and may replace it.
trait Exchange {
    fn tensor<B: Backend, const D: usize>(&mut self, tensor: Tensor<B, D>) -> Tensor<B, D>;
}

fn exchange<B: Backend>(net: &mut Net<B>, by: &mut impl Exchange) {
    for block in &mut net.blocks {
        let norm = block
            .norm
            .as_mut()
            .expect("only trained networks are stored, folded ones are not");
        param(&mut block.conv.weight, by);
        param(&mut norm.gamma, by);
        param(&mut norm.beta, by);
        norm.running_mean = RunningState::new(by.tensor(norm.running_mean.value()));
        norm.running_var = RunningState::new(by.tensor(norm.running_var.value()));
    }
    for linear in [&mut net.hidden, &mut net.output] {
        param(&mut linear.weight, by);
        param(linear.bias.as_mut().expect("dense layers have a bias"), by);
    }
}

fn param<B: Backend, const D: usize>(param: &mut Param<Tensor<B, D>>, by: &mut impl Exchange) {
    *param = param.clone().map(|tensor| by.tensor(tensor));
}

struct Writer {
    bytes: Vec<u8>,
}

impl Exchange for Writer {
    fn tensor<B: Backend, const D: usize>(&mut self, tensor: Tensor<B, D>) -> Tensor<B, D> {
        for value in tensor.to_data().iter::<f32>() {
            self.bytes.extend(f16::from_f32(value).to_le_bytes());
        }
        tensor
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    finite: bool,
}

impl Exchange for Reader<'_> {
    fn tensor<B: Backend, const D: usize>(&mut self, tensor: Tensor<B, D>) -> Tensor<B, D> {
        let shape = tensor.shape();
        let (mine, rest) = self.bytes.split_at(shape.num_elements() * size_of::<f16>());
        self.bytes = rest;
        let (pairs, _) = mine.as_chunks::<2>();
        let values: Vec<f32> = pairs
            .iter()
            .map(|pair| f16::from_le_bytes(*pair).to_f32())
            .collect();
        self.finite &= values.iter().all(|value| value.is_finite());
        Tensor::from_data(TensorData::new(values, shape), &tensor.device())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Inference;

    const SMALL: NetConfig = NetConfig {
        channels: [2, 3, 4],
        hidden: 5,
        dropout: 0.0,
    };

    fn bytes() -> Vec<u8> {
        SMALL.init::<Inference>(&Default::default()).to_bytes()
    }

    #[track_caller]
    fn check(bytes: &[u8], expected: &WeightsError) {
        let net = Net::<Inference>::from_bytes(bytes, &Default::default());
        assert_eq!(&net.expect_err("these bytes are wrong"), expected);
    }

    fn sealed(mut content: Vec<u8>) -> Vec<u8> {
        content.extend(crc32fast::hash(&content).to_le_bytes());
        content
    }

    #[test]
    fn what_is_written_is_read_back_to_half_precision() {
        let net = SMALL.init::<Inference>(&Default::default());
        let again = Net::<Inference>::from_bytes(&net.to_bytes(), &Default::default()).unwrap();
        assert_eq!(again.config(), SMALL);
        assert_eq!(again.to_bytes(), net.to_bytes());
        let difference = (again.hidden.weight.val() - net.hidden.weight.val())
            .abs()
            .max()
            .into_scalar();
        assert!(difference > 0.0 && difference < 1e-3, "{difference}");
    }

    #[test]
    fn a_foreign_file_is_named_as_such() {
        check(
            b"\x89PNG and so on",
            &WeightsError::Foreign(b"\x89PNG".to_vec()),
        );
        check(b"", &WeightsError::Foreign(Vec::new()));
    }

    #[test]
    fn truncated_bytes_are_refused_wherever_they_end() {
        let whole = bytes();
        for length in [4, 8, HEADER, HEADER + 1, whole.len() - 1] {
            let error =
                Net::<Inference>::from_bytes(&whole[..length], &Default::default()).unwrap_err();
            assert!(
                matches!(error, WeightsError::Length { actual, .. } if actual == length),
                "{error}"
            );
        }
    }

    #[test]
    fn bytes_left_over_are_refused() {
        let mut long = bytes();
        let expected = long.len();
        long.push(0);
        check(
            &long,
            &WeightsError::Length {
                expected,
                actual: expected + 1,
            },
        );
    }

    #[test]
    fn a_flipped_bit_is_noticed() {
        let mut damaged = bytes();
        damaged[HEADER + 3] ^= 1;
        let net = Net::<Inference>::from_bytes(&damaged, &Default::default());
        assert!(matches!(net, Err(WeightsError::Checksum { .. })));
    }

    #[test]
    fn a_network_without_channels_is_refused() {
        let mut none = bytes();
        none[4..6].fill(0);
        check(
            &none,
            &WeightsError::Config {
                channels: [0, 3, 4],
                hidden: 5,
            },
        );
    }

    #[test]
    fn a_weight_that_is_not_a_number_is_refused() {
        let mut content = bytes();
        content.truncate(content.len() - CHECKSUM);
        content[HEADER..HEADER + 2].copy_from_slice(&f16::NAN.to_le_bytes());
        check(&sealed(content), &WeightsError::NotFinite);
    }
}
