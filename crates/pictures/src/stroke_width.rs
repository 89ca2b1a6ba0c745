//! Thickens or thins strokes to MNIST's range of stroke widths.
//!
//! The stroke width is twice the ink's area divided by the length of its outline, and the length of the outline is the
//! sum of the picture's gradient magnitudes. By this measure, half of MNIST's training images lie within 2.1 to 2.9
//! pixels and 90 % within 1.8 to 3.7. Ink outside [`MIN_WIDTH_PX`] to [`MAX_WIDTH_PX`] is dilated or eroded with a
//! disc, at eight times the raster's scale. Limit: for a dot, this measure is only half the actual width.

use ink::Preprocessing;

use crate::plane::{BoundingBox, Plane};

/// Thinner strokes are dilated to this width, in raster pixels.
const MIN_WIDTH_PX: f32 = 2.3;

/// Thicker strokes are eroded to this width, in raster pixels.
const MAX_WIDTH_PX: f32 = 3.2;

/// Radius of the strongest erosion, in raster pixels. It is negative, because [`dilated`] erodes by a negative radius.
const MAX_EROSION_PX: f32 = -1.5;

/// Scale at which the disc is applied, relative to the raster.
const OVERSAMPLING: f32 = 8.0;

/// Returns the ink with its stroke width in MNIST's range.
pub(crate) fn normalise(ink: Plane, bounds: BoundingBox) -> Plane {
    let box_side = Preprocessing::MNIST.box_side;
    let scale = box_side / bounds.longer_side();
    let width = stroke_width(&ink) * scale;
    let target = width.clamp(MIN_WIDTH_PX, MAX_WIDTH_PX);
    // Dilated ink is larger and shrinks when it is scaled to the box, so the radius must be a little larger.
    let radius = OVERSAMPLING
        * (box_side * (target - width) / (2.0 * (box_side - target))).max(MAX_EROSION_PX);
    if radius.abs() < 1.0 {
        return ink;
    }
    let margin = radius.max(0.0).ceil() + 1.0;
    let step = 1.0 / (scale * OVERSAMPLING);
    let origin = bounds.corner.map(|edge| edge - margin * step);
    let size = bounds
        .size
        .map(|side| (side / step + 2.0 * margin).ceil() as usize);
    let mut oversampled = ink.resampled(origin, step, size);
    // A line thinner than two of these pixels covers none of them fully; dilation would make it pale.
    let gain = (2.0 / (width * OVERSAMPLING)).max(1.0);
    for value in &mut oversampled.values {
        *value = (*value * gain).min(1.0);
    }
    let result = dilated(&oversampled, radius);
    // Erosion can remove ink of uneven width completely. The original is better in that case.
    if result.bounds().is_some() {
        result
    } else {
        ink
    }
}

/// Returns twice the area divided by the length of the outline, in pixels of the plane.
fn stroke_width(ink: &Plane) -> f32 {
    let area: f32 = ink.values.iter().sum();
    let mut outline = 0.0;
    for (upper, lower) in ink.rows().zip(ink.rows().skip(1)) {
        for (a, b) in upper.windows(2).zip(lower.windows(2)) {
            // The gradient at the centre of four pixels treats both diagonals alike.
            if let ([a, b], [c, d]) = (a, b) {
                let (horizontal, vertical) = (b + d - a - c, c + d - a - b);
                outline += (horizontal * horizontal + vertical * vertical).sqrt() / 2.0;
            }
        }
    }
    2.0 * area / outline.max(1.0)
}

/// Dilates with a disc of `radius` pixels, or erodes if `radius` is negative.
fn dilated(ink: &Plane, radius: f32) -> Plane {
    let reach = radius.abs() as isize;
    let pick = if radius > 0.0 { f32::max } else { f32::min };
    let mut values = ink.values.clone();
    for dy in -reach..=reach {
        let half_width = (radius * radius - (dy * dy) as f32).max(0.0).sqrt() as isize;
        for dx in -half_width..=half_width {
            let from_rows = ink.rows().skip(dy.max(0) as usize);
            let to_rows = values
                .chunks_exact_mut(ink.width.max(1))
                .skip((-dy).max(0) as usize);
            for (to, from) in to_rows.zip(from_rows) {
                let from = from.iter().skip(dx.max(0) as usize);
                for (value, &other) in to.iter_mut().skip((-dx).max(0) as usize).zip(from) {
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
