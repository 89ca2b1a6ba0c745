//! What the benches measure with: the shipped network, and ink of one digit, of several, and of any length.

use ink::{Affine, Drawing, Point, Raster, Stroke, record};
use net::Classifier;

const WEIGHTS: &[u8] = include_bytes!("../../assets/model.bin");
const GOLDENS: &str = include_str!("../../assets/goldens.json");

/// The bytes of the shipped weights.
pub(crate) fn weights() -> &'static [u8] {
    WEIGHTS
}

/// The shipped network.
pub(crate) fn classifier() -> Classifier {
    Classifier::from_bytes(WEIGHTS).expect("the shipped weights fit the network")
}

/// The first golden drawing of a digit.
pub(crate) fn golden(digit: u8) -> Drawing {
    let goldens = record::parse(GOLDENS).expect("the goldens are drawings");
    let of_digit = goldens
        .into_iter()
        .find(|golden| golden.label == Some(digit));
    of_digit.expect("each digit has a golden drawing").drawing
}

/// As many rasters, digit by digit.
pub(crate) fn rasters(count: usize) -> Vec<Raster> {
    let raster = |digit| golden(digit).raster().expect("a golden has ink");
    let digits: Vec<Raster> = (0..10).map(raster).collect();
    digits.into_iter().cycle().take(count).collect()
}

/// As many golden digits side by side, a digit's height apart.
pub(crate) fn number(digits: u8) -> Drawing {
    let mut strokes = Vec::new();
    for place in 0..digits {
        let digit = golden(place % 10);
        let bounds = digit.bounds().expect("a golden has ink");
        let [_, height] = bounds.size().map(|side| side as f32);
        let map = Affine::translate(-bounds.min.x, -bounds.min.y)
            .then(Affine::scale(1.0 / height, 1.0 / height))
            .then(Affine::translate(1.5 * f32::from(place), 0.0));
        strokes.extend(digit.transformed(&map).strokes);
    }
    Drawing { strokes }
}

/// One stroke of so many points: a ring that is gone round ten times, on the pad.
pub(crate) fn scribble(points: usize) -> Drawing {
    let place = |i: usize| {
        let angle = 10.0 * std::f32::consts::TAU * i as f32 / points as f32;
        Point {
            x: 0.5 + 0.3 * angle.cos(),
            y: 0.5 + 0.4 * angle.sin(),
        }
    };
    Drawing {
        strokes: vec![Stroke {
            points: (0..points).map(place).collect(),
        }],
    }
}
