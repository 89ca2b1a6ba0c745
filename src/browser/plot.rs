//! Numbers as coloured pixels, one for each; the page enlarges them without smoothing, so they are sharp on any screen.

use wasm_bindgen::Clamped;
use web_sys::{HtmlCanvasElement, ImageData};

use super::canvas::context;
use super::error::BrowserError;
use crate::state::inside::picture::{Grid, limit};

/// What colours say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// From 0 to the largest: viridis, which is even to the eye and to the colour-blind.
    Sequential,
    /// Orange above 0, blue below, the stronger the farther; nothing at 0.
    Diverging,
}

/// Viridis at five even steps (Smith and van der Walt 2015).
const VIRIDIS: [[f32; 3]; 5] = [
    [68.0, 1.0, 84.0],
    [59.0, 82.0, 139.0],
    [33.0, 145.0, 140.0],
    [94.0, 201.0, 98.0],
    [253.0, 231.0, 37.0],
];

/// Writes the numbers into a canvas, which takes their size.
///
/// # Errors
/// Where the browser has no 2-D canvas.
pub fn write(canvas: &HtmlCanvasElement, grid: &Grid, scale: Scale) -> Result<(), BrowserError> {
    let height = grid.values.len() / grid.width.max(1);
    if height == 0 {
        return Ok(());
    }
    canvas.set_width(grid.width as u32);
    canvas.set_height(height as u32);
    let limit = limit(&grid.values).max(f32::MIN_POSITIVE);
    let colour = |value: &f32| match (value.is_nan(), scale) {
        (true, _) => [0; 4],
        (false, Scale::Sequential) => sequential(value / limit),
        (false, Scale::Diverging) => diverging(value / limit),
    };
    let rgba: Vec<u8> = grid.values.iter().flat_map(colour).collect();
    let (width, height) = (grid.width as u32, height as u32);
    let image = ImageData::new_with_u8_clamped_array_and_sh(Clamped(&rgba), width, height)?;
    Ok(context(canvas)?.put_image_data(&image, 0.0, 0.0)?)
}

/// Of a share, 0..1.
fn sequential(share: f32) -> [u8; 4] {
    let place = share.clamp(0.0, 1.0) * (VIRIDIS.len() - 1) as f32;
    let from = (place as usize).min(VIRIDIS.len() - 2);
    let part = place - from as f32;
    let mix = |channel: usize| {
        let [low, high] = [VIRIDIS[from][channel], VIRIDIS[from + 1][channel]];
        (low + (high - low) * part) as u8
    };
    [mix(0), mix(1), mix(2), 255]
}

/// Of a share, -1..1.
fn diverging(share: f32) -> [u8; 4] {
    let [red, green, blue] = if share > 0.0 {
        [230, 110, 0]
    } else {
        [70, 120, 230]
    };
    [
        red,
        green,
        blue,
        (share.abs().min(1.0).sqrt() * 255.0) as u8,
    ]
}
