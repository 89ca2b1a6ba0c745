//! Inputs of the benchmarks: the shipped classifier, and drawings with one digit, several digits or many points.

use ink::{Affine, Drawing, Point, Raster, Stroke, record};
use model::Classifier;

const WEIGHTS: &[u8] = include_bytes!("../../assets/model.bin");
const GOLDENS: &str = include_str!("../../assets/goldens.json");

/// Returns the bytes of the shipped weights.
#[must_use]
pub fn weights() -> &'static [u8] {
    WEIGHTS
}

/// Returns the shipped classifier.
#[must_use]
pub fn classifier() -> Classifier {
    Classifier::from_bytes(WEIGHTS).expect("the shipped weights are valid")
}

/// Returns the first golden drawing of a digit.
#[must_use]
pub fn golden(digit: u8) -> Drawing {
    let goldens = record::parse(GOLDENS).expect("the golden drawings are valid");
    let of_digit = goldens
        .into_iter()
        .find(|golden| golden.label == Some(digit));
    of_digit.expect("every digit has a golden drawing").drawing
}

/// Returns `count` rasters that cycle through the ten digits.
#[must_use]
pub fn rasters(count: usize) -> Vec<Raster> {
    let raster = |digit| golden(digit).raster().expect("golden drawings have ink");
    let digits: Vec<Raster> = (0..10).map(raster).collect();
    digits.into_iter().cycle().take(count).collect()
}

/// Returns a drawing of `digits` golden digits, scaled to the same height and placed 1.5 heights apart.
#[must_use]
pub fn number(digits: u8) -> Drawing {
    let mut strokes = Vec::new();
    for index in 0..digits {
        let digit = golden(index % 10);
        let bounds = digit.bounds().expect("golden drawings have ink");
        let [_, height] = bounds.size().map(|side| side as f32);
        let map = Affine::translate(-bounds.min.x, -bounds.min.y)
            .then(Affine::scale(1.0 / height, 1.0 / height))
            .then(Affine::translate(1.5 * f32::from(index), 0.0));
        strokes.extend(digit.transformed(&map).strokes);
    }
    Drawing { strokes }
}

/// Returns a drawing of one stroke with `point_count` points that goes around an ellipse ten times.
#[must_use]
pub fn scribble(point_count: usize) -> Drawing {
    let point = |i: usize| {
        let angle = 10.0 * std::f32::consts::TAU * i as f32 / point_count as f32;
        Point {
            x: 0.5 + 0.3 * angle.cos(),
            y: 0.5 + 0.4 * angle.sin(),
        }
    };
    Drawing {
        strokes: vec![Stroke {
            points: (0..point_count).map(point).collect(),
        }],
    }
}
