//! Augmentation of drawings before preprocessing: deformation, tremor, sampling and pen width.

use std::ops::RangeInclusive;

use ink::{Affine, Drawing, Point, Preprocessing, Raster, Stroke};
use rand::Rng;

use super::warp::{Warp, WarpRanges};
use crate::random::{SeededRng, standard_normal};

/// The pen width of the default preprocessing in raster pixels, as a range of one value.
pub const DEFAULT_PEN_WIDTH: RangeInclusive<f32> =
    Preprocessing::MNIST.pen_width..=Preprocessing::MNIST.pen_width;

/// Ranges and probabilities of the drawing augmentations.
#[derive(Clone, Debug)]
pub struct DrawingAugmentConfig {
    /// Ranges of the deformation.
    pub warp: WarpRanges,
    /// Range of the pen width in raster pixels, around the default of the preprocessing.
    pub pen_width: RangeInclusive<f32>,
    /// Maximum standard deviation of the random offset of each point, in raster pixels.
    pub tremor_px: f32,
    /// Probability that a drawing is subsampled with a stride of up to [`MAX_SUBSAMPLING`], like the input of a slow
    /// device.
    pub subsampling_probability: f64,
    /// Probability that the points are rounded to whole pixels of a pad on which the drawing is small.
    pub rounding_probability: f64,
}

/// Maximum subsampling stride. It turns the 100 points per second of the training data into 10.
const MAX_SUBSAMPLING: f32 = 10.0;

/// Range of the longer side of a rounded drawing, in pixels of its pad.
const ROUNDING_PAD_PX: std::ops::Range<f32> = 30.0..120.0;

impl Default for DrawingAugmentConfig {
    fn default() -> Self {
        Self {
            warp: WarpRanges {
                rotation: 20.0,
                slant: 0.25,
                stretch: 0.2,
                shift: 0.0,
                elastic: 0.6,
            },
            pen_width: 1.7..=3.6,
            tremor_px: 0.35,
            subsampling_probability: 0.4,
            rounding_probability: 0.2,
        }
    }
}

impl DrawingAugmentConfig {
    /// Returns a raster of the augmented drawing, or `None` for a drawing without ink.
    pub fn apply(&self, drawing: &Drawing, rng: &mut SeededRng) -> Option<Raster> {
        let mut drawing = drawing.transformed(&raster_transform(drawing)?);
        let warp = Warp::random(&self.warp, rng);
        let tremor = self.tremor_px * rng.random::<f32>().powi(2);
        for point in points(&mut drawing) {
            let Point { x, y } = warp.apply(*point);
            *point = Point {
                x: x + tremor * standard_normal(rng),
                y: y + tremor * standard_normal(rng),
            };
        }
        if rng.random_bool(self.subsampling_probability) {
            // Slow devices are rarer than fast ones: the stride is distributed log-uniformly.
            let stride = MAX_SUBSAMPLING.powf(rng.random());
            let phase = stride * rng.random::<f32>();
            let strokes = drawing.strokes.iter_mut();
            strokes.for_each(|stroke| subsample(stroke, stride, phase));
        }
        if rng.random_bool(self.rounding_probability) {
            round_to_pad(&mut drawing, rng.random_range(ROUNDING_PAD_PX));
        }
        let pen_width = rng.random_range(self.pen_width.clone());
        Preprocessing {
            pen_width,
            ..Preprocessing::MNIST
        }
        .raster(&drawing)
    }
}

fn points(drawing: &mut Drawing) -> impl Iterator<Item = &mut Point> {
    let strokes = drawing.strokes.iter_mut();
    strokes.flat_map(|stroke| &mut stroke.points)
}

/// Returns the transform that scales the bounding box to 20 pixels and centres it on the origin, as a [`Warp`] expects.
fn raster_transform(drawing: &Drawing) -> Option<Affine> {
    let side = Preprocessing::MNIST.box_side;
    Some(Affine::fit(drawing.bounds()?, side, Point::default()))
}

/// Keeps both ends and every `stride`-th point between them, starting at index `phase`.
fn subsample(stroke: &mut Stroke, stride: f32, phase: f32) {
    let last = stroke.points.len().saturating_sub(1);
    let (mut index, mut next) = (0.0, phase);
    stroke.points.retain(|_| {
        let is_end = index == 0.0 || index == last as f32;
        let is_kept = index >= next;
        if is_kept {
            next += stride;
        }
        index += 1.0;
        is_end || is_kept
    });
}

/// Rounds the points of a drawing whose longer side is 20 raster pixels to whole pixels of a pad, on which that side
/// is `side_px`.
fn round_to_pad(drawing: &mut Drawing, side_px: f32) {
    let scale = side_px / Preprocessing::MNIST.box_side;
    for point in points(drawing) {
        let round = |value: f32| (value * scale).round() / scale;
        *point = Point {
            x: round(point.x),
            y: round(point.y),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::seeded_rng;

    fn drawing(points: &[[f32; 2]]) -> Drawing {
        let points = points.iter().map(|[x, y]| Point { x: *x, y: *y }).collect();
        Drawing {
            strokes: vec![Stroke { points }],
        }
    }

    #[test]
    fn a_drawing_is_scaled_to_20_pixels_and_centred_on_the_origin() {
        let wide = drawing(&[[100.0, 50.0], [300.0, 150.0]]);
        let bounds = wide
            .transformed(&raster_transform(&wide).unwrap())
            .bounds()
            .unwrap();
        assert_eq!(bounds.min, Point { x: -10.0, y: -5.0 });
        assert_eq!(bounds.max, Point { x: 10.0, y: 5.0 });
    }

    #[test]
    fn subsampling_keeps_both_ends_and_every_tenth_point() {
        let points: Vec<[f32; 2]> = (0..50).map(|i| [i as f32, 0.0]).collect();
        let mut stroke = drawing(&points).strokes.remove(0);
        subsample(&mut stroke, 10.0, 4.0);
        let kept: Vec<f32> = stroke.points.iter().map(|point| point.x).collect();
        assert_eq!(kept, [0.0, 4.0, 14.0, 24.0, 34.0, 44.0, 49.0]);
    }

    #[test]
    fn points_are_rounded_to_whole_pixels_of_the_pad() {
        let mut drawing = drawing(&[[0.1, -3.3], [9.9, 4.6]]);
        round_to_pad(&mut drawing, 40.0);
        let points = &drawing.strokes[0].points;
        assert_eq!(points[0], Point { x: 0.0, y: -3.5 });
        assert_eq!(points[1], Point { x: 10.0, y: 4.5 });
    }

    #[test]
    fn a_dot_has_a_raster_and_an_empty_drawing_has_none() {
        let rng = &mut seeded_rng(1, 1, 1);
        let config = DrawingAugmentConfig::default();
        assert!(config.apply(&drawing(&[[5.0, 5.0]]), rng).is_some());
        assert!(config.apply(&Drawing::default(), rng).is_none());
    }

    #[test]
    fn the_same_seed_gives_the_same_raster_and_another_index_a_different_one() {
        let line = drawing(&[[0.0, 0.0], [3.0, 40.0], [20.0, 60.0]]);
        let raster =
            |index| DrawingAugmentConfig::default().apply(&line, &mut seeded_rng(7, 1, index));
        assert_eq!(raster(5), raster(5));
        assert_ne!(raster(5), raster(6));
    }
}
