//! Writes drawings and strokes as SVG.

use ink::svg::{Metadata, document, stroke_path};

use crate::fixtures::{degenerate, drawing};

const METADATA: Metadata<'_> = Metadata {
    title: "A seven",
    description: "Drawn by hand.",
};

#[test]
fn a_stroke_becomes_a_smooth_black_path_on_white() {
    let stroke = drawing(&[&[[1.0, 1.0], [2.9, 1.0], [2.9, 1.9]]]);
    let expected = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1160 660" width="1160" height="660" role="img">
<title>A seven</title>
<desc>Drawn by hand.</desc>
<rect width="100%" height="100%" fill="#fff"/>
<path fill="none" stroke="#000" stroke-width="50.0" stroke-linecap="round" stroke-linejoin="round" d="M105.0 105.0Q1055.0 105.0 1055.0 330.0L1055.0 555.0"/>
</svg>
"##;
    assert_eq!(document(&stroke, 0.1, METADATA).as_deref(), Some(expected));
}

#[test]
fn the_path_of_a_stroke_has_four_decimals_and_no_non_finite_points() {
    let points = [[0.25, 1.0 / 3.0], [f32::NAN, 0.0], [0.5, 0.0]];
    let stroke = &drawing(&[&points]).strokes[0];
    assert_eq!(stroke_path(stroke), "M0.2500 0.3333L0.5000 0.0000");
}

#[test]
fn title_and_description_are_escaped() {
    let dot = drawing(&[&[[0.5, 0.5]]]);
    let metadata = Metadata {
        title: "</title><script>alert(1)</script>",
        description: "1 < 2 & \"3\"\0\u{1b}\u{ffff}",
    };
    let text = document(&dot, 0.1, metadata).unwrap();
    assert!(!text.contains("<script"), "{text}");
    assert!(text.contains("<desc>1 &lt; 2 &amp; \"3\"</desc>"), "{text}");
}

#[test]
fn any_drawing_with_ink_gives_a_document_of_finite_numbers() {
    for (name, drawing, has_ink) in degenerate() {
        for pen_width in [f32::NAN, -1.0, 0.0, 0.07, f32::INFINITY] {
            let text = document(&drawing, pen_width, METADATA);
            assert_eq!(text.is_some(), has_ink, "{name}");
            let non_finite = text.filter(|text| text.contains("NaN") || text.contains("inf"));
            assert_eq!(non_finite, None, "{name}, {pen_width}");
        }
    }
}
