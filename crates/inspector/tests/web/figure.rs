//! Tests a figure that is saved as a PNG file.

use inspector::figure::{ColorRole, Figure, LineStyle, Shape, TextAnchor};
use inspector::panels::save_figure::png_file;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn every_shape_of_a_figure_is_rendered_at_its_position() {
    let figure = Figure {
        size: [40.0, 20.0],
        shapes: vec![
            Shape::Rect([0.0, 0.0, 10.0, 10.0], [0, 0, 0, 255]),
            Shape::Area("M10 0H20V10H10Z".into(), ColorRole::Primary),
            Shape::Line("M22 5L28 5".into(), LineStyle::new(ColorRole::Primary, 6.0)),
            Shape::label("888", [35.0, 18.0], TextAnchor::Middle),
        ],
        ..Figure::default()
    };
    let file = png_file(&figure).await.unwrap();
    let picture = pictures::decode(&file).unwrap();
    assert_eq!((picture.width, picture.height), (160, 80));
    let luma_at =
        |x: f32, y: f32| picture.luma[(y * 4.0) as usize * picture.width + (x * 4.0) as usize];
    for (x, y) in [(5.0, 5.0), (15.0, 5.0), (25.0, 5.0)] {
        assert!(
            luma_at(x, y) < 50,
            "the pixel at {x}, {y} is {}",
            luma_at(x, y)
        );
    }
    assert_eq!((luma_at(5.0, 15.0), luma_at(20.5, 9.5)), (255, 255));
    let text_area = (20..40).flat_map(|x| (10..20).map(move |y| (x, y)));
    let inked = text_area
        .filter(|(x, y)| luma_at(*x as f32, *y as f32) < 200)
        .count();
    assert!(inked > 5, "the text has {inked} dark pixels");
}
