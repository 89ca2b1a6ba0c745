//! Why bytes are refused.

use thiserror::Error;

use super::header::MOST_CHANNELS;
use crate::Calibration;

/// Why bytes are not the weights of this network.
#[derive(Clone, Debug, Error, PartialEq)]
pub enum WeightsError {
    /// The first bytes are of another format.
    #[error(
        "not a weights file: it begins with {0:02x?} instead of \"DGT3\"; choose a file that this version of `cargo train` wrote"
    )]
    Foreign(Vec<u8>),
    /// The header names a precision that is not known.
    #[error(
        "the weights are in a precision, number {0}, that is not known here; choose a file that this version of `cargo train` wrote"
    )]
    Precision(u8),
    /// The header asks for a network that cannot be.
    #[error(
        "the weights describe a network with channels {channels:?} and {hidden} hidden values; each must be 1 to {MOST_CHANNELS}"
    )]
    Config {
        /// The three channel counts.
        channels: [usize; 3],
        /// Width of the dense layer.
        hidden: usize,
    },
    /// The header holds a calibration that cannot be.
    #[error(
        "the weights hold a calibration, {0:?}, that is not finite or whose temperature is not above 0; train again"
    )]
    Calibration(Calibration),
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
