//! What a hand changes: the shape of a drawing and how steady its line is.

use ink::{Affine, Drawing, Recipe};

use super::Conditions;
use crate::augment::Random;
use crate::augment::warp::normal;

/// Stretched first, then slanted, then turned.
pub(super) fn shape(conditions: &Conditions) -> Affine {
    let Conditions {
        rotation_deg,
        slant,
        stretch,
        ..
    } = conditions;
    Affine::scale(*stretch, 1.0)
        // y runs downwards: what leans to the right moves right as y falls.
        .then(Affine::shear(-slant))
        .then(Affine::rotate(rotation_deg.to_radians()))
}

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
