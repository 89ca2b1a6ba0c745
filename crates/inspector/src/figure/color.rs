//! Maps numbers to colours: a sequential scale for values >= 0 and a diverging scale for signed values. Both are
//! distinguishable with colour blindness.

/// A colour scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColorScale {
    /// From 0 to the largest value: viridis, which is perceptually uniform.
    Sequential,
    /// Orange above 0, blue below. The opacity increases with the magnitude, from transparent at 0.
    Diverging,
}

/// Red, green, blue and alpha, 0..255.
pub type Rgba = [u8; 4];

/// The colour of values above 0.
pub const POSITIVE: [u8; 3] = [230, 110, 0];

/// The colour of values below 0.
pub const NEGATIVE: [u8; 3] = [70, 120, 230];

/// Five evenly spaced colours of viridis (Smith and van der Walt 2015).
const VIRIDIS: [[f32; 3]; 5] = [
    [68.0, 1.0, 84.0],
    [59.0, 82.0, 139.0],
    [33.0, 145.0, 140.0],
    [94.0, 201.0, 98.0],
    [253.0, 231.0, 37.0],
];

impl ColorScale {
    /// Returns the colour of a value, where `max_abs` is the largest magnitude; transparent for NaN.
    #[must_use]
    pub fn color(self, value: f32, max_abs: f32) -> Rgba {
        let ratio = value / max_abs.max(f32::MIN_POSITIVE);
        match (value.is_nan(), self) {
            (true, _) => [0; 4],
            (false, Self::Sequential) => sequential(ratio),
            (false, Self::Diverging) => diverging(ratio),
        }
    }

    /// Returns the value at the lower end of the scale, where `max_abs` is at the upper end.
    #[must_use]
    pub fn min_value(self, max_abs: f32) -> f32 {
        match self {
            Self::Sequential => 0.0,
            Self::Diverging => -max_abs,
        }
    }
}

/// Returns the viridis colour of a ratio, 0..1.
fn sequential(ratio: f32) -> Rgba {
    let position = ratio.clamp(0.0, 1.0) * (VIRIDIS.len() - 1) as f32;
    let index = (position as usize).min(VIRIDIS.len() - 2);
    let fraction = position - index as f32;
    let mix = |channel: usize| {
        let [low, high] = [VIRIDIS[index][channel], VIRIDIS[index + 1][channel]];
        (low + (high - low) * fraction) as u8
    };
    [mix(0), mix(1), mix(2), 255]
}

/// Returns the colour of a ratio, -1..1. The square root keeps small values visible.
fn diverging(ratio: f32) -> Rgba {
    let [red, green, blue] = if ratio > 0.0 { POSITIVE } else { NEGATIVE };
    let alpha = (ratio.abs().min(1.0).sqrt() * 255.0) as u8;
    [red, green, blue, alpha]
}

/// Blends a colour over ink, 0 = paper. Ink is a translucent grey that is visible on light and dark backgrounds.
#[must_use]
pub fn blend_over_ink(color: Rgba, ink: u8) -> Rgba {
    const INK_GREY: f32 = 128.0;
    const MAX_INK_ALPHA: f32 = 0.45;
    let top = f32::from(color[3]) / 255.0;
    let under = f32::from(ink) / 255.0 * MAX_INK_ALPHA * (1.0 - top);
    let alpha = top + under;
    if alpha <= 0.0 {
        return [0; 4];
    }
    let mix = |channel: u8| ((f32::from(channel) * top + INK_GREY * under) / alpha) as u8;
    [
        mix(color[0]),
        mix(color[1]),
        mix(color[2]),
        (alpha * 255.0) as u8,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extreme_values_get_the_end_colors_of_each_scale() {
        assert_eq!(ColorScale::Sequential.color(0.0, 2.0), [68, 1, 84, 255]);
        assert_eq!(ColorScale::Sequential.color(2.0, 2.0), [253, 231, 37, 255]);
        assert_eq!(ColorScale::Diverging.color(2.0, 2.0)[..3], POSITIVE);
        assert_eq!(ColorScale::Diverging.color(-2.0, 2.0)[..3], NEGATIVE);
        assert_eq!(ColorScale::Diverging.color(0.0, 2.0)[3], 0);
        assert_eq!(ColorScale::Diverging.color(f32::NAN, 2.0), [0; 4]);
    }

    #[test]
    fn ink_is_visible_under_transparent_colors_only() {
        assert_eq!(blend_over_ink([0; 4], 0), [0; 4]);
        assert_eq!(blend_over_ink([0; 4], 255)[..3], [128; 3]);
        assert_eq!(blend_over_ink([230, 110, 0, 255], 255), [230, 110, 0, 255]);
    }
}
