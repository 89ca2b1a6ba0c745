//! [`WeightsError`]: why bytes are rejected as a weights file.

use thiserror::Error;

use crate::calibration::Calibration;

/// Maximum size of a layer. No real network has larger layers, and a corrupt header cannot cause a huge allocation.
pub(super) const MAX_LAYER_SIZE: usize = 1024;

/// The reason why bytes are not a valid weights file.
#[derive(Clone, Debug, Error, PartialEq)]
pub enum WeightsError {
    /// The file does not start with the magic number. Holds its first bytes, at most four.
    #[error(
        "not a weights file: it starts with {0:02x?}, not with \"DGT3\"; use a file written by this version of `cargo train`"
    )]
    UnknownFormat(Vec<u8>),
    /// The header holds the code of an unknown precision.
    #[error(
        "the weights file uses an unknown precision (code {0}); use a file written by this version of `cargo train`"
    )]
    UnknownPrecision(u8),
    /// The header holds an invalid network configuration.
    #[error(
        "the weights file describes a network with channels {channels:?} and a hidden layer of {hidden}; each must be 1 to {MAX_LAYER_SIZE}; train again"
    )]
    InvalidConfig {
        /// The three channel counts.
        channels: [usize; 3],
        /// Size of the hidden layer.
        hidden: usize,
    },
    /// The header holds an invalid calibration.
    #[error(
        "the weights file holds an invalid calibration, {0:?}: both numbers must be finite and the temperature above 0; train again"
    )]
    InvalidCalibration(Calibration),
    /// Bytes are missing or trailing.
    #[error(
        "the weights file is {actual} bytes long, but its network needs {expected}; the file is truncated or altered, download it again"
    )]
    LengthMismatch {
        /// Length that the header implies.
        expected: usize,
        /// Length of the file.
        actual: usize,
    },
    /// The checksum does not match the content.
    #[error(
        "the weights file is corrupt (checksum {actual:08x}, expected {expected:08x}); download it again"
    )]
    ChecksumMismatch {
        /// Checksum stored in the file.
        expected: u32,
        /// Checksum of its content.
        actual: u32,
    },
    /// A weight is infinite or NaN.
    #[error("the weights file holds a value that is not finite; train again")]
    NonFinite,
}
