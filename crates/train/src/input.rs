//! What `classify` is given: pictures and drawing files, told apart by their content.

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use image::ImageError;
use ink::{Picture, Raster, record};

/// One digit of a file, as the network would see it.
#[derive(Debug)]
pub struct Digit {
    /// The raster; `None` where the file shows no ink.
    pub raster: Option<Raster>,
    /// What it was meant to be, where the file says.
    pub label: Option<u8>,
}

/// The digits of a file: one of a PNG or JPEG picture, all of a drawing file.
///
/// # Errors
/// When the file is unreadable, or neither a picture nor a drawing file; the error names it.
pub fn digits(path: &Path) -> anyhow::Result<Vec<Digit>> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let digits = match image::guess_format(&bytes) {
        Ok(_) => picture(&bytes).map(|digit| vec![digit]),
        Err(_) => drawings(&bytes),
    };
    digits.with_context(|| format!("cannot classify {}", path.display()))
}

fn picture(bytes: &[u8]) -> anyhow::Result<Digit> {
    let decoded = image::load_from_memory(bytes).map_err(|error| match error {
        ImageError::Unsupported(_) => {
            anyhow::anyhow!("it is a picture, but not PNG or JPEG; convert it first")
        }
        error => anyhow::Error::new(error).context("the picture is damaged"),
    })?;
    let grey = on_white(&decoded.into_rgba8());
    Ok(Digit {
        raster: grey.raster(),
        label: None,
    })
}

/// Transparent pixels show white paper, as in a picture viewer; the rest is luma by ITU-R BT.601.
fn on_white(picture: &image::RgbaImage) -> Picture {
    let luma = picture.pixels().map(|pixel| {
        let [red, green, blue, alpha] = pixel.0.map(u32::from);
        let grey = (299 * red + 587 * green + 114 * blue) / 1000;
        ((grey * alpha + 255 * (255 - alpha)) / 255) as u8
    });
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    Picture {
        width,
        height,
        luma: luma.collect(),
    }
}

fn drawings(bytes: &[u8]) -> anyhow::Result<Vec<Digit>> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        bail!("it is neither a PNG or JPEG picture nor a drawing in JSON");
    };
    let records = record::parse(text)?;
    let digit = |record: record::Record| Digit {
        raster: record.drawing.raster(),
        label: record.label,
    };
    Ok(records.into_iter().map(digit).collect())
}
