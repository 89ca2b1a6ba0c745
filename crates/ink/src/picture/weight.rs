//! Brings strokes that would come out thinner or thicker than MNIST's to MNIST's range.
//!
//! A stroke's width is twice its area over its outline's length, and the outline's length is the
//! sum of the picture's gradient. Measured so, half of MNIST's train images lie within 2.1 to 2.9
//! pixels, nine tenths within 1.8 to 3.7. Ink outside [`THIN`] to [`THICK`] is spread or worn
//! away by a disc, at eight times the raster's scale. A dot measures half its width.

use super::plane::{InkBox, Plane};
use crate::recipe::Recipe;

/// Strokes thinner than this, in raster pixels, are thickened to it.
const THIN: f32 = 2.3;

/// Strokes thicker than this are thinned to it.
const THICK: f32 = 3.2;

/// The most that is worn off a thick stroke's edge, in raster pixels.
const MOST_WORN: f32 = -1.5;

/// The scale at which the disc works, in pixels to a raster pixel.
const FINER: f32 = 8.0;

/// The ink, its strokes within MNIST's range of widths.
pub(super) fn evened(ink: Plane, found: InkBox) -> Plane {
    let fit = Recipe::MNIST.fit;
    let scale = fit / found.longer_side();
    let width = stroke_width(&ink) * scale;
    let wanted = width.clamp(THIN, THICK);
    // Thickened ink is larger and shrinks again to fit, so the disc must do a little more.
    let radius = FINER * (fit * (wanted - width) / (2.0 * (fit - wanted))).max(MOST_WORN);
    if radius.abs() < 1.0 {
        return ink;
    }
    let margin = radius.max(0.0).ceil() + 1.0;
    let step = 1.0 / (scale * FINER);
    let origin = found.corner.map(|edge| edge - margin * step);
    let size = found
        .size
        .map(|side| (side / step + 2.0 * margin).ceil() as usize);
    let mut fine = ink.resampled(origin, step, size);
    // A line finer than two of these pixels is nowhere whole; the disc would spread it pale.
    let gain = (2.0 / (width * FINER)).max(1.0);
    for share in &mut fine.values {
        *share = (*share * gain).min(1.0);
    }
    let swept = swept(&fine, radius);
    // Ink of uneven weight can wear away altogether; then it stays as it was.
    if swept.ink_box().is_some() {
        swept
    } else {
        ink
    }
}

/// Twice the area over the outline, in the plane's pixels.
fn stroke_width(ink: &Plane) -> f32 {
    let area: f32 = ink.values.iter().sum();
    let mut outline = 0.0;
    for (upper, lower) in ink.rows().zip(ink.rows().skip(1)) {
        for (a, b) in upper.windows(2).zip(lower.windows(2)) {
            // The gradient in the midst of four pixels, which favours neither diagonal.
            if let ([a, b], [c, d]) = (a, b) {
                let (across, down) = (b + d - a - c, c + d - a - b);
                outline += (across * across + down * down).sqrt() / 2.0;
            }
        }
    }
    2.0 * area / outline.max(1.0)
}

/// Each pixel the greatest within `radius` of it, or, where `radius` is negative, the least.
fn swept(ink: &Plane, radius: f32) -> Plane {
    let reach = radius.abs() as isize;
    let pick = if radius > 0.0 { f32::max } else { f32::min };
    let mut values = ink.values.clone();
    for dy in -reach..=reach {
        let span = (radius * radius - (dy * dy) as f32).max(0.0).sqrt() as isize;
        for dx in -span..=span {
            let from = ink.rows().skip(dy.max(0) as usize);
            let onto = values
                .chunks_exact_mut(ink.width.max(1))
                .skip((-dy).max(0) as usize);
            for (onto, from) in onto.zip(from) {
                let from = from.iter().skip(dx.max(0) as usize);
                for (value, &other) in onto.iter_mut().skip((-dx).max(0) as usize).zip(from) {
                    *value = pick(*value, other);
                }
            }
        }
    }
    Plane {
        width: ink.width,
        values,
    }
}
