//! Grey levels in, shares of ink out, whichever of ink and paper is darker.
//!
//! What deviates strongly from the paper, to one side, is ink: the third moment says to which
//! side, Otsu's threshold what is strong ("A threshold selection method from gray-level
//! histograms", 1979), and the ink's own level what counts as whole.

use super::paper;
use super::plane::{Plane, quantile};

/// Less contrast than this, in grey levels, is no ink.
const LEAST_CONTRAST: f32 = 16.0;

/// Grain is the deviation that a quarter of all pixels stay below. This many times the grain is
/// still paper, though normal noise passes it, to one side, in one pixel of ten; ink lies at
/// least one and a half times as far beyond it.
const PAPER: f32 = 4.0;

/// A picture of this many pixels can lose its grey edges: averaging down makes them anew.
const FINE: f32 = 84.0;

/// The share of ink in each pixel, 0 to 1; `None` where nothing stands out.
pub(super) fn ink(grey: &Plane) -> Option<Plane> {
    let deviation = paper::taken_from(grey)?;
    let third_moment: f32 = deviation.iter().map(|value| value * value * value).sum();
    let grain = quantile(deviation.iter().map(|value| value.abs()).collect(), 0.25)?;
    let strength = deviation
        .iter()
        .map(|value| value * third_moment.signum() - PAPER * grain);
    let strength: Vec<f32> = strength.map(|value| value.max(0.0)).collect();
    let threshold = otsu(&strength);
    let strong = strength.iter().copied().filter(|&value| value >= threshold);
    let level = quantile(strong.collect(), 0.9)?;
    if level < LEAST_CONTRAST.max(1.5 * PAPER * grain) {
        return None;
    }
    let longer = grey.width.max(grey.rows().len());
    let gain = (longer as f32 * 3.0 / FINE).clamp(1.0, 3.0);
    let share = |value: f32| (0.5 + gain * (value / level - 0.5)).clamp(0.0, 1.0);
    Some(Plane {
        width: grey.width,
        values: strength.into_iter().map(share).collect(),
    })
}

/// The level that parts `values` (0 to 255) into two classes with the greatest variance between.
fn otsu(values: &[f32]) -> f32 {
    let mut counts = [0.0_f32; 256];
    for &value in values {
        if let Some(count) = counts.get_mut(value as usize) {
            *count += 1.0;
        }
    }
    let level = |(i, count): (usize, &f32)| i as f32 * count;
    let (all, whole) = (
        values.len() as f32,
        counts.iter().enumerate().map(level).sum::<f32>(),
    );
    let (mut below, mut moment, mut best) = (0.0, 0.0, (0.0, 0.0));
    for (i, count) in counts.iter().enumerate() {
        below += count;
        moment += level((i, count));
        let apart = moment / below - (whole - moment) / (all - below);
        let between = below * (all - below) * apart * apart;
        if between > best.0 {
            best = (between, i as f32 + 1.0);
        }
    }
    best.1
}
