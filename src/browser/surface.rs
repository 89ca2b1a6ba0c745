//! The pad's two canvases: the ink, painted on as it grows, and over it what comes and goes.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use ink::curve::{self, Step};
use ink::{Point, Stroke};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::canvas::{PEN_WIDTH, Screen, paint_photo, trace};
use super::error::BrowserError;
use super::watch::Watch;
use crate::state::content::Content;
use crate::state::marks::Marks;

/// The least change of weight that the eye can tell.
const FINEST: f32 = 0.03;

/// The least distance, in pixels of the screen, by which a line misses its place visibly.
const VISIBLE: f64 = 0.5;

/// The ink, as sharp as the screen is, at whatever size the page gives the canvas.
pub struct Surface {
    screen: Screen,
    painted: RefCell<Option<Painted>>,
    is_stale: Rc<Cell<bool>>,
    _watch: Watch,
}

/// What is on the canvas.
struct Painted {
    marks: Marks,
    side: f64,
    /// Whether a line was painted that its curve has left since.
    is_rough: bool,
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
        let is_stale = Rc::<Cell<bool>>::default();
        let stale = Rc::clone(&is_stale);
        let outdated = move || {
            stale.set(true);
            repaint();
        };
        let watch = Watch::new(&canvas, Rc::new(outdated))?;
        Ok(Self {
            screen: Screen::new(canvas)?,
            painted: RefCell::default(),
            is_stale,
            _watch: watch,
        })
    }

    /// Paints what is on the pad, whose side is the unit, in the canvas's text colour. While the last stroke is still
    /// being drawn, only what is new of it is painted.
    pub fn paint(&self, content: &Content, is_busy: bool) {
        let side = self.screen.fit();
        let before = self.painted.take().filter(|before| {
            let is_fresh = !self.is_stale.take() && before.side == side;
            is_fresh && content.photo.is_none() && content.marks.extends(&before.marks)
        });
        let done = match before {
            Some(before) => self.go_on(&before, &content.marks),
            None => self.begin(content, side),
        };
        let done = if done.is_rough && !is_busy {
            self.begin(content, side)
        } else {
            done
        };
        self.painted.replace(Some(done));
    }

    fn begin(&self, content: &Content, side: f64) -> Painted {
        let context = &self.screen.context;
        let colour = self.screen.wipe(side);
        for (stroke, weights) in content.marks.iter() {
            draw_from(0, context, stroke, weights, side);
        }
        if let Some(photo) = &content.photo {
            let painted = paint_photo(context, photo, &colour, side);
            painted.unwrap_or_else(|error| leptos::logging::error!("{error}"));
        }
        Painted {
            marks: content.marks.clone(),
            side,
            is_rough: false,
        }
    }

    fn go_on(&self, before: &Painted, marks: &Marks) -> Painted {
        let mut is_rough = before.is_rough;
        let lengths: Vec<usize> = before.marks.iter().map(|(s, _)| s.points.len()).collect();
        let growing = lengths.len().saturating_sub(1);
        for (i, (stroke, weights)) in marks.iter().enumerate().skip(growing) {
            let painted = lengths.get(i).copied().unwrap_or(0);
            if painted < stroke.points.len() {
                // The last step was a line to the last point; now it is a bend around it.
                let step = painted.saturating_sub(1);
                draw_from(step, &self.screen.context, stroke, weights, before.side);
                is_rough |= corner(stroke, painted) * before.side > VISIBLE;
            }
        }
        Painted {
            marks: marks.clone(),
            side: before.side,
            is_rough,
        }
    }
}

/// How far the bend around the last of so many points stays away from that point, where the line to it ended.
fn corner(stroke: &Stroke, painted: usize) -> f64 {
    let Some([a, b, c]) = painted
        .checked_sub(2)
        .and_then(|first| stroke.points.get(first..first + 3)?.as_array())
    else {
        return 0.0;
    };
    f64::from((a.x - 2.0 * b.x + c.x).hypot(a.y - 2.0 * b.y + c.y)) / 4.0
}

/// A stroke as a smooth curve from one of its steps on, as broad at each place as its weights say.
fn draw_from(
    first: usize,
    context: &CanvasRenderingContext2d,
    stroke: &Stroke,
    weights: &[f32],
    side: f64,
) {
    let steps = curve::steps(&stroke.points).zip(weights.iter().chain(weights.last()));
    let (mut from, mut before) = (Point::default(), None);
    for (i, (step, weight)) in steps.enumerate().skip(first.saturating_sub(1)) {
        if let Some(before) = before.filter(|_| i >= first) {
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

fn stroke_path(context: &CanvasRenderingContext2d, weight: f32, side: f64) {
    context.set_line_width(f64::from(PEN_WIDTH * weight) * side);
    context.stroke();
}

/// What lies over the ink for a moment.
pub struct Overlay(Screen);

/// What there is to see on it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Passing {
    /// From the end of the stroke, with its weight, to where the pointer at work is expected next.
    pub expected: Option<(Point, f32, Vec<Point>)>,
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

impl Overlay {
    /// Takes the canvas over.
    ///
    /// # Errors
    /// Where the browser has no 2-D canvas.
    pub fn new(canvas: HtmlCanvasElement) -> Result<Self, BrowserError> {
        Screen::new(canvas).map(Self)
    }

    /// Paints this in the place of what there was.
    pub fn paint(&self, passing: &Passing) {
        let side = self.0.fit();
        self.0.wipe(side);
        let context = &self.0.context;
        if let Some((from, weight, places)) = &passing.expected {
            context.begin_path();
            trace(context, Step::Start(*from), side);
            for place in places {
                trace(context, Step::Line(*place), side);
            }
            stroke_path(context, *weight, side);
        }
        if let Some(cursor) = passing.cursor {
            draw_cursor(context, cursor, side);
        }
    }
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
