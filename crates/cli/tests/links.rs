//! Checks that a drawing keeps its predicted digit when it is shared as a link.

use std::path::PathBuf;

use evaluation::SHIPPED_WEIGHTS;
use evaluation::data::strokes;
use ink::{Affine, Drawing, link};
use model::Classifier;
use training::SampleData;

/// Places the drawing on the pad with its longer side scaled to the fraction `size` of the pad.
fn place_on_pad(drawing: &Drawing, size: f32) -> Drawing {
    let bounds = drawing.bounds().expect("each drawing has ink");
    let scale = size / (bounds.longer_side() as f32).max(f32::MIN_POSITIVE);
    let map = Affine::translate(-bounds.min.x, -bounds.min.y)
        .then(Affine::scale(scale, scale))
        .then(Affine::translate(0.13, 0.07));
    drawing.transformed(&map)
}

/// Sends all drawings as links, at the given size on the pad.
///
/// Returns the number of drawings whose digit and in-distribution flag do not change, and the length of the longest
/// link.
fn send_as_links(drawings: &[Drawing], size: f32) -> (usize, usize) {
    let classifier =
        Classifier::from_bytes(SHIPPED_WEIGHTS).expect("the shipped weights are valid");
    let read = |drawing: &Drawing| {
        let prediction = classifier.classify(&drawing.raster().expect("each drawing has ink"));
        (prediction.digit(), prediction.is_in_distribution())
    };
    let (mut unchanged, mut max_len) = (0, 0);
    for drawing in drawings {
        let sent = place_on_pad(drawing, size);
        let text = link::to_text(&sent).expect("the drawing has ink and fits in a link");
        let received = link::parse(&text).expect("`to_text` writes valid links");
        unchanged += usize::from(read(&sent) == read(&received));
        max_len = max_len.max(text.len());
    }
    println!(
        "{size} of the pad: {unchanged} of {} unchanged, links up to {max_len} characters",
        drawings.len()
    );
    (unchanged, max_len)
}

#[test]
fn every_golden_drawing_keeps_its_digit_in_a_link_at_any_size() {
    let goldens = ink::record::parse(include_str!("../../../assets/goldens.json")).unwrap();
    let drawings: Vec<Drawing> = goldens.into_iter().map(|golden| golden.drawing).collect();
    for size in [0.8, 0.3, 0.1] {
        let (unchanged, _) = send_as_links(&drawings, size);
        assert_eq!(unchanged, drawings.len(), "{size} of the pad");
    }
}

#[test]
fn nearly_all_drawings_of_many_writers_keep_their_digit_in_a_link() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/strokes/pen-train.json");
    if !file.is_file() {
        eprintln!("skipped: {} does not exist", file.display());
        return;
    }
    let samples = strokes::load(&file).unwrap();
    let drawing = |data| match data {
        SampleData::Drawing(drawing) => Some(drawing),
        SampleData::Image(_) => None,
    };
    let drawings: Vec<Drawing> = samples
        .into_iter()
        .filter_map(|sample| drawing(sample.data))
        .collect();
    for (size, min_fraction) in [(0.8, 0.999), (0.1, 0.995)] {
        let (unchanged, max_len) = send_as_links(&drawings, size);
        assert!(
            unchanged as f64 >= min_fraction * drawings.len() as f64,
            "{size}: {unchanged}"
        );
        assert!(max_len <= link::MAX_TEXT_LEN);
    }
}
