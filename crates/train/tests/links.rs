//! A drawing sent as a link is read as the digit that it was.

use std::path::PathBuf;

use ink::{Affine, Drawing, link};
use net::Classifier;
use train::SHIPPED_WEIGHTS;
use train::data::{Ink, strokes};

/// The drawing as it lies on the pad, its longer side this part of the pad's.
fn on_pad(drawing: &Drawing, side: f32) -> Drawing {
    let bounds = drawing.bounds().expect("each drawing has ink");
    let scale = side / (bounds.longer_side() as f32).max(f32::MIN_POSITIVE);
    let map = Affine::translate(-bounds.min.x, -bounds.min.y)
        .then(Affine::scale(scale, scale))
        .then(Affine::translate(0.13, 0.07));
    drawing.transformed(&map)
}

/// How many of the drawings, laid on the pad in this size, keep their digit and their side of
/// "not a digit"; and the longest of the links.
fn kept(drawings: &[Drawing], side: f32) -> (usize, usize) {
    let classifier =
        Classifier::from_bytes(SHIPPED_WEIGHTS).expect("the shipped weights are whole");
    let read = |drawing: &Drawing| {
        let prediction = classifier.classify(&drawing.raster().expect("there is ink"));
        (prediction.digit(), prediction.looks_like_a_digit())
    };
    let (mut kept, mut longest) = (0, 0);
    for drawing in drawings {
        let sent = on_pad(drawing, side);
        let text = link::to_text(&sent).expect("there is ink, and not too much");
        let received = link::parse(&text).expect("it was just written");
        kept += usize::from(read(&sent) == read(&received));
        longest = longest.max(text.len());
    }
    println!(
        "{side} of the pad: {kept} of {} kept, links up to {longest} characters",
        drawings.len()
    );
    (kept, longest)
}

#[test]
fn every_golden_keeps_its_digit_in_a_link_small_or_large() {
    let goldens = ink::record::parse(include_str!("../../../assets/goldens.json")).unwrap();
    let drawings: Vec<Drawing> = goldens.into_iter().map(|golden| golden.drawing).collect();
    for side in [0.8, 0.3, 0.1] {
        assert_eq!(kept(&drawings, side).0, drawings.len(), "{side} of the pad");
    }
}

#[test]
fn drawings_of_many_writers_keep_their_digit_in_a_link() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/strokes/pen-train.json");
    if !file.is_file() {
        eprintln!("skipped: {} is not there", file.display());
        return;
    }
    let written = strokes::load(&file).unwrap();
    let pen = |ink| match ink {
        Ink::Pen(drawing) => Some(drawing),
        _ => None,
    };
    let drawings: Vec<Drawing> = written
        .into_iter()
        .filter_map(|written| pen(written.sample.ink))
        .collect();
    for (side, part) in [(0.8, 0.999), (0.1, 0.995)] {
        let (kept, longest) = kept(&drawings, side);
        assert!(
            kept as f64 >= part * drawings.len() as f64,
            "{side}: {kept}"
        );
        assert!(longest <= link::LONGEST);
    }
}
