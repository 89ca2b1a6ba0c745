//! Drawings as SVG: the text itself, and that any ink gives one.

use ink::svg::{Words, document};

use crate::fixtures::{degenerate, drawing};

const WORDS: Words<'_> = Words {
    title: "A seven",
    description: "Drawn by hand.",
};

#[test]
fn a_stroke_becomes_a_smooth_black_path_on_white() {
    let corner = drawing(&[&[[1.0, 1.0], [2.9, 1.0], [2.9, 1.9]]]);
    let expected = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1160 660" width="1160" height="660" role="img">
<title>A seven</title>
<desc>Drawn by hand.</desc>
<rect width="100%" height="100%" fill="#fff"/>
<path fill="none" stroke="#000" stroke-width="50.0" stroke-linecap="round" stroke-linejoin="round" d="M105.0 105.0Q1055.0 105.0 1055.0 330.0L1055.0 555.0"/>
</svg>
"##;
    assert_eq!(document(&corner, 0.1, WORDS).as_deref(), Some(expected));
}

#[test]
fn words_cannot_end_the_element_that_holds_them() {
    let dot = drawing(&[&[[0.5, 0.5]]]);
    let words = Words {
        title: "</title><script>alert(1)</script>",
        description: "1 < 2 & \"3\"\0\u{1b}\u{ffff}",
    };
    let text = document(&dot, 0.1, words).unwrap();
    assert!(!text.contains("<script"), "{text}");
    assert!(text.contains("<desc>1 &lt; 2 &amp; \"3\"</desc>"), "{text}");
}

#[test]
fn any_ink_has_a_document_of_finite_numbers() {
    for (name, drawing, shows) in degenerate() {
        for pen_width in [f32::NAN, -1.0, 0.0, 0.07, f32::INFINITY] {
            let text = document(&drawing, pen_width, WORDS);
            assert_eq!(text.is_some(), shows, "{name}");
            let odd = text.filter(|text| text.contains("NaN") || text.contains("inf"));
            assert_eq!(odd, None, "{name}, {pen_width}");
        }
    }
}
