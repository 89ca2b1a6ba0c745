//! A picture file's bytes to a grey picture, as a viewer shows it.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use image::{ImageError, Luma, RgbaImage};
use ink::Picture;

use crate::error::PhotoError;
use crate::sniff;
use crate::{MOST_BYTES, MOST_PIXELS};

const READ: [ImageFormat; 5] = [
    ImageFormat::Png,
    ImageFormat::Jpeg,
    ImageFormat::WebP,
    ImageFormat::Gif,
    ImageFormat::Bmp,
];

/// What a decoder may take for itself and its output, in bytes: [`MOST_PIXELS`] of the widest kind
/// that cameras and scanners make (16 bits of red, green and blue) fit.
const MOST_MEMORY: u64 = 400_000_000;

/// The picture in a file, in grey by ITU-R BT.601: turned as its EXIF data say, transparent pixels
/// white.
///
/// # Errors
/// For a file that is empty, too large, no picture of a known format, or damaged.
pub fn decode(file: &[u8]) -> Result<Picture, PhotoError> {
    if file.is_empty() {
        return Err(PhotoError::Empty);
    }
    if file.len() > MOST_BYTES {
        return Err(PhotoError::TooHeavy(file.len()));
    }
    let format = image::guess_format(file).ok();
    let format = format
        .filter(|format| READ.contains(format))
        .ok_or_else(|| PhotoError::NotAPicture(sniff::name(file)))?;
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(PhotoError::TooLarge { width, height });
    }
    // EXIF data that cannot be read turn nothing.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let picture = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    let mut grey = DynamicImage::ImageLuma8(grey(picture));
    grey.apply_orientation(orientation);
    let (width, height) = (grey.width() as usize, grey.height() as usize);
    Ok(Picture {
        width,
        height,
        luma: grey.into_luma8().into_raw(),
    })
}

fn grey(picture: DynamicImage) -> GrayImage {
    match picture {
        DynamicImage::ImageLuma8(grey) => grey,
        DynamicImage::ImageRgb8(colours) => {
            let mut grey = GrayImage::new(colours.width(), colours.height());
            for (grey, pixel) in grey.pixels_mut().zip(colours.pixels()) {
                *grey = Luma([luma(pixel.0) as u8]);
            }
            grey
        }
        other => on_white(&other.into_rgba8()),
    }
}

fn on_white(picture: &RgbaImage) -> GrayImage {
    let mut grey = GrayImage::new(picture.width(), picture.height());
    for (grey, pixel) in grey.pixels_mut().zip(picture.pixels()) {
        let [red, green, blue, alpha] = pixel.0;
        let (level, alpha) = (luma([red, green, blue]), u32::from(alpha));
        *grey = Luma([((level * alpha + 255 * (255 - alpha)) / 255) as u8]);
    }
    grey
}

/// 0 to 255.
fn luma(colours: [u8; 3]) -> u32 {
    let [red, green, blue] = colours.map(u32::from);
    (299 * red + 587 * green + 114 * blue) / 1000
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "it stands where an error is mapped"
)]
fn damaged(error: ImageError) -> PhotoError {
    PhotoError::Damaged(error.to_string())
}
