//! A figure as PNG, read as a picture again.

use digit_recogniser::browser::png;
use digit_recogniser::state::inside::figure::{Align, Figure, Mark, Stroke, Tone};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn every_mark_of_a_figure_is_painted_where_it_says() {
    let figure = Figure {
        size: [40.0, 20.0],
        marks: vec![
            Mark::Cell([0.0, 0.0, 10.0, 10.0], [0, 0, 0, 255]),
            Mark::Area("M10 0H20V10H10Z".into(), Tone::Ink),
            Mark::Line("M22 5L28 5".into(), Stroke::new(Tone::Ink, 6.0)),
            Mark::words("888", [35.0, 18.0], Align::Middle),
        ],
        ..Figure::default()
    };
    let file = png::of_figure(&figure).await.unwrap();
    let picture = photo::decode(&file).unwrap();
    assert_eq!((picture.width, picture.height), (160, 80));
    let at = |x: f32, y: f32| picture.luma[(y * 4.0) as usize * picture.width + (x * 4.0) as usize];
    for (x, y) in [(5.0, 5.0), (15.0, 5.0), (25.0, 5.0)] {
        assert!(at(x, y) < 50, "ink at {x}, {y}, not {}", at(x, y));
    }
    assert_eq!((at(5.0, 15.0), at(20.5, 9.5)), (255, 255));
    let words = (20..40).flat_map(|x| (10..20).map(move |y| (x, y)));
    let inked = words
        .filter(|(x, y)| at(*x as f32, *y as f32) < 200)
        .count();
    assert!(inked > 5, "{inked}");
}
