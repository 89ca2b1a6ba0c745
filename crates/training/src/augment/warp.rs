//! Random smooth deformations of the plane: an affine transform and an elastic displacement field.
//!
//! Coordinates are in raster pixels from the centre of the digit, about -10..10 on each axis.

use crate::random::{SeededRng, standard_normal, triangular};
use ink::{Affine, Point, SIDE};

/// Ranges of the random parameters of a [`Warp`].
///
/// Each value except `elastic` is the maximum absolute value of a triangular distribution around zero.
#[derive(Clone, Copy, Debug)]
pub struct WarpRanges {
    /// Rotation in degrees.
    pub rotation: f32,
    /// Horizontal shear; 0.1 slants by 6 degrees.
    pub slant: f32,
    /// Relative change of the width and, independently, of the height.
    pub stretch: f32,
    /// Translation on each axis, in pixels.
    pub shift: f32,
    /// Standard deviation of the displacement of each node of the elastic field, in pixels.
    pub elastic: f32,
}

/// Number of nodes along each side of the elastic field. Displacements between nodes are interpolated.
const GRID_NODES: usize = 5;

/// A deformation.
#[derive(Debug)]
pub struct Warp {
    affine: Affine,
    field: [[Point; GRID_NODES]; GRID_NODES],
}

impl Warp {
    /// Returns a random deformation.
    pub fn random(ranges: &WarpRanges, rng: &mut SeededRng) -> Self {
        let mut within = |max: f32| max * triangular(rng);
        let rotation = Affine::rotate(within(ranges.rotation).to_radians());
        let shear = Affine::shear(within(ranges.slant));
        let scale = Affine::scale(1.0 + within(ranges.stretch), 1.0 + within(ranges.stretch));
        let shift = Affine::translate(within(ranges.shift), within(ranges.shift));
        let mut node = || ranges.elastic * standard_normal(rng);
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

    /// Returns the deformed position of a point.
    pub fn apply(&self, point: Point) -> Point {
        let Point { x, y } = self.affine.apply(point);
        let offset = self.elastic_offset(point);
        Point {
            x: x + offset.x,
            y: y + offset.y,
        }
    }

    /// Returns the elastic displacement at a point: bilinear between nodes, constant outside the field.
    fn elastic_offset(&self, point: Point) -> Point {
        let cell = |value: f32| {
            let position = ((value / SIDE as f32 + 0.5) * (GRID_NODES - 1) as f32)
                .clamp(0.0, (GRID_NODES - 1) as f32 - 1e-3);
            (position as usize, position.fract())
        };
        let ((column, tx), (row, ty)) = (cell(point.x), cell(point.y));
        let blend = |a: Point, b: Point, t: f32| Point {
            x: a.x + (b.x - a.x) * t,
            y: a.y + (b.y - a.y) * t,
        };
        let along_row =
            |row: usize| blend(self.field[row][column], self.field[row][column + 1], tx);
        blend(along_row(row), along_row(row + 1), ty)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::seeded_rng;

    const IDENTITY: WarpRanges = WarpRanges {
        rotation: 0.0,
        slant: 0.0,
        stretch: 0.0,
        shift: 0.0,
        elastic: 0.0,
    };

    #[test]
    fn zero_ranges_leave_every_point_unchanged() {
        let warp = Warp::random(&IDENTITY, &mut seeded_rng(1, 2, 3));
        let point = Point { x: 7.5, y: -9.25 };
        assert_eq!(warp.apply(point), point);
    }

    #[test]
    fn the_shift_stays_within_its_range() {
        for index in 0..1000 {
            let ranges = WarpRanges {
                shift: 1.5,
                ..IDENTITY
            };
            let point =
                Warp::random(&ranges, &mut seeded_rng(1, 0, index)).apply(Point { x: 0.0, y: 0.0 });
            assert!(point.x.abs() <= 1.5 && point.y.abs() <= 1.5, "{point:?}");
        }
    }
}
