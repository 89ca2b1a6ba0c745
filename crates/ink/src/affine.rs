//! Changes of a drawing that keep straight lines straight: in, a map; out, a new drawing.
//!
//! Single precision. [`Affine::rotate`] uses sine and cosine, which differ in the last bit between
//! native and wasm; the way from drawing to raster does not use it.

use crate::{Drawing, Point, Stroke};

/// The map `x' = a x + c y + e`, `y' = b x + d y + f`, held as `[a, b, c, d, e, f]`: the order of
/// SVG's `matrix()` and of the canvas.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Affine(pub [f32; 6]);

impl Affine {
    /// Leaves every point where it is.
    pub const IDENTITY: Self = Self::scale(1.0, 1.0);

    /// Stretches about the origin.
    #[must_use]
    pub const fn scale(x: f32, y: f32) -> Self {
        Self([x, 0.0, 0.0, y, 0.0, 0.0])
    }

    /// Turns about the origin by `radians`, clockwise as seen, since y runs downwards.
    #[must_use]
    pub fn rotate(radians: f32) -> Self {
        let (sin, cos) = radians.sin_cos();
        Self([cos, sin, -sin, cos, 0.0, 0.0])
    }

    /// Slants: moves x by `slope` for each unit of y.
    #[must_use]
    pub const fn shear(slope: f32) -> Self {
        Self([1.0, 0.0, slope, 1.0, 0.0, 0.0])
    }

    /// Moves by `(x, y)`.
    #[must_use]
    pub const fn translate(x: f32, y: f32) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This map first, `next` afterwards.
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

    /// Where the map takes `point`.
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
    /// The drawing with every point mapped.
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
