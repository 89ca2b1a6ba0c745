//! Exports a drawing as an SVG document.
//!
//! Strokes are smoothed as on the pad ([`curve`](crate::curve)) and drawn black on white, independent of the viewer's
//! color scheme, with a white margin around the ink. The longer side of the ink, pen width included, is scaled to 1000
//! units, so a drawing in any unit gives short numbers.

use std::fmt::{self, Write};

use crate::curve::{Segment, segments};
use crate::{Bounds, Drawing, Point};

/// Longer side of the ink in SVG units.
const INK_SIDE: f64 = 1000.0;

/// Margin around the ink in SVG units.
const MARGIN: f64 = 80.0;

/// The accessible name and description of a document.
#[derive(Clone, Copy, Debug)]
pub struct Metadata<'a> {
    /// Short name, shown as a window title and read by screen readers.
    pub title: &'a str,
    /// One sentence that describes the drawing.
    pub description: &'a str,
}

/// Returns the drawing as an SVG document, or `None` if it has no finite point.
///
/// `pen_width` is the width of the round pen in the drawing's unit. A negative or non-finite width counts as 0.
#[must_use]
pub fn document(drawing: &Drawing, pen_width: f32, metadata: Metadata<'_>) -> Option<String> {
    let layout = SvgLayout::around(drawing.bounds()?, pen_width);
    let mut svg = String::new();
    layout
        .write(&mut svg, drawing, metadata)
        .expect("writing to a String never fails");
    Some(svg)
}

/// Size of the document, and the mapping from the drawing's coordinates to SVG units.
struct SvgLayout {
    size: [f64; 2],
    line_width: f64,
    min: Point,
    scale: f64,
}

impl SvgLayout {
    fn around(bounds: Bounds, pen_width: f32) -> Self {
        let pen_width = if pen_width.is_finite() {
            f64::from(pen_width).max(0.0)
        } else {
            0.0
        };
        let longer = bounds.longer_side() + pen_width;
        let scale = if longer > 0.0 { INK_SIDE / longer } else { 0.0 };
        let with_margins = |side: f64| (side + pen_width) * scale + 2.0 * MARGIN;
        Self {
            size: bounds.size().map(with_margins),
            line_width: pen_width * scale,
            min: bounds.min,
            scale,
        }
    }

    fn write(&self, to: &mut String, drawing: &Drawing, metadata: Metadata<'_>) -> fmt::Result {
        let [width, height] = self.size.map(|side| side.round());
        writeln!(
            to,
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">"#
        )?;
        writeln!(to, "<title>{}</title>", escape_xml(metadata.title))?;
        writeln!(to, "<desc>{}</desc>", escape_xml(metadata.description))?;
        writeln!(to, r##"<rect width="100%" height="100%" fill="#fff"/>"##)?;
        write!(
            to,
            r##"<path fill="none" stroke="#000" stroke-width="{:.1}" stroke-linecap="round" stroke-linejoin="round" d=""##,
            self.line_width
        )?;
        for stroke in &drawing.strokes {
            let points: Vec<Point> = stroke.finite_points().collect();
            for segment in segments(&points) {
                self.write_segment(to, segment)?;
            }
        }
        writeln!(to, "\"/>\n</svg>")
    }

    fn write_segment(&self, to: &mut String, segment: Segment) -> fmt::Result {
        match segment {
            Segment::MoveTo(point) => write!(to, "M{}", self.coordinates(point)),
            Segment::LineTo(end) => write!(to, "L{}", self.coordinates(end)),
            Segment::QuadTo { control, end } => {
                let [control, end] = [control, end].map(|point| self.coordinates(point));
                write!(to, "Q{control} {end}")
            }
        }
    }

    fn coordinates(&self, Point { x, y }: Point) -> String {
        let offset = MARGIN + self.line_width / 2.0;
        let map = |value: f32, min: f32| (f64::from(value) - f64::from(min)) * self.scale + offset;
        format!("{:.1} {:.1}", map(x, self.min.x), map(y, self.min.y))
    }
}

/// Escapes text for XML element content and removes the control characters that XML does not allow.
#[must_use]
pub fn escape_xml(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\t' | '\n' => escaped.push(c),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_ascii_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}
