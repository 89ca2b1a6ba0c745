//! Extracts the digit from a picture file: PNG, JPEG, WebP, GIF (first frame) or BMP.
//!
//! [`decode`] converts the file into a grey [`Picture`] as a viewer shows it: upright and on white paper. The format is
//! detected from the content, not from the file name. The header is checked before anything is decoded, so a small file
//! that claims a huge picture is cheap to reject.
//!
//! A picture of any size has dark ink on light paper or light ink on dark paper. Illumination may be uneven as long as
//! it changes gradually. Stages, one per file:
//!
//! 1. `background` subtracts the paper.
//! 2. `threshold` separates ink from paper.
//! 3. `border` removes clutter at the edges of the picture.
//! 4. `specks` removes dust.
//! 5. `stroke_width` thickens thin strokes and thins thick ones to the range of MNIST.
//! 6. [`ExtractedInk`] places the ink in the 28x28 field and downsamples it by area averaging.
//!
//! A picture that already has MNIST's scale, as MNIST's own images do, is not resampled but translated by whole pixels,
//! as MNIST's digits were.
//!
//! Limits: one digit, on paper that reaches at least three of the picture's four edges. A sharp shadow, a table next to
//! the paper or a ruled line as dark as the ink counts as ink if it touches the digit, or if the digit itself reaches
//! the edge of the picture.
#![forbid(unsafe_code)]

mod background;
mod border;
mod connected_components;
mod decode;
mod picture;
mod plane;
mod sniff;
mod specks;
mod stroke_width;
mod threshold;

use recognition::picture::{ExtractedDigit, INK_SIDE, PictureError};

pub use decode::decode;
pub use picture::{ExtractedInk, Picture};

/// Extracts the digit from the bytes of a picture file.
///
/// # Errors
/// Those of [`decode`], and [`PictureError::NoInk`] if the picture contains no ink.
pub fn extract_digit(file: &[u8]) -> Result<ExtractedDigit, PictureError> {
    let ink = decode(file)?.extract_ink().ok_or(PictureError::NoInk)?;
    Ok(ExtractedDigit {
        raster: ink.raster(),
        ink: ink.pixels(INK_SIDE),
    })
}
