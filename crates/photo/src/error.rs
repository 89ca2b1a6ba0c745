//! Why a file shows no digit.

use crate::{MOST_BYTES, MOST_PIXELS};

/// A refusal, in words fit to show a person.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhotoError {
    /// There are no bytes.
    #[error("The file is empty. Choose another.")]
    Empty,
    /// More bytes than are read.
    #[error("The file is too large ({} MB; at most {} MB). Choose a smaller picture.", mega(*.0 as u64), mega(MOST_BYTES as u64))]
    TooHeavy(usize),
    /// More pixels than are read.
    #[error(
        "The picture is too large ({width} x {height} pixels; at most {} million). Choose a smaller one.",
        mega(MOST_PIXELS)
    )]
    TooLarge {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// The bytes of something else.
    #[error("This is {0}. Only pictures can be read: PNG, JPEG, WebP, GIF or BMP.")]
    NotAPicture(&'static str),
    /// A picture whose bytes are not as its format has them.
    #[error("The picture is damaged ({0}). Choose another.")]
    Damaged(String),
    /// Nothing on it stands out.
    #[error(
        "Nothing was found on the picture. It needs one digit, dark on light or light on dark."
    )]
    Blank,
}

/// Millions, rounded up.
fn mega(number: u64) -> u64 {
    number.div_ceil(1_000_000)
}
