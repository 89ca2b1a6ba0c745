//! Variation of drawings before they are rendered: shape, unsteady hand, sampling, pen width.

use std::ops::RangeInclusive;

use ink::{Affine, Drawing, Point, Raster, Recipe, Stroke};
use rand::Rng;

use super::Random;
use super::warp::{Extent, Warp, normal};

/// The pen's width by the recipe, in raster pixels, and no other.
pub const RECIPE_WIDTH: RangeInclusive<f32> = Recipe::MNIST.pen_width..=Recipe::MNIST.pen_width;

/// How far drawings are varied.
#[derive(Clone, Debug)]
pub struct Variety {
    /// The deformation's extent.
    pub warp: Extent,
    /// The pen's width in raster pixels, around the recipe's.
    pub pen_width: RangeInclusive<f32>,
    /// Largest unsteadiness of the hand, in raster pixels (standard deviation of each point).
    pub tremor_px: f32,
    /// Share of drawings that keep but one point in up to [`SPARSEST`], as slow devices report them.
    pub sparse: f64,
    /// Share of drawings whose points are rounded to the pixels of a pad on which they are small.
    pub rounded: f64,
}

/// A device that reports 100 points a second, of which this leaves one in so many, reports 10.
const SPARSEST: f32 = 10.0;

/// The longer side of drawings that are rounded, in pixels of their pad.
const ROUNDED_SIDE_PX: std::ops::Range<f32> = 30.0..120.0;

impl Default for Variety {
    fn default() -> Self {
        Self {
            warp: Extent {
                rotation: 20.0,
                slant: 0.25,
                stretch: 0.2,
                shift: 0.0,
                elastic: 0.6,
            },
            pen_width: 1.7..=3.6,
            tremor_px: 0.35,
            sparse: 0.4,
            rounded: 0.2,
        }
    }
}

impl Variety {
    /// The drawing's raster, varied; `None` for a drawing without ink.
    pub fn of(&self, drawing: &Drawing, random: &mut Random) -> Option<Raster> {
        let mut drawing = drawing.transformed(&to_raster_scale(drawing)?);
        let warp = Warp::draw(&self.warp, random);
        let tremor = self.tremor_px * random.random::<f32>().powi(2);
        for point in points(&mut drawing) {
            let Point { x, y } = warp.apply(*point);
            *point = Point {
                x: x + tremor * normal(random),
                y: y + tremor * normal(random),
            };
        }
        if random.random_bool(self.sparse) {
            // Slow devices are rarer than quick ones.
            let one_in = SPARSEST.powf(random.random());
            let phase = one_in * random.random::<f32>();
            let strokes = drawing.strokes.iter_mut();
            strokes.for_each(|stroke| thin_out(stroke, one_in, phase));
        }
        if random.random_bool(self.rounded) {
            round(&mut drawing, random.random_range(ROUNDED_SIDE_PX));
        }
        let pen_width = random.random_range(self.pen_width.clone());
        Recipe {
            pen_width,
            ..Recipe::MNIST
        }
        .raster(&drawing)
    }
}

fn points(drawing: &mut Drawing) -> impl Iterator<Item = &mut Point> {
    let strokes = drawing.strokes.iter_mut();
    strokes.flat_map(|stroke| &mut stroke.points)
}

/// The map that brings the drawing's box to 20 pixels around the origin, where a warp expects it.
fn to_raster_scale(drawing: &Drawing) -> Option<Affine> {
    let bounds = drawing.bounds()?;
    let middle = |a: f32, b: f32| a + (b - a) / 2.0;
    let larger = bounds.longer_side() as f32;
    let scale = if larger > 0.0 {
        Recipe::MNIST.fit / larger
    } else {
        1.0
    };
    let centre = Affine::translate(
        -middle(bounds.min.x, bounds.max.x),
        -middle(bounds.min.y, bounds.max.y),
    );
    Some(centre.then(Affine::scale(scale, scale)))
}

/// Keeps both ends and one point in `one_in` between them, evenly from `phase` on.
fn thin_out(stroke: &mut Stroke, one_in: f32, phase: f32) {
    let last = stroke.points.len().saturating_sub(1);
    let (mut place, mut next) = (0.0, phase);
    stroke.points.retain(|_| {
        let end = place == 0.0 || place == last as f32;
        let kept = place >= next;
        if kept {
            next += one_in;
        }
        place += 1.0;
        end || kept
    });
}

/// Rounds the points of a drawing of 20 raster pixels to those of a pad where its side has `side_px`.
fn round(drawing: &mut Drawing, side_px: f32) {
    let scale = side_px / Recipe::MNIST.fit;
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
    use crate::augment;

    fn drawing(points: &[[f32; 2]]) -> Drawing {
        let points = points.iter().map(|[x, y]| Point { x: *x, y: *y }).collect();
        Drawing {
            strokes: vec![Stroke { points }],
        }
    }

    #[test]
    fn a_drawing_is_brought_to_20_pixels_around_the_origin() {
        let wide = drawing(&[[100.0, 50.0], [300.0, 150.0]]);
        let bounds = wide
            .transformed(&to_raster_scale(&wide).unwrap())
            .bounds()
            .unwrap();
        assert_eq!(bounds.min, Point { x: -10.0, y: -5.0 });
        assert_eq!(bounds.max, Point { x: 10.0, y: 5.0 });
    }

    #[test]
    fn thinning_keeps_both_ends_and_one_point_in_ten() {
        let points: Vec<[f32; 2]> = (0..50).map(|i| [i as f32, 0.0]).collect();
        let mut stroke = drawing(&points).strokes.remove(0);
        thin_out(&mut stroke, 10.0, 4.0);
        let kept: Vec<f32> = stroke.points.iter().map(|point| point.x).collect();
        assert_eq!(kept, [0.0, 4.0, 14.0, 24.0, 34.0, 44.0, 49.0]);
    }

    #[test]
    fn rounding_moves_points_to_whole_pixels_of_the_pad() {
        let mut drawing = drawing(&[[0.1, -3.3], [9.9, 4.6]]);
        round(&mut drawing, 40.0);
        let points = &drawing.strokes[0].points;
        assert_eq!(points[0], Point { x: 0.0, y: -3.5 });
        assert_eq!(points[1], Point { x: 10.0, y: 4.5 });
    }

    #[test]
    fn a_dot_and_an_empty_drawing_are_no_trouble() {
        let random = &mut augment::random(1, 1, 1);
        let variety = Variety::default();
        assert!(variety.of(&drawing(&[[5.0, 5.0]]), random).is_some());
        assert!(variety.of(&Drawing::default(), random).is_none());
    }

    #[test]
    fn the_same_numbers_give_the_same_raster_and_others_another() {
        let line = drawing(&[[0.0, 0.0], [3.0, 40.0], [20.0, 60.0]]);
        let raster = |place| Variety::default().of(&line, &mut augment::random(7, 1, place));
        assert_eq!(raster(5), raster(5));
        assert_ne!(raster(5), raster(6));
    }
}
