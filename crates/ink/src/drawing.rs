//! Pen input: points, strokes (pen down to pen up) and drawings.
//!
//! Coordinates may be in any unit; only their proportions matter. The y axis points down. In JSON, a point is `[x, y]`,
//! a stroke is a list of points and a drawing is a list of strokes. A drawing may contain non-finite coordinates; all
//! functions ignore such points.

use serde::{Deserialize, Serialize};

/// A position of the pen, in any unit. The y axis points down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "[f32; 2]", into = "[f32; 2]")]
pub struct Point {
    /// The horizontal coordinate, which increases to the right.
    pub x: f32,
    /// The vertical coordinate, which increases downwards.
    pub y: f32,
}

/// The points between pen down and pen up, in order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Stroke {
    /// The recorded positions. Straight lines connect them.
    pub points: Vec<Point>,
}

/// A list of strokes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Drawing {
    /// The strokes in the order in which they were drawn. The raster does not depend on this order.
    pub strokes: Vec<Stroke>,
}

/// An axis-aligned bounding box.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// The top left corner.
    pub min: Point,
    /// The bottom right corner.
    pub max: Point,
}

impl Point {
    /// Returns whether both coordinates are finite.
    #[must_use]
    pub fn is_finite(self) -> bool {
        self.x.is_finite() && self.y.is_finite()
    }

    /// Interpolates linearly: `t` = 0 gives `self`, `t` = 1 gives `other`.
    #[must_use]
    pub fn lerp(self, other: Self, t: f32) -> Self {
        Self {
            x: self.x + (other.x - self.x) * t,
            y: self.y + (other.y - self.y) * t,
        }
    }
}

impl Stroke {
    /// Returns the points whose coordinates are finite.
    pub fn finite_points(&self) -> impl Iterator<Item = Point> {
        self.points
            .iter()
            .copied()
            .filter(|point| point.is_finite())
    }

    /// Returns the bounding box of the finite points; `None` if the stroke has none.
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
    /// Returns the bounding box of all finite points; `None` if the drawing has none.
    #[must_use]
    pub fn bounds(&self) -> Option<Bounds> {
        self.strokes
            .iter()
            .filter_map(Stroke::bounds)
            .reduce(Bounds::union)
    }
}

impl Bounds {
    /// Returns `[width, height]`. They are `f64`, because the difference of two `f32` can overflow.
    #[must_use]
    pub fn size(self) -> [f64; 2] {
        [
            f64::from(self.max.x) - f64::from(self.min.x),
            f64::from(self.max.y) - f64::from(self.min.y),
        ]
    }

    /// Returns the larger of width and height.
    #[must_use]
    pub fn longer_side(self) -> f64 {
        let [width, height] = self.size();
        width.max(height)
    }

    /// Returns the smallest box that contains both boxes.
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
