//! Numbers as coloured pixels, one for each; the page enlarges them without smoothing, so they are sharp on any screen.

use wasm_bindgen::Clamped;
use web_sys::{HtmlCanvasElement, ImageData};

use super::canvas::context;
use super::error::BrowserError;
use crate::state::inside::colour::{Scale, over_ink};
use crate::state::inside::picture::{Grid, limit};

/// Writes the numbers into a canvas, which takes their size; under them lies ink, a pixel for each, where there is any.
///
/// # Errors
/// Where the browser has no 2-D canvas.
pub fn write(
    canvas: &HtmlCanvasElement,
    grid: &Grid,
    scale: Scale,
    ink: &[u8],
) -> Result<(), BrowserError> {
    let height = grid.values.len() / grid.width.max(1);
    if height == 0 {
        return Ok(());
    }
    canvas.set_width(grid.width as u32);
    canvas.set_height(height as u32);
    let limit = limit(&grid.values);
    let pixels = grid.values.iter().enumerate();
    let colour = |(index, value): (usize, &f32)| {
        let ink = ink.get(index).copied().unwrap_or(0);
        over_ink(scale.colour(*value, limit), ink)
    };
    let rgba: Vec<u8> = pixels.flat_map(colour).collect();
    let (width, height) = (grid.width as u32, height as u32);
    let image = ImageData::new_with_u8_clamped_array_and_sh(Clamped(&rgba), width, height)?;
    Ok(context(canvas)?.put_image_data(&image, 0.0, 0.0)?)
}
