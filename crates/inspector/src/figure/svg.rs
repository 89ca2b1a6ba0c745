//! A figure as SVG: its shapes for the page, and a document on white for files.
//!
//! Each shape has the colour of the light theme. On the page, the classes of style/inspector.css override it with the
//! colour of the page's theme.

use std::fmt::{self, Write};

use ink::svg::{Metadata, document_with, escape_xml};

use super::{Figure, Shape, TextAnchor};

/// The displayed size of a document relative to the figure's coordinates.
const ZOOM: f32 = 3.0;

/// Returns the figure as an SVG document with its title and description.
#[must_use]
pub fn svg_document(figure: &Figure) -> String {
    let metadata = Metadata {
        title: &figure.title,
        description: &figure.description,
    };
    document_with(figure.size, ZOOM, metadata, |svg| {
        let shapes = svg_shapes(figure);
        writeln!(svg, "<g font-family=\"sans-serif\">\n{shapes}</g>")
    })
}

/// Returns the elements of a figure's shapes. Text is escaped.
///
/// # Panics
/// Never: writing to a `String` does not fail.
#[must_use]
pub fn svg_shapes(figure: &Figure) -> String {
    let mut svg = String::new();
    for shape in &figure.shapes {
        write_shape(&mut svg, shape).expect("writing to a String never fails");
    }
    svg
}

fn write_shape(to: &mut String, shape: &Shape) -> fmt::Result {
    match shape {
        Shape::Line(path, style) => writeln!(
            to,
            r#"<path class="line color-{}" d="{path}" fill="none" stroke="{}" stroke-width="{}" stroke-opacity="{:.3}" stroke-linecap="round" stroke-linejoin="round"{}/>"#,
            style.color.name(),
            hex_color(style.color.light_rgb()),
            style.width,
            style.opacity,
            if style.is_dashed {
                r#" stroke-dasharray="3 2""#
            } else {
                ""
            },
        ),
        Shape::Area(path, color) => writeln!(
            to,
            r#"<path class="area color-{}" d="{path}" fill="{}"/>"#,
            color.name(),
            hex_color(color.light_rgb()),
        ),
        Shape::Rect([left, top, width, height], [red, green, blue, alpha]) => writeln!(
            to,
            r#"<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="{}" fill-opacity="{:.3}" shape-rendering="crispEdges"/>"#,
            hex_color([*red, *green, *blue]),
            f32::from(*alpha) / 255.0,
        ),
        Shape::Text(text, style) => writeln!(
            to,
            r#"<text class="area color-{}" x="{:.1}" y="{:.1}" font-size="{}" text-anchor="{}" fill="{}">{}</text>"#,
            style.color.name(),
            style.position[0],
            style.position[1],
            style.font_size,
            style.anchor.name(),
            hex_color(style.color.light_rgb()),
            escape_xml(text),
        ),
    }
}

fn hex_color([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

impl TextAnchor {
    /// Returns the value of SVG's `text-anchor` attribute.
    const fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ColorRole, LineStyle};
    use super::*;

    #[test]
    fn every_shape_is_written_and_text_is_escaped() {
        let figure = Figure {
            name: "a".into(),
            title: "1 < 2 & \"so\"".into(),
            description: "</desc><script>".into(),
            size: [10.0, 20.0],
            shapes: vec![
                Shape::Line("M0 0L1 1".into(), LineStyle::new(ColorRole::Positive, 2.0)),
                Shape::Area("M0 0H1V1Z".into(), ColorRole::Band),
                Shape::Rect([1.0, 2.0, 3.0, 4.0], [255, 0, 16, 255]),
                Shape::label("<b>", [1.0, 2.0], TextAnchor::Middle),
            ],
        };
        let text = svg_document(&figure);
        for fragment in [
            r#"viewBox="0 0 10 20""#,
            "<title>1 &lt; 2 &amp; ",
            "<desc>&lt;/desc&gt;&lt;script&gt;</desc>",
            r##"stroke="#e66e00""##,
            r##"fill="#ff0010""##,
            ">&lt;b&gt;</text>",
        ] {
            assert!(text.contains(fragment), "{fragment} is missing:\n{text}");
        }
        assert_eq!(text.matches('<').count(), text.matches('>').count());
        assert!(text.ends_with("</svg>\n"));
    }
}
