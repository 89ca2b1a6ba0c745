//! The two canvases of the pad: one for the ink, painted incrementally, and an overlay, repainted in every frame.

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;

use ink::curve::{self, Segment};
use ink::{Point, Stroke};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::canvas::{PEN_WIDTH, ScaledCanvas, draw_photo, trace_segment};
use super::canvas_observer::CanvasObserver;
use super::error::BrowserError;
use session::document::Document;
use session::strokes::Ink;

/// Smallest visible change of the pen's relative width.
const MIN_WIDTH_CHANGE: f32 = 0.03;

/// The ink canvas. Its resolution matches the screen's.
pub struct InkCanvas {
    canvas: ScaledCanvas,
    painted: RefCell<Option<Painted>>,
    is_invalid: Rc<Cell<bool>>,
    _observer: CanvasObserver,
}

/// The painted content of the ink canvas.
struct Painted {
    ink: Ink,
    /// The number of painted segments of the last stroke.
    segment_count: usize,
}

impl InkCanvas {
    /// Wraps a canvas. Calls `on_invalidated` when it must be repainted because its size, the device pixel ratio
    /// or the colour scheme changed.
    ///
    /// # Errors
    /// If the browser has no 2D canvas context.
    pub fn new(
        canvas: HtmlCanvasElement,
        on_invalidated: impl Fn() + 'static,
    ) -> Result<Self, BrowserError> {
        let is_invalid = Rc::<Cell<bool>>::default();
        let flag = Rc::clone(&is_invalid);
        let invalidate = move || {
            flag.set(true);
            on_invalidated();
        };
        let observer = CanvasObserver::new(&canvas, Rc::new(invalidate))?;
        Ok(Self {
            canvas: ScaledCanvas::new(canvas)?,
            painted: RefCell::default(),
            is_invalid,
            _observer: observer,
        })
    }

    /// Paints a document in the canvas's text colour.
    ///
    /// If the document extends the painted one, adds only the new segments. Omits the last segment of a stroke that is
    /// being drawn, because the next point changes it; the overlay shows it as [`OverlayState::tail`].
    pub fn paint(&self, document: &Document, is_pointer_active: bool) {
        if self.is_invalid.take() {
            self.canvas.invalidate_size();
            self.painted.take();
        }
        let side_px = self.canvas.side_px();
        let previous = self
            .painted
            .take()
            .filter(|previous| document.photo.is_none() && document.ink.extends(&previous.ink));
        let (first_changed, mut segment_count) = match previous {
            Some(previous) => (previous.ink.len().saturating_sub(1), previous.segment_count),
            None => {
                self.clear(document, side_px);
                (0, 0)
            }
        };
        let last = document.ink.len().saturating_sub(1);
        for (i, (stroke, widths)) in document.ink.iter().enumerate().skip(first_changed) {
            let first = if i == first_changed { segment_count } else { 0 };
            let stable = curve::stable_len(&stroke.points);
            let end = if is_pointer_active && i == last {
                stable
            } else {
                stable + 1
            };
            draw_segments(first..end, &self.canvas.context, stroke, widths, side_px);
            segment_count = first.max(end);
        }
        self.painted.replace(Some(Painted {
            ink: document.ink.clone(),
            segment_count,
        }));
    }

    /// Clears the canvas and paints the document's picture, if any.
    fn clear(&self, document: &Document, side_px: f64) {
        let color = self.canvas.color();
        self.canvas.clear(side_px, &color);
        if let Some(photo) = &document.photo {
            let painted = draw_photo(&self.canvas.context, photo, &color, side_px);
            painted.unwrap_or_else(|error| error.log());
        }
    }
}

/// Draws a range of a stroke's segments as a smooth curve with varying width.
fn draw_segments(
    range: Range<usize>,
    context: &CanvasRenderingContext2d,
    stroke: &Stroke,
    widths: &[f32],
    side_px: f64,
) {
    let segments = curve::segments(&stroke.points).zip(widths.iter().chain(widths.last()));
    let (mut start, mut start_width) = (Point::default(), None);
    let segments = segments.enumerate().take(range.end);
    for (i, (segment, width)) in segments.skip(range.start.saturating_sub(1)) {
        if let Some(start_width) = start_width.filter(|_| i >= range.start) {
            draw_segment(context, start, segment, [start_width, *width], side_px);
        }
        (start, start_width) = (segment.end(), Some(*width));
    }
}

