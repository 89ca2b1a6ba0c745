//! What stands before the tensors: what they are and how to read them.

use super::{Precision, WeightsError};
use crate::{Calibration, NetConfig};

const MAGIC: &[u8; 4] = b"DGT3";

/// Larger counts than any network of this family has: a foreign file must not make us allocate.
pub(super) const MOST_CHANNELS: usize = 1024;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Header {
    pub(super) precision: Precision,
    /// Without dropout, which is for training alone and not stored.
    pub(super) config: NetConfig,
    pub(super) calibration: Calibration,
}

impl Header {
    /// Its length.
    pub(super) const BYTES: usize =
        MAGIC.len() + size_of::<u8>() + 4 * size_of::<u16>() + 2 * size_of::<f32>();

    pub(super) fn to_bytes(self) -> Vec<u8> {
        let Calibration {
            temperature,
            ood_limit,
        } = self.calibration;
        let [first, second, third] = self.config.channels;
        let mut bytes = MAGIC.to_vec();
        bytes.push(self.precision.number());
        for size in [first, second, third, self.config.hidden] {
            let size = u16::try_from(size).expect("layers are far narrower than 65,536");
            bytes.extend(size.to_le_bytes());
        }
        for value in [temperature, ood_limit] {
            bytes.extend(value.to_le_bytes());
        }
        bytes
    }

    /// The header that a file begins with.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, WeightsError> {
        let start = &bytes[..bytes.len().min(MAGIC.len())];
        if start != MAGIC {
            return Err(WeightsError::Foreign(start.to_vec()));
        }
        let Some(header) = bytes.first_chunk::<{ Self::BYTES }>() else {
            return Err(WeightsError::Length {
                expected: Self::BYTES,
                actual: bytes.len(),
            });
        };
        let (number, rest) = (header[MAGIC.len()], &header[MAGIC.len() + 1..]);
        let (sizes, calibration) = rest.split_at(4 * size_of::<u16>());
        let (values, _) = calibration.as_chunks();
        Ok(Self {
            precision: Precision::numbered(number).ok_or(WeightsError::Precision(number))?,
            config: config(sizes)?,
            calibration: Calibration {
                temperature: f32::from_le_bytes(values[0]),
                ood_limit: f32::from_le_bytes(values[1]),
            },
        })
    }
}

fn config(bytes: &[u8]) -> Result<NetConfig, WeightsError> {
    let (sizes, _) = bytes.as_chunks();
    let size = |i: usize| usize::from(u16::from_le_bytes(sizes[i]));
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
