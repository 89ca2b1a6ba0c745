//! A random smooth deformation of the plane: an affine map and a gentle elastic field.
//!
//! Coordinates are in raster pixels from the digit's centre, so about -10..10 both ways.

use ink::{Affine, Point, SIDE};
use rand::Rng;

use super::Random;

/// How far a deformation may go; each value is the largest, the usual one is about half of it.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    /// Degrees either way.
    pub rotation: f32,
    /// Slope either way, 0.1 = 6 degrees of slant.
    pub slant: f32,
    /// Share of the size by which width and height differ from the original, each on its own.
    pub stretch: f32,
    /// Pixels either way.
    pub shift: f32,
    /// Pixels that a node of the elastic field moves (standard deviation).
    pub elastic: f32,
}

/// Nodes of the elastic field along a side; between them it is interpolated.
const NODES: usize = 5;

/// A deformation, ready to be applied.
#[derive(Debug)]
pub struct Warp {
    affine: Affine,
    field: [[Point; NODES]; NODES],
}

impl Warp {
    /// Draws a deformation.
    pub fn draw(extent: &Extent, random: &mut Random) -> Self {
        let mut within = |most: f32| most * centred(random);
        let rotation = Affine::rotate(within(extent.rotation).to_radians());
        let shear = Affine::shear(within(extent.slant));
        let scale = Affine::scale(1.0 + within(extent.stretch), 1.0 + within(extent.stretch));
        let shift = Affine::translate(within(extent.shift), within(extent.shift));
        let mut node = || extent.elastic * normal(random);
        let field = std::array::from_fn(|_| {
            std::array::from_fn(|_| Point {
                x: node(),
                y: node(),
            })
        });
        Self {
            affine: scale.then(shear).then(rotation).then(shift),
            field,
        }
    }

    /// Where a point goes.
    pub fn apply(&self, point: Point) -> Point {
        let Point { x, y } = self.affine.apply(point);
        let moved = self.elastic(point);
        Point {
            x: x + moved.x,
            y: y + moved.y,
        }
    }

    /// The elastic field at a point, bilinear between its nodes, constant beyond them.
    fn elastic(&self, point: Point) -> Point {
        let place = |value: f32| {
            let at = ((value / SIDE as f32 + 0.5) * (NODES - 1) as f32)
                .clamp(0.0, (NODES - 1) as f32 - 1e-3);
            (at as usize, at.fract())
        };
        let ((column, right), (row, down)) = (place(point.x), place(point.y));
        let blend = |a: Point, b: Point, t: f32| Point {
            x: a.x + (b.x - a.x) * t,
            y: a.y + (b.y - a.y) * t,
        };
        let along = |row: usize| blend(self.field[row][column], self.field[row][column + 1], right);
        blend(along(row), along(row + 1), down)
    }
}

/// -1..1, small values the likelier (triangular).
pub(super) fn centred(random: &mut Random) -> f32 {
    random.random::<f32>() - random.random::<f32>()
}

/// About normal, standard deviation 1: the sum of twelve uniform values.
pub(crate) fn normal(random: &mut Random) -> f32 {
    (0..12).map(|_| random.random::<f32>()).sum::<f32>() - 6.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::augment;

    const STILL: Extent = Extent {
        rotation: 0.0,
        slant: 0.0,
        stretch: 0.0,
        shift: 0.0,
        elastic: 0.0,
    };

    #[test]
    fn no_extent_leaves_every_point_where_it_is() {
        let warp = Warp::draw(&STILL, &mut augment::random(1, 2, 3));
        let point = Point { x: 7.5, y: -9.25 };
        assert_eq!(warp.apply(point), point);
    }

    #[test]
    fn the_extent_bounds_the_shift() {
        for place in 0..1000 {
            let extent = Extent {
                shift: 1.5,
                ..STILL
            };
            let moved = Warp::draw(&extent, &mut augment::random(1, 0, place))
                .apply(Point { x: 0.0, y: 0.0 });
            assert!(moved.x.abs() <= 1.5 && moved.y.abs() <= 1.5, "{moved:?}");
        }
    }
}
