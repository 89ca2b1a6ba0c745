//! Tests the PNG export of a drawing.

use ink::record;
use platform::png;
use wasm_bindgen_test::wasm_bindgen_test;

const GOLDENS: &str = include_str!("../../assets/goldens.json");

#[wasm_bindgen_test]
async fn an_exported_png_shows_the_drawing_black_on_white() {
    let record = record::parse(GOLDENS).unwrap().swap_remove(0);
    let centre = ink::Point { x: 0.5, y: 0.5 };
    let map = ink::Affine::fit(record.drawing.bounds().unwrap(), 0.7, centre);
    let drawing = record.drawing.transformed(&map);

    let file = png::encode_drawing(&drawing).await.unwrap();
    assert_eq!(&file[..8], b"\x89PNG\r\n\x1a\n");
    let picture = pictures::decode(&file).unwrap();
    let side = png::SIDE_PX as usize;
    assert_eq!((picture.width, picture.height), (side, side));
    assert_eq!(
        (picture.luma[0], picture.luma.iter().min()),
        (255, Some(&0))
    );

    let (drawn, read) = (drawing.raster().unwrap(), picture.raster().unwrap());
    let pairs = drawn.pixels().iter().zip(read.pixels());
    let mean = pairs.map(|(a, b)| f32::from(a.abs_diff(*b))).sum::<f32>() / 784.0;
    assert!(mean < 9.0, "the rasters differ by {mean} levels on average");
}
