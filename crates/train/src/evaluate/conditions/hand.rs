//! How steady a hand is.

use ink::{Drawing, Recipe};

use crate::augment::Random;
use crate::augment::warp::normal;

/// Moves every point on its own, by `tremor_px` (standard deviation, each axis) of the size that the recipe
/// scales the drawing to.
pub(super) fn tremble(drawing: &mut Drawing, tremor_px: f32, random: &mut Random) {
    let Some(bounds) = drawing.bounds() else {
        return;
    };
    let deviation = tremor_px * bounds.longer_side() as f32 / Recipe::MNIST.fit;
    for point in drawing
        .strokes
        .iter_mut()
        .flat_map(|stroke| &mut stroke.points)
    {
        point.x += deviation * normal(random);
        point.y += deviation * normal(random);
    }
}