/// Draws a segment whose width changes. A canvas path has one width, so the segment is split into pieces.
fn draw_segment(
    context: &CanvasRenderingContext2d,
    start: Point,
    segment: Segment,
    [start_width, end_width]: [f32; 2],
    side_px: f64,
) {
    let piece_count = ((end_width - start_width).abs() / MIN_WIDTH_CHANGE)
        .ceil()
        .clamp(1.0, 32.0);
    for piece in 0..piece_count as usize {
        let middle = (piece as f32 + 0.5) / piece_count;
        let [from, to] = [piece, piece + 1].map(|i| i as f32 / piece_count);
        context.begin_path();
        trace_segment(context, Segment::MoveTo(segment.eval(start, from)), side_px);
        trace_segment(context, segment.subsegment(start, from, to), side_px);
        stroke_path(
            context,
            start_width + (end_width - start_width) * middle,
            side_px,
        );
    }
}

fn stroke_path(context: &CanvasRenderingContext2d, width: f32, side_px: f64) {
    context.set_line_width(f64::from(PEN_WIDTH * width) * side_px);
    context.stroke();
}

/// The canvas above the ink. Each change repaints all of it.
pub struct Overlay {
    canvas: ScaledCanvas,
    /// Cached, because reading it makes the browser recalculate styles.
    color: RefCell<Option<String>>,
}

/// The content of the overlay.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OverlayState {
    /// The unstable end of the stroke that is being drawn: its start, its relative width, and the points from there to
    /// the pointer's position and to the positions that the browser predicts.
    pub tail: Option<(Point, f32, Vec<Point>)>,
    /// The cursor of the keyboard pen while that pen is in use.
    pub cursor: Option<PenCursor>,
}

/// The cursor of the keyboard pen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PenCursor {
    /// The position in units of the pad's side.
    pub position: Point,
    /// Whether the pen is drawing.
    pub is_down: bool,
}

impl Overlay {
    /// Wraps a canvas.
    ///
    /// # Errors
    /// If the browser has no 2D canvas context.
    pub fn new(canvas: HtmlCanvasElement) -> Result<Self, BrowserError> {
        Ok(Self {
            canvas: ScaledCanvas::new(canvas)?,
            color: RefCell::default(),
        })
    }

    /// Discards the cached size and colour.
    pub fn invalidate(&self) {
        self.canvas.invalidate_size();
        self.color.take();
    }

    /// Repaints the canvas with this content.
    pub fn paint(&self, state: &OverlayState) {
        let Self { canvas, color } = self;
        let side_px = canvas.side_px();
        let mut color = color.borrow_mut();
        canvas.clear(side_px, color.get_or_insert_with(|| canvas.color()));
        let context = &canvas.context;
        if let Some((start, width, points)) = &state.tail {
            context.begin_path();
            trace_segment(context, Segment::MoveTo(*start), side_px);
            for point in points {
                trace_segment(context, Segment::LineTo(*point), side_px);
            }
            stroke_path(context, *width, side_px);
        }
        if let Some(cursor) = state.cursor {
            draw_cursor(context, cursor, side_px);
        }
    }
}

/// Draws a ring, smaller while the pen is down.
fn draw_cursor(context: &CanvasRenderingContext2d, cursor: PenCursor, side_px: f64) {
    let [x, y] = [cursor.position.x, cursor.position.y].map(|unit| f64::from(unit) * side_px);
    let radius = f64::from(PEN_WIDTH) * side_px * if cursor.is_down { 0.35 } else { 0.6 };
    context.begin_path();
    // `arc` fails only for a negative radius.
    let _ = context.arc(x, y, radius, 0.0, std::f64::consts::TAU);
    context.set_line_width((side_px / 120.0).max(2.0));
    context.set_stroke_style_str("#bf3a1f");
    context.stroke();
}
