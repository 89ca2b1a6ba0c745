//! Canvases to be written to; none is read here, since what a browser gives back may be altered
//! against fingerprinting.

use std::cell::Cell;

use ink::curve::{self, Step};
use ink::{Drawing, Raster, Recipe, SIDE};
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData, window};

use super::error::BrowserError;
use crate::state::photo::Photo;

/// How large a digit is usually drawn on the pad, against the box that the recipe scales it to fit.
const USUAL_SIZE: f32 = 0.8;
/// The pen's width in units of the pad's side: a digit of the usual size looks as thick on the pad
/// as the network sees it.
pub const PEN_WIDTH: f32 = USUAL_SIZE * Recipe::MNIST.pen_width / SIDE as f32;

/// A square canvas with a pixel for each of the screen's.
pub(super) struct Screen {
    canvas: HtmlCanvasElement,
    pub(super) context: CanvasRenderingContext2d,
    /// Asked for once, and not at every move: the answer makes the browser lay out the page.
    side: Cell<Option<f64>>,
}

impl Screen {
    pub(super) fn new(canvas: HtmlCanvasElement) -> Result<Self, BrowserError> {
        let context = context(&canvas)?;
        Ok(Self {
            canvas,
            context,
            side: Cell::default(),
        })
    }

    /// The page may have given the canvas another size, or be on a screen of another density.
    pub(super) fn refresh(&self) {
        self.side.take();
    }

    /// The canvas's side in pixels, of which it has one for each of the screen's.
    pub(super) fn side(&self) -> f64 {
        let side = self.side.get().unwrap_or_else(|| self.fit());
        self.side.set(Some(side));
        side
    }

    fn fit(&self) -> f64 {
        let side = (f64::from(self.canvas.client_width()) * pixel_ratio()).round();
        let pixels = side as u32;
        // Setting a canvas's size clears it, so only a new size is set.
        if self.canvas.width() != pixels || self.canvas.height() != pixels {
            self.canvas.set_width(pixels);
            self.canvas.set_height(pixels);
        }
        side
    }

    /// The canvas's text colour. To ask for it makes the browser work out the page's styles.
    pub(super) fn colour(&self) -> String {
        text_colour(&self.canvas)
    }

    /// Takes everything away, and makes lines round and of this colour.
    pub(super) fn wipe(&self, side: f64, colour: &str) {
        self.context.clear_rect(0.0, 0.0, side, side);
        self.context.set_line_cap("round");
        self.context.set_line_join("round");
        self.context.set_stroke_style_str(colour);
    }
}

/// The picture's ink in this colour, over the whole pad.
pub(super) fn paint_photo(
    context: &CanvasRenderingContext2d,
    photo: &Photo,
    colour: &str,
    side: f64,
) -> Result<(), BrowserError> {
    let ink = offscreen(photo.side)?;
    let inside = self::context(&ink)?;
    write_alpha(&inside, &photo.ink, photo.side)?;
    inside.set_global_composite_operation("source-in")?;
    inside.set_fill_style_str(colour);
    let pixels = photo.side as f64;
    inside.fill_rect(0.0, 0.0, pixels, pixels);
    context.draw_image_with_html_canvas_element_and_dw_and_dh(&ink, 0.0, 0.0, side, side)?;
    Ok(())
}

fn offscreen(side: usize) -> Result<HtmlCanvasElement, BrowserError> {
    let document = window().and_then(|window| window.document());
    let document = document.ok_or(BrowserError::Missing("a document"))?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    canvas.set_width(side as u32);
    canvas.set_height(side as u32);
    Ok(canvas)
}

/// White, as opaque as `alpha` says.
fn write_alpha(
    context: &CanvasRenderingContext2d,
    alpha: &[u8],
    side: usize,
) -> Result<(), BrowserError> {
    let rgba: Vec<u8> = alpha.iter().flat_map(|ink| [255, 255, 255, *ink]).collect();
    let side = side as u32;
    let image = ImageData::new_with_u8_clamped_array_and_sh(Clamped(&rgba), side, side)?;
    Ok(context.put_image_data(&image, 0.0, 0.0)?)
}

/// Writes the raster into a 28x28 canvas as white ink on nothing; none clears it.
///
/// # Errors
/// Where the browser has no 2-D canvas.
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

/// Paints the drawing, whose unit is `side` of the canvas's pixels, in this colour.
pub(super) fn ink(context: &CanvasRenderingContext2d, drawing: &Drawing, side: f64, colour: &str) {
    context.set_stroke_style_str(colour);
    context.set_line_width(f64::from(PEN_WIDTH) * side);
    context.set_line_cap("round");
    context.set_line_join("round");
    for stroke in &drawing.strokes {
        context.begin_path();
        for step in curve::steps(&stroke.points) {
            trace(context, step, side);
        }
        context.stroke();
    }
}

pub(super) fn trace(context: &CanvasRenderingContext2d, step: Step, side: f64) {
    let px = |unit: f32| f64::from(unit) * side;
    match step {
        Step::Start(at) => context.move_to(px(at.x), px(at.y)),
        Step::Line(to) => context.line_to(px(to.x), px(to.y)),
        Step::Bend { control, end } => {
            context.quadratic_curve_to(px(control.x), px(control.y), px(end.x), px(end.y));
        }
    }
}

pub(super) fn context(
    canvas: &HtmlCanvasElement,
) -> Result<CanvasRenderingContext2d, BrowserError> {
    let context = canvas
        .get_context("2d")?
        .ok_or(BrowserError::Missing("a 2-D canvas"))?;
    Ok(context.unchecked_into())
}

fn text_colour(canvas: &HtmlCanvasElement) -> String {
    let style = window().and_then(|window| window.get_computed_style(canvas).ok().flatten());
    style
        .and_then(|style| style.get_property_value("color").ok())
        .unwrap_or_default()
}

pub(super) fn pixel_ratio() -> f64 {
    window().map_or(1.0, |window| window.device_pixel_ratio())
}
