//! A drawing as an SVG document, to be kept, printed or opened in another program.
//!
//! Smooth as on the pad ([`curve`](crate::curve)), black on white whatever the viewer's colours,
//! the paper a margin around the ink. Coordinates are new: the longer side of the ink, the pen's
//! width included, is a thousand units, so a drawing in any unit gives short numbers.

use std::fmt::{self, Write};

use crate::curve::{Step, steps};
use crate::{Bounds, Drawing, Point};

/// The longer side of the ink in the document's units.
const INK_SIDE: f64 = 1000.0;

/// Paper around the ink, in the document's units.
const MARGIN: f64 = 80.0;

/// What a document says in words, to those who do not see it too.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// A name, as a window or a screen reader shows it.
    pub title: &'a str,
    /// A sentence.
    pub description: &'a str,
}

/// The drawing as a document, drawn by a round pen `pen_width` across in the drawing's unit;
/// `None` where it has no finite point. A width that is negative or not finite counts as 0.
#[must_use]
pub fn document(drawing: &Drawing, pen_width: f32, words: Words<'_>) -> Option<String> {
    let sheet = Sheet::around(drawing.bounds()?, pen_width);
    let mut text = String::new();
    sheet
        .write(&mut text, drawing, words)
        .expect("text can always be added to a String");
    Some(text)
}

/// Where ink goes in a document.
struct Sheet {
    size: [f64; 2],
    line: f64,
    min: Point,
    scale: f64,
}

impl Sheet {
    fn around(bounds: Bounds, pen_width: f32) -> Self {
        let pen = if pen_width.is_finite() {
            f64::from(pen_width).max(0.0)
        } else {
            0.0
        };
        let longer = bounds.longer_side() + pen;
        let scale = if longer > 0.0 { INK_SIDE / longer } else { 0.0 };
        let side = |side: f64| (side + pen) * scale + 2.0 * MARGIN;
        Self {
            size: bounds.size().map(side),
            line: pen * scale,
            min: bounds.min,
            scale,
        }
    }

    fn write(&self, to: &mut String, drawing: &Drawing, words: Words<'_>) -> fmt::Result {
        let [width, height] = self.size.map(|side| side.round());
        writeln!(
            to,
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">"#
        )?;
        writeln!(to, "<title>{}</title>", escaped(words.title))?;
        writeln!(to, "<desc>{}</desc>", escaped(words.description))?;
        writeln!(to, r##"<rect width="100%" height="100%" fill="#fff"/>"##)?;
        write!(
            to,
            r##"<path fill="none" stroke="#000" stroke-width="{:.1}" stroke-linecap="round" stroke-linejoin="round" d=""##,
            self.line
        )?;
        for stroke in &drawing.strokes {
            let points: Vec<Point> = stroke.finite_points().collect();
            for step in steps(&points) {
                self.write_step(to, step)?;
            }
        }
        writeln!(to, "\"/>\n</svg>")
    }

    fn write_step(&self, to: &mut String, step: Step) -> fmt::Result {
        match step {
            Step::Start(at) => write!(to, "M{}", self.place(at)),
            Step::Line(end) => write!(to, "L{}", self.place(end)),
            Step::Bend { control, end } => {
                write!(to, "Q{} {}", self.place(control), self.place(end))
            }
        }
    }

    fn place(&self, Point { x, y }: Point) -> String {
        let edge = MARGIN + self.line / 2.0;
        let along = |at: f32, min: f32| (f64::from(at) - f64::from(min)) * self.scale + edge;
        format!("{:.1} {:.1}", along(x, self.min.x), along(y, self.min.y))
    }
}

/// Text as XML's between tags: its marks by name, and without the control characters that it cannot hold.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut safe = String::new();
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '\t' | '\n' => safe.push(c),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_ascii_control() => {}
            c => safe.push(c),
        }
    }
    safe
}
