//! Draws on canvases. Nothing here reads pixels back, because some browsers alter them to prevent fingerprinting.

use std::cell::Cell;

use ink::curve::{self, Segment};
use ink::{Drawing, Preprocessing, Raster, SIDE};
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData, window};

use super::error::BrowserError;
use session::photo::Photo;

/// Size of a typical digit on the pad, relative to the box that preprocessing scales it to.
const TYPICAL_DIGIT_SIZE: f32 = 0.8;
/// Width of the pen in units of the pad's side. A digit of typical size then looks as thick on the pad as in the
/// network's input.
pub const PEN_WIDTH: f32 = TYPICAL_DIGIT_SIZE * Preprocessing::MNIST.pen_width / SIDE as f32;

/// A square canvas whose resolution follows its CSS size and the device pixel ratio.
pub(super) struct ScaledCanvas {
    canvas: HtmlCanvasElement,
    pub(super) context: CanvasRenderingContext2d,
    /// Side in device pixels. Cached, because reading the size makes the browser recalculate the layout.
    side_px: Cell<Option<f64>>,
}

impl ScaledCanvas {
    pub(super) fn new(canvas: HtmlCanvasElement) -> Result<Self, BrowserError> {
        let context = context(&canvas)?;
        Ok(Self {
            canvas,
            context,
            side_px: Cell::default(),
        })
    }

    /// Discards the cached size.
    pub(super) fn invalidate_size(&self) {
        self.side_px.take();
    }

    /// Returns the side in device pixels. Resizes the canvas if no size is cached.
    pub(super) fn side_px(&self) -> f64 {
        let side_px = self.side_px.get().unwrap_or_else(|| self.resize());
        self.side_px.set(Some(side_px));
        side_px
    }

    fn resize(&self) -> f64 {
        let side_px = (f64::from(self.canvas.client_width()) * pixel_ratio()).round();
        let size = side_px as u32;
        // Setting the size clears the canvas, even if it is unchanged.
        if self.canvas.width() != size || self.canvas.height() != size {
            self.canvas.set_width(size);
            self.canvas.set_height(size);
        }
        side_px
    }

    /// Returns the canvas's CSS text colour. Makes the browser recalculate styles.
    pub(super) fn color(&self) -> String {
        text_color(&self.canvas)
    }

    /// Clears the canvas and sets the line style: round caps and joins, in this colour.
    pub(super) fn clear(&self, side_px: f64, color: &str) {
        self.context.clear_rect(0.0, 0.0, side_px, side_px);
        self.context.set_line_cap("round");
        self.context.set_line_join("round");
        self.context.set_stroke_style_str(color);
    }
}

/// Draws the ink of a picture in this colour, scaled to the whole canvas.
pub(super) fn draw_photo(
    context: &CanvasRenderingContext2d,
    photo: &Photo,
    color: &str,
    side_px: f64,
) -> Result<(), BrowserError> {
    let ink = create_canvas(photo.side_px)?;
    let ink_context = self::context(&ink)?;
    write_alpha(&ink_context, &photo.pixels, photo.side_px)?;
    ink_context.set_global_composite_operation("source-in")?;
    ink_context.set_fill_style_str(color);
    let size = photo.side_px as f64;
    ink_context.fill_rect(0.0, 0.0, size, size);
    context.draw_image_with_html_canvas_element_and_dw_and_dh(&ink, 0.0, 0.0, side_px, side_px)?;
    Ok(())
}

fn create_canvas(side_px: usize) -> Result<HtmlCanvasElement, BrowserError> {
    let document = window().and_then(|window| window.document());
    let document = document.ok_or(BrowserError::Missing("document"))?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    canvas.set_width(side_px as u32);
    canvas.set_height(side_px as u32);
    Ok(canvas)
}

