//! Canvases to be written to; none is read here, since what a browser gives back may be altered
//! against fingerprinting.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use ink::curve::{self, Step};
use ink::{Drawing, Point, Raster, Recipe, SIDE, Stroke};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData, ResizeObserver, window};

use super::error::BrowserError;
use crate::state::content::Content;
use crate::state::photo::Photo;

/// How large a digit is usually drawn on the pad, against the box that the recipe scales it to fit.
const USUAL_SIZE: f32 = 0.8;
/// The pen's width in units of the pad's side: a digit of the usual size looks as thick on the pad
/// as the network sees it.
pub const PEN_WIDTH: f32 = USUAL_SIZE * Recipe::MNIST.pen_width / SIDE as f32;

/// The least change of weight that the eye can tell.
const FINEST: f32 = 0.02;

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

    /// Paints what is on the pad, whose side is the unit, in the canvas's text colour.
    pub fn paint(&self, scene: &Scene) {
        let side = self.fit();
        let context = &self.context;
        context.clear_rect(0.0, 0.0, side, side);
        context.set_line_cap("round");
        context.set_line_join("round");
        let colour = text_colour(&self.canvas);
        context.set_stroke_style_str(&colour);
        for (stroke, weights) in scene.content.marks.iter() {
            draw_stroke(context, stroke, weights, side);
        }
        if let Some((last, ahead)) = scene.ahead() {
            draw_line(context, last, ahead, side);
        }
        if let Some(photo) = &scene.content.photo {
            let painted = paint_photo(context, photo, &colour, side);
            painted.unwrap_or_else(|error| leptos::logging::error!("{error}"));
        }
        if let Some(cursor) = scene.cursor {
            draw_cursor(context, cursor, side);
        }
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

/// What there is to see on the pad.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// The ink, or the picture.
    pub content: Content,
    /// Where the pointer at work is expected next.
    pub predicted: Vec<Point>,
    /// The keyboard's pen, while it is in use.
    pub cursor: Option<Cursor>,
}

/// The keyboard's pen as it is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cursor {
    /// Its place in units of the pad's side.
    pub at: Point,
    /// Whether it draws.
    pub is_down: bool,
}

impl Scene {
    /// The end of the last stroke with its weight, and the places that are expected after it.
    fn ahead(&self) -> Option<((Point, f32), &[Point])> {
        let (stroke, weights) = self.content.marks.iter().last()?;
        let last = (*stroke.points.last()?, *weights.last()?);
        (!self.predicted.is_empty()).then_some((last, &self.predicted))
    }
}

/// A stroke as a smooth curve, as broad at each place as its weights say.
fn draw_stroke(context: &CanvasRenderingContext2d, stroke: &Stroke, weights: &[f32], side: f64) {
    let steps = curve::steps(&stroke.points).zip(weights.iter().chain(weights.last()));
    let (mut from, mut before) = (Point::default(), None);
    for (step, weight) in steps {
        if let Some(before) = before {
            draw_step(context, from, step, [before, *weight], side);
        }
        (from, before) = (step.end(), Some(*weight));
    }
}

/// A step whose weight changes on the way: a canvas's line has one width, so it is drawn in pieces.
fn draw_step(
    context: &CanvasRenderingContext2d,
    from: Point,
    step: Step,
    [before, after]: [f32; 2],
    side: f64,
) {
    let pieces = ((after - before).abs() / FINEST).ceil().clamp(1.0, 32.0);
    for piece in 0..pieces as usize {
        let share = (piece as f32 + 0.5) / pieces;
        let [start, end] = [piece, piece + 1].map(|i| i as f32 / pieces);
        context.begin_path();
        trace(context, Step::Start(step.at(from, start)), side);
        trace(context, step.piece(from, start, end), side);
        stroke_path(context, before + (after - before) * share, side);
    }
}

fn draw_line(context: &CanvasRenderingContext2d, from: (Point, f32), to: &[Point], side: f64) {
    context.begin_path();
    trace(context, Step::Start(from.0), side);
    for place in to {
        trace(context, Step::Line(*place), side);
    }
    stroke_path(context, from.1, side);
}

fn stroke_path(context: &CanvasRenderingContext2d, weight: f32, side: f64) {
    context.set_line_width(f64::from(PEN_WIDTH * weight) * side);
    context.stroke();
}

/// A ring, filled while the pen is down.
fn draw_cursor(context: &CanvasRenderingContext2d, cursor: Cursor, side: f64) {
    let [x, y] = [cursor.at.x, cursor.at.y].map(|unit| f64::from(unit) * side);
    let radius = f64::from(PEN_WIDTH) * side * if cursor.is_down { 0.35 } else { 0.6 };
    context.begin_path();
    // A circle has no angles that a canvas refuses.
    let _ = context.arc(x, y, radius, 0.0, std::f64::consts::TAU);
    context.set_line_width((side / 120.0).max(2.0));
    context.set_stroke_style_str("#bf3a1f");
    context.stroke();
}

/// The picture's ink in this colour, over the whole pad.
fn paint_photo(
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
