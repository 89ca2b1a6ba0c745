//! A figure as an SVG document, on white.

use std::fmt::{self, Write};

use ink::svg::escape_xml;

use super::{Figure, Shape, TextAnchor, hex_color};

/// Returns the figure as an SVG document with its title and description. Text is escaped.
#[must_use]
pub fn svg_document(figure: &Figure) -> String {
    let mut text = String::new();
    write(&mut text, figure).expect("writing to a String never fails");
    text
}

fn write(to: &mut String, figure: &Figure) -> fmt::Result {
    let [width, height] = figure.size;
    writeln!(
        to,
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{}" height="{}" role="img" font-family="sans-serif">"#,
        3.0 * width,
        3.0 * height
    )?;
    writeln!(to, "<title>{}</title>", escape_xml(&figure.title))?;
    writeln!(to, "<desc>{}</desc>", escape_xml(&figure.description))?;
    writeln!(to, r##"<rect width="100%" height="100%" fill="#fff"/>"##)?;
    for shape in &figure.shapes {
        write_shape(to, shape)?;
    }
    writeln!(to, "</svg>")
}

fn write_shape(to: &mut String, shape: &Shape) -> fmt::Result {
    match shape {
        Shape::Line(path, style) => {
            let dashes = if style.is_dashed {
                r#" stroke-dasharray="3 2""#
            } else {
                ""
            };
            writeln!(
                to,
                r#"<path d="{}" fill="none" stroke="{}" stroke-width="{}" stroke-opacity="{:.3}" stroke-linecap="round" stroke-linejoin="round"{dashes}/>"#,
                path,
                hex_color(style.color.light_rgb()),
                style.width,
                style.opacity
            )
        }
        Shape::Area(path, color) => writeln!(
            to,
            r#"<path d="{}" fill="{}"/>"#,
            path,
            hex_color(color.light_rgb())
        ),
        Shape::Rect([left, top, width, height], [red, green, blue, alpha]) => writeln!(
            to,
            r#"<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="{}" fill-opacity="{:.3}" shape-rendering="crispEdges"/>"#,
            hex_color([*red, *green, *blue]),
            f32::from(*alpha) / 255.0
        ),
        Shape::Text(text, style) => writeln!(
            to,
            r#"<text x="{:.1}" y="{:.1}" font-size="{}" text-anchor="{}" fill="{}">{}</text>"#,
            style.position[0],
            style.position[1],
            style.font_size,
            style.anchor.name(),
            hex_color(style.color.light_rgb()),
            escape_xml(text)
        ),
    }
}

impl TextAnchor {
    /// Returns the value of SVG's `text-anchor` attribute.
    #[must_use]
    pub const fn name(self) -> &'static str {
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
