//! An image unrolled into the patches under a 3x3 kernel (im2col), and added back together (col2im).
//!
//! Patches are `[channels * 3 * 3, side * side]`: row `(c, ky, kx)` holds, for every pixel, the value of
//! channel `c` at the kernel's offset `(ky - 1, kx - 1)` from it, 0 outside the image.

use std::ops::Range;

use crate::block::KERNEL;

/// Unrolls `[channels, side, side]` into `patches`.
pub(super) fn gather(image: &[f32], side: usize, patches: &mut [f32]) {
    let planes = image.chunks_exact(side * side);
    let rows = patches.chunks_exact_mut(KERNEL * KERNEL * side * side);
    for (plane, rows) in planes.zip(rows) {
        for (offset, row) in rows.chunks_exact_mut(side * side).enumerate() {
            row.fill(0.0);
            for (to, from) in overlaps(offset, side) {
                row[to].copy_from_slice(&plane[from]);
            }
        }
    }
}

/// The transpose of [`gather`]: writes to each pixel the sum of all patch values taken from it.
pub(super) fn scatter(patches: &[f32], side: usize, image: &mut [f32]) {
    let rows = patches.chunks_exact(KERNEL * KERNEL * side * side);
    for (rows, plane) in rows.zip(image.chunks_exact_mut(side * side)) {
        plane.fill(0.0);
        for (offset, row) in rows.chunks_exact(side * side).enumerate() {
            for (to, from) in overlaps(offset, side) {
                plane[from]
                    .iter_mut()
                    .zip(&row[to])
                    .for_each(|(pixel, value)| *pixel += value);
            }
        }
    }
}

/// Where a plane and its copy moved by kernel offset number `offset` overlap, row by row.
fn overlaps(offset: usize, side: usize) -> impl Iterator<Item = (Range<usize>, Range<usize>)> {
    let (dy, dx) = (offset / KERNEL, offset % KERNEL);
    let (to_x, from_x, width) = overlap(dx, side);
    let (to_y, from_y, height) = overlap(dy, side);
    (0..height).map(move |y| {
        let to = (to_y + y) * side + to_x;
        let from = (from_y + y) * side + from_x;
        (to..to + width, from..from + width)
    })
}

/// The same along one axis: first place in the copy, first in the original, length.
fn overlap(offset: usize, side: usize) -> (usize, usize, usize) {
    const CENTRE: usize = KERNEL / 2;
    let (to, from) = (CENTRE.saturating_sub(offset), offset.saturating_sub(CENTRE));
    (to, from, side - to - from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_of_patches_is_the_image_moved_by_its_offset() {
        let image = [1.0, 2.0, 3.0, 4.0];
        let mut patches = [f32::NAN; 36];
        gather(&image, 2, &mut patches);
        let row = |offset: usize| &patches[4 * offset..][..4];
        assert_eq!(row(0), [0.0, 0.0, 0.0, 1.0]);
        assert_eq!(row(4), image);
        assert_eq!(row(5), [2.0, 0.0, 4.0, 0.0]);
        assert_eq!(row(8), [4.0, 0.0, 0.0, 0.0]);
    }

    #[test]
    fn scatter_is_the_transpose_of_gather() {
        let (side, channels) = (5, 2);
        let image: Vec<f32> = (0..channels * side * side)
            .map(|i| (i as f32 * 0.7).sin())
            .collect();
        let weights: Vec<f32> = (0..image.len() * 9)
            .map(|i| (i as f32 * 1.3).cos())
            .collect();
        let mut patches = vec![0.0; weights.len()];
        gather(&image, side, &mut patches);
        let mut back = vec![f32::NAN; image.len()];
        scatter(&weights, side, &mut back);
        let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
        assert!((dot(&patches, &weights) - dot(&image, &back)).abs() < 1e-3);
    }
}
