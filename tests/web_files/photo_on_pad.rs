//! Tests how the pad paints the ink of an imported picture.

use ink::{Raster, SIDE};
use platform::pad_canvas::InkCanvas;
use session::photo::Photo;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, window};

#[wasm_bindgen_test]
fn the_ink_of_a_picture_fills_the_pad_in_the_pads_text_color() {
    let document = window().unwrap().document().unwrap();
    let canvas: HtmlCanvasElement = document.create_element("canvas").unwrap().unchecked_into();
    let style = "display: block; width: 100px; height: 100px; color: rgb(200, 10, 30)";
    canvas.set_attribute("style", style).unwrap();
    document.body().unwrap().append_child(&canvas).unwrap();
    let ink_canvas = InkCanvas::new(canvas.clone(), || {}).unwrap();

    // 2x2 pixels: full ink, half ink; paper, paper.
    let photo = Photo {
        raster: Raster::from_pixels([0; SIDE * SIDE]),
        side_px: 2,
        pixels: vec![255, 128, 0, 0],
    };
    ink_canvas.paint(&photo.into(), false);
    let context: CanvasRenderingContext2d =
        canvas.get_context("2d").unwrap().unwrap().unchecked_into();
    let side = f64::from(canvas.width());
    let pixel = |x: f64, y: f64| {
        let data = context.get_image_data(x * side, y * side, 1.0, 1.0);
        data.unwrap().data().0
    };
    assert_eq!(pixel(0.1, 0.1), [200, 10, 30, 255]);
    assert!(pixel(0.9, 0.1)[3].abs_diff(128) <= 2);
    assert_eq!(pixel(0.1, 0.9)[3], 0);
    canvas.remove();
}
