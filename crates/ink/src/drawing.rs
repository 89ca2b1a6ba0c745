//! What a hand did: points, strokes (pen down to pen up), and the drawing that they make.
//!
//! Coordinates are in any unit, y downwards; only their proportions matter. As JSON a point is
//! `[x, y]`, a stroke a list of points and a drawing a list of strokes. Non-finite coordinates may
//! stand in a drawing; every reader passes over them.

use serde::{Deserialize, Serialize};

/// One place of the pen, y downwards, in any unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "[f32; 2]", into = "[f32; 2]")]
pub struct Point {
    /// Rightwards.
    pub x: f32,
    /// Downwards.
    pub y: f32,
}

/// The points from pen down to pen up, in order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Stroke {
    /// The places that the pen passed, straight lines between them.
    pub points: Vec<Point>,
}

/// The strokes of one digit, in the order of drawing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Drawing {
    /// In the order of drawing, which the raster does not depend on.
    pub strokes: Vec<Stroke>,
}

/// The smallest upright box around a drawing's finite points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// The left upper corner.
    pub min: Point,
    /// The right lower corner.
    pub max: Point,
}

impl Point {
    /// Whether both coordinates are finite.
    #[must_use]
    pub fn is_finite(self) -> bool {
        self.x.is_finite() && self.y.is_finite()
    }

    /// The place at this share (0..1) of the straight way to another.
    #[must_use]
    pub fn towards(self, other: Self, share: f32) -> Self {
        Self {
            x: self.x + (other.x - self.x) * share,
            y: self.y + (other.y - self.y) * share,
        }
    }
}

impl Stroke {
    /// The points that can be drawn.
    pub fn finite_points(&self) -> impl Iterator<Item = Point> {
        self.points
            .iter()
            .copied()
            .filter(|point| point.is_finite())
    }

    /// The box around the finite points; `None` where there is none.
    #[must_use]
    pub fn bounds(&self) -> Option<Bounds> {
        self.finite_points()
            .map(|point| Bounds {
                min: point,
                max: point,
            })
            .reduce(Bounds::union)
    }
}

impl Drawing {
    /// The box around all finite points; `None` where there is none.
    #[must_use]
    pub fn bounds(&self) -> Option<Bounds> {
        self.strokes
            .iter()
            .filter_map(Stroke::bounds)
            .reduce(Bounds::union)
    }
}

impl Bounds {
    /// Width and height in double precision, which the widest pair of `f32` cannot overflow.
    #[must_use]
    pub fn size(self) -> [f64; 2] {
        [
            f64::from(self.max.x) - f64::from(self.min.x),
            f64::from(self.max.y) - f64::from(self.min.y),
        ]
    }

    /// The greater of width and height, in double precision.
    #[must_use]
    pub fn longer_side(self) -> f64 {
        let [width, height] = self.size();
        width.max(height)
    }

    /// The smallest box around both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            min: Point {
                x: self.min.x.min(other.min.x),
                y: self.min.y.min(other.min.y),
            },
            max: Point {
                x: self.max.x.max(other.max.x),
                y: self.max.y.max(other.max.y),
            },
        }
    }
}

impl From<[f32; 2]> for Point {
    fn from([x, y]: [f32; 2]) -> Self {
        Self { x, y }
    }
}

impl From<Point> for [f32; 2] {
    fn from(point: Point) -> Self {
        [point.x, point.y]
    }
}
