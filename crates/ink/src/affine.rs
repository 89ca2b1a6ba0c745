//! Affine maps of the plane, and drawings transformed by them.
//!
//! Maps use single precision. [`Affine::rotate`] calls sine and cosine, whose last bit differs between native code and
//! wasm. Preprocessing does not use it, so both render the same raster.

use crate::{Bounds, Drawing, Point, Stroke};

/// The map `x' = a x + c y + e`, `y' = b x + d y + f`, stored as `[a, b, c, d, e, f]`, the order of SVG's `matrix()`
/// and of the canvas.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Affine(pub [f32; 6]);

impl Affine {
    /// The identity map.
    pub const IDENTITY: Self = Self::scale(1.0, 1.0);

    /// Scales about the origin.
    #[must_use]
    pub const fn scale(x: f32, y: f32) -> Self {
        Self([x, 0.0, 0.0, y, 0.0, 0.0])
    }

    /// Rotates about the origin by `radians`. A positive angle is clockwise on screen, because y points down.
    #[must_use]
    pub fn rotate(radians: f32) -> Self {
        let (sin, cos) = radians.sin_cos();
        Self([cos, sin, -sin, cos, 0.0, 0.0])
    }

    /// Shears horizontally: adds `slope * y` to x.
    #[must_use]
    pub const fn shear(slope: f32) -> Self {
        Self([1.0, 0.0, slope, 1.0, 0.0, 0.0])
    }

    /// Translates by `(x, y)`.
    #[must_use]
    pub const fn translate(x: f32, y: f32) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// Returns the map that scales a box uniformly so that its longer side is `side`, and moves its centre to `centre`.
    /// A single point is only moved.
    #[must_use]
    pub fn fit(bounds: Bounds, side: f32, centre: Point) -> Self {
        // The intermediate values are `f64`, so no finite box overflows.
        let scale = match bounds.longer_side() {
            0.0 => 1.0,
            longer => (f64::from(side) / longer).min(f32::MAX.into()),
        };
        let offset = |centre: f32, min: f32, max: f32| {
            (f64::from(centre) - f64::midpoint(min.into(), max.into()) * scale) as f32
        };
        let Bounds { min, max } = bounds;
        Self([
            scale as f32,
            0.0,
            0.0,
            scale as f32,
            offset(centre.x, min.x, max.x),
            offset(centre.y, min.y, max.y),
        ])
    }

    /// Returns the map that applies `self` first and `next` second.
    #[must_use]
    pub fn then(self, next: Self) -> Self {
        let Self([a, b, c, d, e, f]) = self;
        let Self([na, nb, nc, nd, ne, nf]) = next;
        Self([
            na * a + nc * b,
            nb * a + nd * b,
            na * c + nc * d,
            nb * c + nd * d,
            na * e + nc * f + ne,
            nb * e + nd * f + nf,
        ])
    }

    /// Maps a point.
    #[must_use]
    pub fn apply(self, Point { x, y }: Point) -> Point {
        let Self([a, b, c, d, e, f]) = self;
        Point {
            x: a * x + c * y + e,
            y: b * x + d * y + f,
        }
    }
}

impl Drawing {
    /// Returns the drawing with every point mapped.
    #[must_use]
    pub fn transformed(&self, map: &Affine) -> Self {
        let strokes = self.strokes.iter().map(|stroke| Stroke {
            points: stroke
                .points
                .iter()
                .map(|&point| map.apply(point))
                .collect(),
        });
        Self {
            strokes: strokes.collect(),
        }
    }
}
