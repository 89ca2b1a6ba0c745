//! The paper's light: what lines the picture's edges, changing steadily from edge to edge.

use super::plane::{Plane, quantile};

/// A plane through the light at the four edges.
struct Paper {
    middle: f32,
    across: f32,
    down: f32,
}

/// Each pixel's grey level less that of the paper under it.
pub(super) fn taken_from(grey: &Plane) -> Option<Vec<f32>> {
    let paper = Paper::of(grey)?;
    let [width, height] = [grey.width, grey.rows().len()].map(|side| side as f32);
    let mut deviation = Vec::new();
    for (y, row) in grey.rows().enumerate() {
        let line = paper.middle + paper.down * ((y as f32 + 0.5) / height - 0.5);
        let light = |x: usize| line + paper.across * ((x as f32 + 0.5) / width - 0.5);
        deviation.extend(row.iter().enumerate().map(|(x, level)| level - light(x)));
    }
    Some(deviation)
}

impl Paper {
    fn of(grey: &Plane) -> Option<Self> {
        let (width, height) = (grey.width, grey.rows().len());
        let strip = (width.min(height) / 16).max(1);
        let column = |skip: usize| {
            let levels = grey
                .rows()
                .flat_map(|row| row.iter().skip(skip).take(strip));
            quantile(levels.copied().collect(), 0.5)
        };
        let line = |skip: usize| {
            let levels = grey.rows().skip(skip).take(strip).flatten();
            quantile(levels.copied().collect(), 0.5)
        };
        let (left, right) = (column(0)?, column(width.saturating_sub(strip))?);
        let (top, bottom) = (line(0)?, line(height.saturating_sub(strip))?);
        let mut levels = [left, right, top, bottom];
        levels.sort_unstable_by(f32::total_cmp);
        let range = quantile(grey.values.clone(), 1.0)? - quantile(grey.values.clone(), 0.0)?;
        // An edge that ink covers would tilt the light; then that axis is taken to be level.
        let tilt = |slope: f32| {
            if slope.abs() * 3.0 < range {
                slope
            } else {
                0.0
            }
        };
        Some(Self {
            // The two middle ones: one edge that ink covers does not move them far.
            middle: (levels[1] + levels[2]) / 2.0,
            across: tilt(right - left),
            down: tilt(bottom - top),
        })
    }
}
