//! Separates ink from paper, whichever of the two is darker.
//!
//! Input: grey levels. Output: the fraction of ink in each pixel.
//!
//! Pixels that deviate strongly from the paper in one direction are ink. The sign of the third moment gives the
//! direction. Otsu's method gives the threshold of a strong deviation ("A threshold selection method from gray-level
//! histograms", 1979). The 90 % quantile of the pixels above it is full ink.

use crate::background;
use crate::plane::{Plane, quantile};

/// Minimum contrast between ink and paper in grey levels.
const MIN_CONTRAST: f32 = 16.0;

/// Deviations up to this factor times the noise count as paper. The noise is the lower quartile of the absolute
/// deviations. Normally distributed noise exceeds the limit, in one direction, in 10 % of the pixels. Full ink must
/// exceed it by at least one and a half times the limit.
const NOISE_FACTOR: f32 = 4.0;

/// Longer side from which edges are fully sharpened: three times 28, where the gain is 3. Downsampling restores grey
/// edges. Pictures of 28 pixels are not sharpened.
const FULLY_SHARPENED_SIDE_PX: f32 = 84.0;

/// Returns the fraction of ink in each pixel, 0 to 1; `None` if nothing stands out from the paper.
pub(crate) fn ink_coverage(grey: &Plane) -> Option<Plane> {
    let deviation = background::subtract(grey)?;
    let third_moment: f32 = deviation.iter().map(|value| value * value * value).sum();
    let noise = quantile(deviation.iter().map(|value| value.abs()).collect(), 0.25)?;
    let strength = deviation
        .iter()
        .map(|value| value * third_moment.signum() - NOISE_FACTOR * noise);
    let strength: Vec<f32> = strength.map(|value| value.max(0.0)).collect();
    let threshold = otsu(&strength);
    let strong = strength.iter().copied().filter(|&value| value >= threshold);
    let level = quantile(strong.collect(), 0.9)?;
    if level < MIN_CONTRAST.max(1.5 * NOISE_FACTOR * noise) {
        return None;
    }
    let longer = grey.width.max(grey.rows().len());
    let gain = (longer as f32 * 3.0 / FULLY_SHARPENED_SIDE_PX).clamp(1.0, 3.0);
    let coverage = |value: f32| (0.5 + gain * (value / level - 0.5)).clamp(0.0, 1.0);
    Some(Plane {
        width: grey.width,
        values: strength.into_iter().map(coverage).collect(),
    })
}

/// Returns the threshold that maximises the variance between the two classes of `values` (0 to 255).
fn otsu(values: &[f32]) -> f32 {
    let mut histogram = [0.0_f32; 256];
    for &value in values {
        if let Some(count) = histogram.get_mut(value as usize) {
            *count += 1.0;
        }
    }
    let moment_of = |(i, count): (usize, &f32)| i as f32 * count;
    let total = values.len() as f32;
    let total_moment = histogram.iter().enumerate().map(moment_of).sum::<f32>();
    let (mut below, mut moment, mut best) = (0.0, 0.0, (0.0, 0.0));
    for (i, count) in histogram.iter().enumerate() {
        below += count;
        moment += moment_of((i, count));
        let mean_difference = moment / below - (total_moment - moment) / (total - below);
        let variance = below * (total - below) * mean_difference * mean_difference;
        if variance > best.0 {
            best = (variance, i as f32 + 1.0);
        }
    }
    best.1
}
