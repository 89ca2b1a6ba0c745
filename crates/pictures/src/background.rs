//! Estimates the paper's illumination from the edges of the picture and subtracts it.

use crate::plane::{Plane, quantile};

/// The paper's grey level as a linear function of position, fitted to the four edges.
struct Background {
    /// Level in the middle of the picture.
    centre: f32,
    /// Change from the left to the right edge.
    horizontal: f32,
    /// Change from the top to the bottom edge.
    vertical: f32,
}

/// Returns each pixel's grey level minus that of the paper.
pub(crate) fn subtract(grey: &Plane) -> Option<Vec<f32>> {
    let background = Background::estimate(grey)?;
    let [width, height] = [grey.width, grey.rows().len()].map(|side| side as f32);
    let mut deviation = Vec::new();
    for (y, row) in grey.rows().enumerate() {
        let row_level = background.centre + background.vertical * ((y as f32 + 0.5) / height - 0.5);
        let paper = |x: usize| row_level + background.horizontal * ((x as f32 + 0.5) / width - 0.5);
        deviation.extend(row.iter().enumerate().map(|(x, level)| level - paper(x)));
    }
    Some(deviation)
}

impl Background {
    fn estimate(grey: &Plane) -> Option<Self> {
        let (width, height) = (grey.width, grey.rows().len());
        let strip = (width.min(height) / 16).max(1);
        let column_median = |skip: usize| {
            let levels = grey
                .rows()
                .flat_map(|row| row.iter().skip(skip).take(strip));
            quantile(levels.copied().collect(), 0.5)
        };
        let row_median = |skip: usize| {
            let levels = grey.rows().skip(skip).take(strip).flatten();
            quantile(levels.copied().collect(), 0.5)
        };
        let (left, right) = (
            column_median(0)?,
            column_median(width.saturating_sub(strip))?,
        );
        let (top, bottom) = (row_median(0)?, row_median(height.saturating_sub(strip))?);
        let mut levels = [left, right, top, bottom];
        levels.sort_unstable_by(f32::total_cmp);
        let range = quantile(grey.values.clone(), 1.0)? - quantile(grey.values.clone(), 0.0)?;
        // Ink along an edge looks like a strong gradient. The paper is then assumed to be constant along that axis.
        let gradient_or_zero = |gradient: f32| {
            if gradient.abs() * 3.0 < range {
                gradient
            } else {
                0.0
            }
        };
        Some(Self {
            // The mean of the two middle levels is robust against one edge that is covered by ink.
            centre: (levels[1] + levels[2]) / 2.0,
            horizontal: gradient_or_zero(right - left),
            vertical: gradient_or_zero(bottom - top),
        })
    }
}
