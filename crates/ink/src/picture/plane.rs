//! A grey plane of any size: averaged by area into another, and measured.

/// `width` times any number of values, row by row.
pub(super) struct Plane {
    pub(super) width: usize,
    pub(super) values: Vec<f32>,
}

/// An upright box, in the plane whose pixel `i` spans `i..i + 1`.
#[derive(Clone, Copy)]
pub(super) struct InkBox {
    pub(super) corner: [f32; 2],
    pub(super) size: [f32; 2],
}

impl InkBox {
    pub(super) fn longer_side(self) -> f32 {
        self.size[0].max(self.size[1])
    }
}

impl Plane {
    pub(super) fn rows(&self) -> std::slice::ChunksExact<'_, f32> {
        self.values.chunks_exact(self.width.max(1))
    }

    /// See [`resampled`]; as many source pixels to a pixel across as down.
    pub(super) fn resampled(&self, origin: [f32; 2], step: f32, size: [usize; 2]) -> Self {
        resampled(&self.values, self.width, origin, [step; 2], size)
    }

    /// The box of the ink, bounded where it passes half its strength.
    pub(super) fn ink_box(&self) -> Option<InkBox> {
        let mut columns = vec![0.0; self.width];
        let mut lines = Vec::new();
        for row in self.rows() {
            lines.push(row.iter().copied().fold(0.0, f32::max));
            for (peak, value) in columns.iter_mut().zip(row) {
                *peak = value.max(*peak);
            }
        }
        let (left, right) = (near_edge(columns.iter())?, near_edge(columns.iter().rev())?);
        let (top, bottom) = (near_edge(lines.iter())?, near_edge(lines.iter().rev())?);
        let size = [
            columns.len() as f32 - left - right,
            lines.len() as f32 - top - bottom,
        ];
        // A lone half-strong pixel has edges that meet; it is still a pixel across.
        Some(InkBox {
            corner: [left, top],
            size: size.map(|side| side.max(1.0)),
        })
    }

    /// `[x, y]` of the centre of mass, `None` where there is none.
    pub(super) fn centre_of_mass(&self) -> Option<[f32; 2]> {
        let (mut mass, mut across, mut down) = (0.0, 0.0, 0.0);
        for (y, row) in self.rows().enumerate() {
            for (x, &value) in row.iter().enumerate() {
                mass += f64::from(value);
                across += f64::from(value) * (x as f64 + 0.5);
                down += f64::from(value) * (y as f64 + 0.5);
            }
        }
        (mass > 0.0).then(|| [(across / mass) as f32, (down / mass) as f32])
    }
}

/// How far in from the first peak the peaks pass one half, between pixel centres.
fn near_edge<'a>(peaks: impl Iterator<Item = &'a f32>) -> Option<f32> {
    let mut before = 0.0;
    for (i, &peak) in peaks.enumerate() {
        if peak >= 0.5 {
            return Some((i as f32 - 0.5 + (0.5 - before) / (peak - before)).max(0.0));
        }
        before = peak;
    }
    None
}

/// A plane of `size` pixels, each the mean of the `step` source pixels that it covers from
/// `origin` on, `[x, y]`. Beyond the source lies 0.
pub(super) fn resampled<T: Copy + Into<f32>>(
    source: &[T],
    width: usize,
    origin: [f32; 2],
    step: [f32; 2],
    size: [usize; 2],
) -> Plane {
    let across = squeezed_and_turned(source, width, origin[0], step[0], size[0]);
    let height = source.len() / width.max(1);
    let values = squeezed_and_turned(&across, height, origin[1], step[1], size[1]);
    Plane {
        width: size[0],
        values,
    }
}

/// Averages along rows into `count` pixels each; rows come out as columns.
fn squeezed_and_turned<T: Copy + Into<f32>>(
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
            let parts = row
                .iter()
                .enumerate()
                .take(pixels.1)
                .skip(pixels.0)
                .map(|(x, &value)| {
                    let inside = to.min(x as f32 + 1.0) - from.max(x as f32);
                    value.into() * inside.max(0.0)
                });
            out.push(parts.sum::<f32>() / step);
        }
    }
    out
}

/// The value below which `part` of the values lie, `None` of none.
pub(super) fn quantile(mut values: Vec<f32>, part: f32) -> Option<f32> {
    values.sort_unstable_by(f32::total_cmp);
    let at = (values.len().saturating_sub(1) as f32 * part) as usize;
    values.get(at).copied()
}