/// Writes white pixels with these alpha values.
fn write_alpha(
    context: &CanvasRenderingContext2d,
    alpha: &[u8],
    side_px: usize,
) -> Result<(), BrowserError> {
    let white = |alpha: &u8| [255, 255, 255, *alpha];
    let rgba: Vec<u8> = alpha.iter().flat_map(white).collect();
    put_pixels(context, &rgba, [side_px as u32; 2])
}

fn put_pixels(
    context: &CanvasRenderingContext2d,
    rgba: &[u8],
    [width, height]: [u32; 2],
) -> Result<(), BrowserError> {
    let image = ImageData::new_with_u8_clamped_array_and_sh(Clamped(rgba), width, height)?;
    Ok(context.put_image_data(&image, 0.0, 0.0)?)
}

/// Sets the size of a canvas and its pixels: red, green, blue and alpha of each, row by row. CSS enlarges them without
/// smoothing. Nothing happens if there are no pixels.
///
/// # Errors
/// If the browser has no 2D canvas context.
pub fn write_pixels(
    canvas: &HtmlCanvasElement,
    rgba: &[u8],
    width: usize,
) -> Result<(), BrowserError> {
    let size = [width, rgba.len() / (4 * width.max(1))].map(|side| side as u32);
    if size.contains(&0) {
        return Ok(());
    }
    canvas.set_width(size[0]);
    canvas.set_height(size[1]);
    put_pixels(&context(canvas)?, rgba, size)
}

/// Writes a raster into a 28x28 canvas as white ink on a transparent background. `None` clears the canvas.
///
/// # Errors
/// If the browser has no 2D canvas context.
pub fn write_raster(
    canvas: &HtmlCanvasElement,
    raster: Option<&Raster>,
) -> Result<(), BrowserError> {
    let context = context(canvas)?;
    let side = SIDE as u32;
    context.clear_rect(0.0, 0.0, f64::from(side), f64::from(side));
    let Some(raster) = raster else { return Ok(()) };
    write_alpha(&context, raster.pixels(), SIDE)
}

/// Draws the strokes of a drawing in this colour. `side_px` is the length of the drawing's unit in pixels.
pub(super) fn draw_strokes(
    context: &CanvasRenderingContext2d,
    drawing: &Drawing,
    side_px: f64,
    color: &str,
) {
    context.set_stroke_style_str(color);
    context.set_line_width(f64::from(PEN_WIDTH) * side_px);
    context.set_line_cap("round");
    context.set_line_join("round");
    for stroke in &drawing.strokes {
        context.begin_path();
        for segment in curve::segments(&stroke.points) {
            trace_segment(context, segment, side_px);
        }
        context.stroke();
    }
}

/// Appends a segment to the current path.
pub(super) fn trace_segment(context: &CanvasRenderingContext2d, segment: Segment, side_px: f64) {
    let px = |unit: f32| f64::from(unit) * side_px;
    match segment {
        Segment::MoveTo(to) => context.move_to(px(to.x), px(to.y)),
        Segment::LineTo(to) => context.line_to(px(to.x), px(to.y)),
        Segment::QuadTo { control, end } => {
            context.quadratic_curve_to(px(control.x), px(control.y), px(end.x), px(end.y));
        }
    }
}

/// Returns the 2D context of a canvas.
pub(super) fn context(
    canvas: &HtmlCanvasElement,
) -> Result<CanvasRenderingContext2d, BrowserError> {
    let context = canvas
        .get_context("2d")?
        .ok_or(BrowserError::Missing("2D canvas"))?;
    Ok(context.unchecked_into())
}

fn text_color(canvas: &HtmlCanvasElement) -> String {
    let style = window().and_then(|window| window.get_computed_style(canvas).ok().flatten());
    style
        .and_then(|style| style.get_property_value("color").ok())
        .unwrap_or_default()
}

/// Returns the number of device pixels per CSS pixel.
pub(super) fn pixel_ratio() -> f64 {
    window().map_or(1.0, |window| window.device_pixel_ratio())
}
