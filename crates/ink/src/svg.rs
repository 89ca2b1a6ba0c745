//! Writes SVG: a drawing as a document, the path of a stroke, and the frame of any other document.
//!
//! Strokes are smoothed as on the pad ([`curve`](crate::curve)) and drawn black on white, independent of the viewer's
//! color scheme, with a white margin around the ink. The longer side of the ink, pen width included, is scaled to 1000
//! units, so a drawing in any unit gives short numbers.

use std::fmt::{self, Write};

use crate::curve::{Segment, segments};
use crate::{Affine, Drawing, Point, Stroke};

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
    let bounds = drawing.bounds()?;
    let pen_width = if pen_width.is_finite() {
        f64::from(pen_width).max(0.0)
    } else {
        0.0
    };
    let longer = bounds.longer_side() + pen_width;
    let scale = if longer > 0.0 { INK_SIDE / longer } else { 0.0 };
    let with_margins = |side: f64| ((side + pen_width) * scale + 2.0 * MARGIN) as f32;
    let size = bounds.size().map(with_margins);
    let centre = Point::from(size.map(|side| side / 2.0));
    let map = Affine::fit(bounds, (bounds.longer_side() * scale) as f32, centre);
    let size = size.map(f32::round);
    let svg = document_with(size, 1.0, metadata, |svg| {
        write!(
            svg,
            r##"<path fill="none" stroke="#000" stroke-width="{:.1}" stroke-linecap="round" stroke-linejoin="round" d=""##,
            pen_width * scale
        )?;
        for stroke in &drawing.transformed(&map).strokes {
            write_path(svg, stroke, 1)?;
        }
        writeln!(svg, "\"/>")
    });
    Some(svg)
}

/// Returns an SVG document on white whose content `write_content` appends. It is displayed `zoom` times as large as
/// `size`, the width and height of its coordinate system.
///
/// # Panics
/// If `write_content` fails, which writing to a `String` never does.
#[must_use]
pub fn document_with(
    size: [f32; 2],
    zoom: f32,
    metadata: Metadata<'_>,
    write_content: impl FnOnce(&mut String) -> fmt::Result,
) -> String {
    let ([width, height], [width_px, height_px]) = (size, size.map(|side| zoom * side));
    let mut svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width_px}" height="{height_px}" role="img">
<title>{}</title>
<desc>{}</desc>
<rect width="100%" height="100%" fill="#fff"/>
"##,
        escape_xml(metadata.title),
        escape_xml(metadata.description),
    );
    write_content(&mut svg).expect("writing to a String never fails");
    svg.push_str("</svg>\n");
    svg
}

/// Returns the path of a stroke as the `d` attribute of an SVG path, with four decimals: a fraction of a pixel in
/// units of the pad's side.
#[must_use]
pub fn stroke_path(stroke: &Stroke) -> String {
    let mut path = String::new();
    write_path(&mut path, stroke, 4).expect("writing to a String never fails");
    path
}

fn write_path(to: &mut String, stroke: &Stroke, decimals: usize) -> fmt::Result {
    let points: Vec<Point> = stroke.finite_points().collect();
    for segment in segments(&points) {
        match segment {
            Segment::MoveTo(Point { x, y }) => write!(to, "M{x:.decimals$} {y:.decimals$}")?,
            Segment::LineTo(Point { x, y }) => write!(to, "L{x:.decimals$} {y:.decimals$}")?,
            Segment::QuadTo { control, end } => write!(
                to,
                "Q{:.decimals$} {:.decimals$} {:.decimals$} {:.decimals$}",
                control.x, control.y, end.x, end.y
            )?,
        }
    }
    Ok(())
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
