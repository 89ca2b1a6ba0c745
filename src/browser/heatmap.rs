//! Draws a grid of numbers as coloured pixels, one pixel per number. CSS enlarges them without smoothing.

use wasm_bindgen::Clamped;
use web_sys::{HtmlCanvasElement, ImageData};

use super::canvas::context;
use super::error::BrowserError;
use crate::state::inspector::color::{ColorScale, blend_over_ink};
use crate::state::inspector::feature_grid::{Grid, max_abs};

/// Draws a grid into a canvas and sets the canvas's size to the grid's. `ink` is the drawing to show under it, one
/// value per number of the grid, or empty.
///
/// # Errors
/// If the browser has no 2D canvas context.
pub fn draw(
    canvas: &HtmlCanvasElement,
    grid: &Grid,
    scale: ColorScale,
    ink: &[u8],
) -> Result<(), BrowserError> {
    let height = grid.values.len() / grid.width.max(1);
    if height == 0 {
        return Ok(());
    }
    canvas.set_width(grid.width as u32);
    canvas.set_height(height as u32);
    let max_abs = max_abs(&grid.values);
    let values = grid.values.iter().enumerate();
    let color = |(index, value): (usize, &f32)| {
        let ink = ink.get(index).copied().unwrap_or(0);
        blend_over_ink(scale.color(*value, max_abs), ink)
    };
    let rgba: Vec<u8> = values.flat_map(color).collect();
    let (width, height) = (grid.width as u32, height as u32);
    let image = ImageData::new_with_u8_clamped_array_and_sh(Clamped(&rgba), width, height)?;
    Ok(context(canvas)?.put_image_data(&image, 0.0, 0.0)?)
}
