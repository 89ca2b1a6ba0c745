//! A figure as an SVG document, on white paper.

use std::fmt::{self, Write};

use ink::svg::escaped;

use super::{Align, Figure, Mark, hex};

/// The document, complete: marks, title, description. Text is escaped.
#[must_use]
pub fn document(figure: &Figure) -> String {
    let mut text = String::new();
    write(&mut text, figure).expect("text can always be added to a String");
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
    writeln!(to, "<title>{}</title>", escaped(&figure.title))?;
    writeln!(to, "<desc>{}</desc>", escaped(&figure.description))?;
    writeln!(to, r##"<rect width="100%" height="100%" fill="#fff"/>"##)?;
    for mark in &figure.marks {
        write_mark(to, mark)?;
    }
    writeln!(to, "</svg>")
}

fn write_mark(to: &mut String, mark: &Mark) -> fmt::Result {
    match mark {
        Mark::Line(path, stroke) => {
            let dashes = if stroke.dashed {
                r#" stroke-dasharray="3 2""#
            } else {
                ""
            };
            writeln!(
                to,
                r#"<path d="{}" fill="none" stroke="{}" stroke-width="{}" stroke-opacity="{:.3}" stroke-linecap="round" stroke-linejoin="round"{dashes}/>"#,
                path,
                hex(stroke.tone.on_white()),
                stroke.width,
                stroke.opacity
            )
        }
        Mark::Area(path, tone) => writeln!(
            to,
            r#"<path d="{}" fill="{}"/>"#,
            path,
            hex(tone.on_white())
        ),
        Mark::Cell([left, top, width, height], [red, green, blue, covers]) => writeln!(
            to,
            r#"<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="{}" fill-opacity="{:.3}" shape-rendering="crispEdges"/>"#,
            hex([*red, *green, *blue]),
            f32::from(*covers) / 255.0
        ),
        Mark::Words(words, lettering) => writeln!(
            to,
            r#"<text x="{:.1}" y="{:.1}" font-size="{}" text-anchor="{}" fill="{}">{}</text>"#,
            lettering.at[0],
            lettering.at[1],
            lettering.size,
            lettering.align.name(),
            hex(lettering.tone.on_white()),
            escaped(words)
        ),
    }
}

impl Align {
    /// As SVG calls it.
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
    use super::super::{Stroke, Tone};
    use super::*;

    #[test]
    fn every_mark_is_there_and_text_cannot_break_out() {
        let figure = Figure {
            name: "a".into(),
            title: "1 < 2 & \"so\"".into(),
            description: "</desc><script>".into(),
            size: [10.0, 20.0],
            marks: vec![
                Mark::Line("M0 0L1 1".into(), Stroke::new(Tone::For, 2.0)),
                Mark::Area("M0 0H1V1Z".into(), Tone::Band),
                Mark::Cell([1.0, 2.0, 3.0, 4.0], [255, 0, 16, 255]),
                Mark::words("<b>", [1.0, 2.0], Align::Middle),
            ],
        };
        let text = document(&figure);
        for part in [
            r#"viewBox="0 0 10 20""#,
            "<title>1 &lt; 2 &amp; ",
            "<desc>&lt;/desc&gt;&lt;script&gt;</desc>",
            r##"stroke="#e66e00""##,
            r##"fill="#ff0010""##,
            ">&lt;b&gt;</text>",
        ] {
            assert!(text.contains(part), "{part} is missing:\n{text}");
        }
        assert_eq!(text.matches('<').count(), text.matches('>').count());
        assert!(text.ends_with("</svg>\n"));
    }
}
