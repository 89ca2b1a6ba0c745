//! The header of a weights file: magic number, precision, network configuration, calibration.

use super::error::{MAX_LAYER_SIZE, WeightsError};
use super::precision::Precision;
use crate::calibration::Calibration;
use crate::config::NetConfig;

const MAGIC: &[u8; 4] = b"DGT3";

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Header {
    pub(super) precision: Precision,
    /// The dropout is always 0. Only training uses it, so the file does not store it.
    pub(super) config: NetConfig,
    pub(super) calibration: Calibration,
}

impl Header {
    /// Size of the header, in bytes.
    pub(super) const SIZE: usize =
        MAGIC.len() + size_of::<u8>() + 4 * size_of::<u16>() + 2 * size_of::<f32>();

    pub(super) fn to_bytes(self) -> Vec<u8> {
        let Calibration {
            temperature,
            ood_threshold,
        } = self.calibration;
        let [first, second, third] = self.config.channels;
        let mut bytes = MAGIC.to_vec();
        bytes.push(self.precision.code());
        for size in [first, second, third, self.config.hidden] {
            let size = u16::try_from(size).expect("layer sizes are below 65,536");
            bytes.extend(size.to_le_bytes());
        }
        for value in [temperature, ood_threshold] {
            bytes.extend(value.to_le_bytes());
        }
        bytes
    }

    /// Reads the header at the start of a file.
    ///
    /// # Errors
    /// If the bytes are not a weights file or are shorter than a header, or if the header holds an unknown precision or
    /// an invalid configuration.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, WeightsError> {
        let start = &bytes[..bytes.len().min(MAGIC.len())];
        if start != MAGIC {
            return Err(WeightsError::UnknownFormat(start.to_vec()));
        }
        let Some(header) = bytes.first_chunk::<{ Self::SIZE }>() else {
            return Err(WeightsError::LengthMismatch {
                expected: Self::SIZE,
                actual: bytes.len(),
            });
        };
        let (code, rest) = (header[MAGIC.len()], &header[MAGIC.len() + 1..]);
        let (sizes, calibration) = rest.split_at(4 * size_of::<u16>());
        let (values, _) = calibration.as_chunks();
        Ok(Self {
            precision: Precision::from_code(code).ok_or(WeightsError::UnknownPrecision(code))?,
            config: read_config(sizes)?,
            calibration: Calibration {
                temperature: f32::from_le_bytes(values[0]),
                ood_threshold: f32::from_le_bytes(values[1]),
            },
        })
    }
}

fn read_config(bytes: &[u8]) -> Result<NetConfig, WeightsError> {
    let (sizes, _) = bytes.as_chunks();
    let size = |i: usize| usize::from(u16::from_le_bytes(sizes[i]));
    let (channels, hidden) = ([size(0), size(1), size(2)], size(3));
    let is_allowed = |n: &usize| (1..=MAX_LAYER_SIZE).contains(n);
    if !channels.iter().chain([&hidden]).all(is_allowed) {
        return Err(WeightsError::InvalidConfig { channels, hidden });
    }
    Ok(NetConfig {
        channels,
        hidden,
        dropout: 0.0,
    })
}
