//! Variation of drawings before they are rendered: shape, unsteady hand, sampling, pen width.

use ink::{Affine, Drawing, Point, Raster, Recipe, Stroke};
use rand::Rng;

use super::Random;
use super::warp::{Extent, Warp, normal};

const EXTENT: Extent = Extent {
    rotation: 14.0,
    slant: 0.25,
    stretch: 0.2,
    shift: 0.0,
    elastic: 0.6,
};

/// The pen's width in raster pixels, around the recipe's.
const PEN_WIDTH: std::ops::Range<f32> = 1.9..3.3;

/// Largest unsteadiness of the hand, in raster pixels (standard deviation of each point).
const TREMOR: f32 = 0.35;

/// Share of drawings whose points are thinned out, as a slow device samples them.
const SPARSE: f64 = 0.3;

/// Largest share of a thinned drawing's points that is left out.
const LEFT_OUT: f64 = 0.6;

/// The drawing's raster, varied; `None` for a drawing without ink.
pub fn varied(drawing: &Drawing, random: &mut Random) -> Option<Raster> {
    let mut drawing = drawing.transformed(&to_raster_scale(drawing)?);
    if random.random_bool(SPARSE) {
        let left_out = random.random_range(0.0..LEFT_OUT);
        drawing
            .strokes
            .iter_mut()
            .for_each(|stroke| thin_out(stroke, left_out, random));
    }
    let warp = Warp::draw(&EXTENT, random);
    let tremor = TREMOR * random.random::<f32>().powi(2);
    for point in drawing
        .strokes
        .iter_mut()
        .flat_map(|stroke| &mut stroke.points)
    {
        let Point { x, y } = warp.apply(*point);
        *point = Point {
            x: x + tremor * normal(random),
            y: y + tremor * normal(random),
        };
    }
    let pen_width = random.random_range(PEN_WIDTH);
    Recipe {
        pen_width,
        ..Recipe::MNIST
    }
    .raster(&drawing)
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

/// Leaves out points between the first and the last.
fn thin_out(stroke: &mut Stroke, share: f64, random: &mut Random) {
    let last = stroke.points.len().saturating_sub(1);
    let mut place = 0..;
    stroke.points.retain(|_| {
        let inner = place.next().is_some_and(|place| (1..last).contains(&place));
        !(inner && random.random_bool(share))
    });
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
    fn thinning_keeps_both_ends() {
        let points: Vec<[f32; 2]> = (0..50).map(|i| [i as f32, 0.0]).collect();
        let mut stroke = drawing(&points).strokes.remove(0);
        thin_out(&mut stroke, 1.0, &mut augment::random(1, 1, 1));
        assert_eq!(
            stroke.points,
            [Point { x: 0.0, y: 0.0 }, Point { x: 49.0, y: 0.0 }]
        );
    }

    #[test]
    fn a_dot_and_an_empty_drawing_are_no_trouble() {
        let random = &mut augment::random(1, 1, 1);
        assert!(varied(&drawing(&[[5.0, 5.0]]), random).is_some());
        assert!(varied(&Drawing::default(), random).is_none());
    }

    #[test]
    fn the_same_numbers_give_the_same_raster_and_others_another() {
        let line = drawing(&[[0.0, 0.0], [3.0, 40.0], [20.0, 60.0]]);
        let raster = |place| varied(&line, &mut augment::random(7, 1, place));
        assert_eq!(raster(5), raster(5));
        assert_ne!(raster(5), raster(6));
    }
}
