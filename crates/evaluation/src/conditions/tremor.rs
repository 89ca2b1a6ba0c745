//! Simulates hand tremor.

use ink::{Drawing, Preprocessing};
use training::random::{SeededRng, standard_normal};

/// Moves each point independently by Gaussian noise.
///
/// `tremor_px` is the standard deviation on each axis when the drawing is scaled to the box of the preprocessing.
pub(super) fn add_tremor(drawing: &mut Drawing, tremor_px: f32, rng: &mut SeededRng) {
    let Some(bounds) = drawing.bounds() else {
        return;
    };
    let deviation = tremor_px * bounds.longer_side() as f32 / Preprocessing::MNIST.box_side;
    for point in drawing
        .strokes
        .iter_mut()
        .flat_map(|stroke| &mut stroke.points)
    {
        point.x += deviation * standard_normal(rng);
        point.y += deviation * standard_normal(rng);
    }
}
