//! A single-channel image of `f32`, with area resampling, bounds and centre of mass.

/// Rows of `width` values.
pub(crate) struct Plane {
    pub(crate) width: usize,
    pub(crate) values: Vec<f32>,
}

/// An axis-aligned box in pixels, where pixel `i` spans `i..i + 1`.
#[derive(Clone, Copy)]
pub(crate) struct BoundingBox {
    /// `[x, y]` of the top left corner.
    pub(crate) corner: [f32; 2],
    /// `[width, height]`.
    pub(crate) size: [f32; 2],
}

impl BoundingBox {
    pub(crate) fn longer_side(self) -> f32 {
        self.size[0].max(self.size[1])
    }
}

impl Plane {
    pub(crate) fn rows(&self) -> std::slice::ChunksExact<'_, f32> {
        self.values.chunks_exact(self.width.max(1))
    }

    /// Resamples like [`resampled`], with the same step on both axes.
    pub(crate) fn resampled(&self, origin: [f32; 2], step: f32, size: [usize; 2]) -> Self {
        resampled(&self.values, self.width, origin, [step; 2], size)
    }

    /// Returns the bounding box of the values above one half, with subpixel edges.
    pub(crate) fn bounds(&self) -> Option<BoundingBox> {
        let mut column_maxima = vec![0.0; self.width];
        let mut row_maxima = Vec::new();
        for row in self.rows() {
            row_maxima.push(row.iter().copied().fold(0.0, f32::max));
            for (max, value) in column_maxima.iter_mut().zip(row) {
                *max = value.max(*max);
            }
        }
        let (left, right) = (
            first_edge(column_maxima.iter())?,
            first_edge(column_maxima.iter().rev())?,
        );
        let (top, bottom) = (
            first_edge(row_maxima.iter())?,
            first_edge(row_maxima.iter().rev())?,
        );
        let size = [
            column_maxima.len() as f32 - left - right,
            row_maxima.len() as f32 - top - bottom,
        ];
        // The two edges of a single pixel with the value one half coincide, but the pixel is still one pixel wide.
        Some(BoundingBox {
            corner: [left, top],
            size: size.map(|side| side.max(1.0)),
        })
    }

    /// Returns the centre of mass `[x, y]` in pixels; `None` if the sum of the values is 0.
    pub(crate) fn centre_of_mass(&self) -> Option<[f32; 2]> {
        let (mut mass, mut x_moment, mut y_moment) = (0.0, 0.0, 0.0);
        for (y, row) in self.rows().enumerate() {
            for (x, &value) in row.iter().enumerate() {
                mass += f64::from(value);
                x_moment += f64::from(value) * (x as f64 + 0.5);
                y_moment += f64::from(value) * (y as f64 + 0.5);
            }
        }
        (mass > 0.0).then(|| [(x_moment / mass) as f32, (y_moment / mass) as f32])
    }
}

/// Returns the distance from the start at which the maxima first exceed one half, interpolated between pixel centres.
fn first_edge<'a>(maxima: impl Iterator<Item = &'a f32>) -> Option<f32> {
    let mut before = 0.0;
    for (i, &max) in maxima.enumerate() {
        if max >= 0.5 {
            return Some((i as f32 - 0.5 + (0.5 - before) / (max - before)).max(0.0));
        }
        before = max;
    }
    None
}

/// Resamples by area averaging. `size` is the `[width, height]` of the result. Each of its pixels is the mean of `step`
/// source pixels per axis, starting at `origin`, `[x, y]` in source pixels. Pixels outside the source are 0.
pub(crate) fn resampled<T: Copy + Into<f32>>(
    source: &[T],
    width: usize,
    origin: [f32; 2],
    step: [f32; 2],
    size: [usize; 2],
) -> Plane {
    let columns = resampled_transposed(source, width, origin[0], step[0], size[0]);
    let height = source.len() / width.max(1);
    let values = resampled_transposed(&columns, height, origin[1], step[1], size[1]);
    Plane {
        width: size[0],
        values,
    }
}

/// Averages each row into `count` pixels and transposes the result.
fn resampled_transposed<T: Copy + Into<f32>>(
    source: &[T],
    width: usize,
    origin: f32,
    step: f32,
    count: usize,
) -> Vec<f32> {
    let mut out = Vec::new();
    for i in 0..count {
        let from = origin + i as f32 * step;
        let to = from + step;
        let pixels = (from as usize, to.ceil() as usize);
        for row in source.chunks_exact(width.max(1)) {
            let weighted =
                row.iter()
                    .enumerate()
                    .take(pixels.1)
                    .skip(pixels.0)
                    .map(|(x, &value)| {
                        let overlap = to.min(x as f32 + 1.0) - from.max(x as f32);
                        value.into() * overlap.max(0.0)
                    });
            out.push(weighted.sum::<f32>() / step);
        }
    }
    out
}

/// Returns the `q`-quantile of the values, 0 <= `q` <= 1; `None` if there are no values.
pub(crate) fn quantile(mut values: Vec<f32>, q: f32) -> Option<f32> {
    values.sort_unstable_by(f32::total_cmp);
    let index = (values.len().saturating_sub(1) as f32 * q) as usize;
    values.get(index).copied()
}
