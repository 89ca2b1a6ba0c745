//! The pad's two canvases: the ink, painted on as it grows, and over it what comes and goes.

use std::cell::{Cell, RefCell};
use std::ops::Range;
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
    /// Steps of the last stroke.
    steps: usize,
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

    /// Paints what is on the pad, whose side is the unit, in the canvas's text colour. Of a stroke that grows, only
    /// what is new is painted; while it is being drawn, no more than what stays as it is ([`Passing::tail`] is the
    /// rest).
    pub fn paint(&self, content: &Content, is_busy: bool) {
        if self.is_stale.take() {
            self.screen.refresh();
            self.painted.take();
        }
        let side = self.screen.side();
        let before = self
            .painted
            .take()
            .filter(|before| content.photo.is_none() && content.marks.extends(&before.marks));
        let (growing, mut steps) = match before {
            Some(before) => (before.marks.len().saturating_sub(1), before.steps),
            None => {
                self.begin(content, side);
                (0, 0)
            }
        };
        let last = content.marks.len().saturating_sub(1);
        for (i, (stroke, weights)) in content.marks.iter().enumerate().skip(growing) {
            let first = if i == growing { steps } else { 0 };
            let settled = curve::settled(&stroke.points);
            let end = if is_busy && i == last {
                settled
            } else {
                settled + 1
            };
            draw(first..end, &self.screen.context, stroke, weights, side);
            steps = first.max(end);
        }
        self.painted.replace(Some(Painted {
            marks: content.marks.clone(),
            steps,
        }));
    }

    fn begin(&self, content: &Content, side: f64) {
        let colour = self.screen.colour();
        self.screen.wipe(side, &colour);
        if let Some(photo) = &content.photo {
            let painted = paint_photo(&self.screen.context, photo, &colour, side);
            painted.unwrap_or_else(|error| error.log());
        }
    }
}

/// Some steps of a stroke as a smooth curve, as broad at each place as its weights say.
fn draw(
    wanted: Range<usize>,
    context: &CanvasRenderingContext2d,
    stroke: &Stroke,
    weights: &[f32],
    side: f64,
) {
    let steps = curve::steps(&stroke.points).zip(weights.iter().chain(weights.last()));
    let (mut from, mut before) = (Point::default(), None);
    let steps = steps.enumerate().take(wanted.end);
    for (i, (step, weight)) in steps.skip(wanted.start.saturating_sub(1)) {
        if let Some(before) = before.filter(|_| i >= wanted.start) {
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
pub struct Overlay {
    screen: Screen,
    /// Asked for once, and not at every move.
    colour: RefCell<Option<String>>,
}

/// What there is to see on it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Passing {
    /// From where the stroke that is being drawn is settled, with its weight, to where the pointer is, and on to where
    /// it is expected next.
    pub tail: Option<(Point, f32, Vec<Point>)>,
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
        Ok(Self {
            screen: Screen::new(canvas)?,
            colour: RefCell::default(),
        })
    }

    /// The next painting asks for size and colour again.
    pub fn refresh(&self) {
        self.screen.refresh();
        self.colour.take();
    }

    /// Paints this in the place of what there was.
    pub fn paint(&self, passing: &Passing) {
        let Self { screen, colour } = self;
        let side = screen.side();
        let mut colour = colour.borrow_mut();
        screen.wipe(side, colour.get_or_insert_with(|| screen.colour()));
        let context = &screen.context;
        if let Some((from, weight, places)) = &passing.tail {
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
