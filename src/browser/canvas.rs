//! Canvases to be written to; none is read here, since what a browser gives back may be altered
//! against fingerprinting.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use ink::curve::{self, Step};
use ink::{Drawing, Raster, Recipe, SIDE};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData, ResizeObserver, window};

use super::error::BrowserError;

/// How large a digit is usually drawn on the pad, against the box that the recipe scales it to fit.
const USUAL_SIZE: f32 = 0.8;
/// The pen's width in units of the pad's side: a digit of the usual size looks as thick on the pad
/// as the network sees it.
pub const PEN_WIDTH: f32 = USUAL_SIZE * Recipe::MNIST.pen_width / SIDE as f32;

/// The pad's canvas: draws ink as sharp as the screen is, at whatever size the page gives it.
pub struct Surface {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    _watch: Watch,
}

impl Surface {
    /// Takes the canvas over, and calls back whenever it has to be painted anew: at another size,
    /// on a screen of another density, in another colour scheme.
    ///
    /// # Errors
    /// Where the browser has no 2-D canvas.
    pub fn new(
        canvas: HtmlCanvasElement,
        repaint: impl Fn() + 'static,
    ) -> Result<Self, BrowserError> {
        let context = context(&canvas)?;
        let watch = Watch::new(&canvas, Rc::new(repaint))?;
        Ok(Self {
            canvas,
            context,
            _watch: watch,
        })
    }

    /// Paints the drawing, whose unit is the canvas's side, in the canvas's text colour.
    pub fn paint(&self, drawing: &Drawing) {
        let side = self.fit();
        let context = &self.context;
        context.clear_rect(0.0, 0.0, side, side);
        ink(context, drawing, side, &text_colour(&self.canvas));
    }

    /// Paints what was read of a picture, 0 = paper, 255 = ink, row by row of a square, over the
    /// whole canvas in its text colour.
    ///
    /// # Errors
    /// Where the browser has no 2-D canvas.
    pub fn paint_found(&self, ink: &[u8]) -> Result<(), BrowserError> {
        let side = self.fit();
        let stencil = stencil(ink)?;
        let context = &self.context;
        context.clear_rect(0.0, 0.0, side, side);
        context
            .draw_image_with_html_canvas_element_and_dw_and_dh(&stencil, 0.0, 0.0, side, side)?;
        // The colour takes the place of the stencil's, as opaque as it.
        context.set_global_composite_operation("source-in")?;
        context.set_fill_style_str(&text_colour(&self.canvas));
        context.fill_rect(0.0, 0.0, side, side);
        Ok(context.set_global_composite_operation("source-over")?)
    }

    /// Gives the canvas one pixel for each of the screen's; returns its side in these.
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
    put(&context, raster.pixels(), side)
}

/// A square canvas of its own with the ink as white on nothing.
fn stencil(ink: &[u8]) -> Result<HtmlCanvasElement, BrowserError> {
    let document = window().and_then(|window| window.document());
    let document = document.ok_or(BrowserError::Missing("the document"))?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    let side = ink.len().isqrt() as u32;
    canvas.set_width(side);
    canvas.set_height(side);
    put(&context(&canvas)?, ink, side)?;
    Ok(canvas)
}

fn put(context: &CanvasRenderingContext2d, ink: &[u8], side: u32) -> Result<(), BrowserError> {
    let rgba: Vec<u8> = ink
        .iter()
        .flat_map(|share| [255, 255, 255, *share])
        .collect();
    let image = ImageData::new_with_u8_clamped_array_and_sh(Clamped(&rgba), side, side)?;
    Ok(context.put_image_data(&image, 0.0, 0.0)?)
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

fn trace(context: &CanvasRenderingContext2d, step: Step, side: f64) {
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

fn pixel_ratio() -> f64 {
    window().map_or(1.0, |window| window.device_pixel_ratio())
}

/// What makes a canvas look out of date, watched for as long as this lives.
struct Watch {
    observer: ResizeObserver,
    _resized: Closure<dyn FnMut()>,
    _scheme: Option<EventListener>,
    _density: Rc<RefCell<Option<EventListener>>>,
}

impl Watch {
    fn new(canvas: &HtmlCanvasElement, repaint: Rc<dyn Fn()>) -> Result<Self, BrowserError> {
        let resized = Closure::new({
            let repaint = Rc::clone(&repaint);
            move || repaint()
        });
        let observer = ResizeObserver::new(resized.as_ref().unchecked_ref())?;
        observer.observe(canvas);
        let scheme = on_media_change("(prefers-color-scheme: dark)", {
            let repaint = Rc::clone(&repaint);
            move || repaint()
        });
        let density = Rc::default();
        watch_density(&density, repaint);
        Ok(Self {
            observer,
            _resized: resized,
            _scheme: scheme,
            _density: density,
        })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls back when the window meets a screen of another density. A media query names one density,
/// so each change asks for a new one.
fn watch_density(listener: &Rc<RefCell<Option<EventListener>>>, repaint: Rc<dyn Fn()>) {
    let query = format!("(resolution: {}dppx)", pixel_ratio());
    let weak = Rc::downgrade(listener);
    let next = on_media_change(&query, move || {
        repaint();
        if let Some(listener) = weak.upgrade() {
            watch_density(&listener, Rc::clone(&repaint));
        }
    });
    listener.replace(next);
}

fn on_media_change(query: &str, react: impl Fn() + 'static) -> Option<EventListener> {
    let list = window()?.match_media(query).ok().flatten()?;
    Some(EventListener::new(&list, "change", move |_| react()))
}
