//! Decodes a picture file into a grey picture.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use image::{ImageError, Luma, RgbaImage};
use recognition::picture::{MAX_FILE_LEN, MAX_PIXEL_COUNT, PictureError};

use crate::{Picture, sniff};

const SUPPORTED_FORMATS: [ImageFormat; 5] = [
    ImageFormat::Png,
    ImageFormat::Jpeg,
    ImageFormat::WebP,
    ImageFormat::Gif,
    ImageFormat::Bmp,
];

/// Maximum memory of a decoder in bytes, its output included. It suffices for [`MAX_PIXEL_COUNT`] pixels with 16 bits
/// each of red, green and blue, the widest format that cameras and scanners produce.
const MAX_DECODER_MEMORY: u64 = 400_000_000;

/// Decodes a picture file to grey levels: luma by ITU-R BT.601, rotated by its EXIF orientation, transparent pixels on
/// white.
///
/// # Errors
/// If the file is empty, too large, not a supported picture, or damaged.
pub fn decode(file: &[u8]) -> Result<Picture, PictureError> {
    if file.is_empty() {
        return Err(PictureError::EmptyFile);
    }
    if file.len() > MAX_FILE_LEN {
        return Err(PictureError::FileTooLarge(file.len()));
    }
    let format = image::guess_format(file).ok();
    let format = format
        .filter(|format| SUPPORTED_FORMATS.contains(format))
        .ok_or_else(|| PictureError::UnsupportedFormat(sniff::describe(file).into()))?;
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_DECODER_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXEL_COUNT {
        return Err(PictureError::TooManyPixels { width, height });
    }
    // Unreadable EXIF data is ignored.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let picture = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    let mut grey = DynamicImage::ImageLuma8(to_grey(picture));
    grey.apply_orientation(orientation);
    let (width, height) = (grey.width() as usize, grey.height() as usize);
    Ok(Picture {
        width,
        height,
        luma: grey.into_luma8().into_raw(),
    })
}

fn to_grey(picture: DynamicImage) -> GrayImage {
    match picture {
        DynamicImage::ImageLuma8(grey) => grey,
        DynamicImage::ImageRgb8(rgb) => {
            let mut grey = GrayImage::new(rgb.width(), rgb.height());
            for (grey, pixel) in grey.pixels_mut().zip(rgb.pixels()) {
                *grey = Luma([luma(pixel.0) as u8]);
            }
            grey
        }
        other => to_grey_on_white(&other.into_rgba8()),
    }
}

fn to_grey_on_white(picture: &RgbaImage) -> GrayImage {
    let mut grey = GrayImage::new(picture.width(), picture.height());
    for (grey, pixel) in grey.pixels_mut().zip(picture.pixels()) {
        let [red, green, blue, alpha] = pixel.0;
        let (level, alpha) = (luma([red, green, blue]), u32::from(alpha));
        *grey = Luma([((level * alpha + 255 * (255 - alpha)) / 255) as u8]);
    }
    grey
}

/// Returns the luma of an RGB pixel by ITU-R BT.601, 0 to 255.
fn luma(rgb: [u8; 3]) -> u32 {
    let [red, green, blue] = rgb.map(u32::from);
    (299 * red + 587 * green + 114 * blue) / 1000
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "used as a function argument of `map_err`"
)]
fn damaged(error: ImageError) -> PictureError {
    PictureError::Corrupt(error.to_string())
}
