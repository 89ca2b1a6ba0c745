//! Images side by side with zeros between them, where a convolution is nine shifted matrix products.
//!
//! A group of images is `[channels, span]`, each plane holding image after image, row after row. One zero
//! follows each row and one row of zeros each image, so the neighbour of a pixel in any direction lies at a
//! fixed distance and is 0 where the image ends. What a kernel's tap sees of all pixels is then the plane
//! itself, moved: nothing is unrolled or copied. [`Padded`] has another row of zeros before it and after it
//! for the taps that look there; [`Plane`]s of results have none.

use ndarray::{ArrayView2, ArrayViewMut2, ShapeBuilder};

use crate::block::KERNEL;

/// Pixels that a group should have, about: enough for a product to be efficient, few enough for the cache.
const PIXELS: usize = 1024;

/// How a group of images of one size lies in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) side: usize,
}

impl Layout {
    /// From one row to the next.
    pub(super) fn stride(self) -> usize {
        self.side + 1
    }

    /// From one image to the next.
    pub(super) fn image(self) -> usize {
        self.stride() * self.stride()
    }

    /// Images in a group.
    pub(super) fn images(self) -> usize {
        (PIXELS / self.image()).max(1)
    }

    /// A plane of results: all images of a group.
    pub(super) fn span(self) -> usize {
        self.images() * self.image()
    }

    /// A plane of input: the same with zeros before and after.
    pub(super) fn padded_span(self) -> usize {
        self.span() + 2 * (self.stride() + 1)
    }

    /// Where row `y` of image `n` begins in a plane of results.
    pub(super) fn row(self, n: usize, y: usize) -> usize {
        n * self.image() + y * self.stride()
    }

    /// Writes `[n, channels, side, side]`, at most a group of images, into `[channels, padded span]`.
    pub(super) fn pad(self, images: &[f32], channels: usize, padded: &mut [f32]) {
        padded.fill(0.0);
        let (pixels, lead) = (self.side * self.side, self.stride() + 1);
        for (n, image) in images.chunks_exact(channels * pixels).enumerate() {
            let planes = image.chunks_exact(pixels);
            for (plane, padded) in planes.zip(padded.chunks_exact_mut(self.padded_span())) {
                for (y, row) in plane.chunks_exact(self.side).enumerate() {
                    padded[lead + self.row(n, y)..][..self.side].copy_from_slice(row);
                }
            }
        }
    }

    /// The inverse of [`Self::pad`].
    pub(super) fn unpad(self, padded: &[f32], channels: usize, images: &mut [f32]) {
        let (pixels, lead) = (self.side * self.side, self.stride() + 1);
        for (n, image) in images.chunks_exact_mut(channels * pixels).enumerate() {
            let planes = image.chunks_exact_mut(pixels);
            for (plane, padded) in planes.zip(padded.chunks_exact(self.padded_span())) {
                for (y, row) in plane.chunks_exact_mut(self.side).enumerate() {
                    row.copy_from_slice(&padded[lead + self.row(n, y)..][..self.side]);
                }
            }
        }
    }

    /// Clears what lies between the images of `[channels, span]`, where products leave what no pixel means.
    pub(super) fn clear_between(self, planes: &mut [f32]) {
        for image in planes.chunks_exact_mut(self.image()) {
            let (rows, below) = image.split_at_mut(self.side * self.stride());
            rows.chunks_exact_mut(self.stride())
                .for_each(|row| row[self.side] = 0.0);
            below.fill(0.0);
        }
    }

    /// What tap `(ky, kx)` sees of every pixel: `[channels, span]`.
    pub(super) fn seen(self, padded: &[f32], tap: (usize, usize)) -> ArrayView2<'_, f32> {
        let (span, offset) = (self.span(), self.offset(tap));
        let shape = (padded.len() / self.padded_span(), span).strides((self.padded_span(), 1));
        ArrayView2::from_shape(shape, &padded[offset..]).expect("a tap stays within the padding")
    }

    /// The same, to be written to.
    pub(super) fn seen_mut(
        self,
        padded: &mut [f32],
        tap: (usize, usize),
    ) -> ArrayViewMut2<'_, f32> {
        let (span, offset) = (self.span(), self.offset(tap));
        let shape = (padded.len() / self.padded_span(), span).strides((self.padded_span(), 1));
        ArrayViewMut2::from_shape(shape, &mut padded[offset..])
            .expect("a tap stays within the padding")
    }

    /// What the three taps of kernel row `ky` see of every pixel of one channel: `[3, span]`.
    pub(super) fn row_seen(self, padded: &[f32], ky: usize) -> ArrayView2<'_, f32> {
        let shape = (KERNEL, self.span()).strides((1, 1));
        ArrayView2::from_shape(shape, &padded[self.offset((ky, 0))..])
            .expect("a kernel row stays within the padding")
    }

    fn offset(self, (ky, kx): (usize, usize)) -> usize {
        ky * self.stride() + kx
    }
}

/// All taps of a kernel, in a weight's order.
pub(super) fn taps() -> impl Iterator<Item = (usize, usize)> {
    (0..KERNEL).flat_map(|ky| (0..KERNEL).map(move |kx| (ky, kx)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAYOUT: Layout = Layout { side: 2 };

    /// Two images of one channel: 1 2 / 3 4 and 5 6 / 7 8.
    fn padded() -> Vec<f32> {
        let images: Vec<f32> = (1..=8u8).map(f32::from).collect();
        let mut padded = vec![f32::NAN; LAYOUT.padded_span()];
        LAYOUT.pad(&images, 1, &mut padded);
        padded
    }

    #[test]
    fn the_middle_tap_sees_the_pixels_and_the_others_their_neighbours() {
        let padded = padded();
        let at = |tap, n, y, x| LAYOUT.seen(&padded, tap)[[0, LAYOUT.row(n, y) + x]];
        assert_eq!(
            [at((1, 1), 0, 0, 0), at((1, 1), 1, 1, 1)],
            [1.0, 8.0],
            "themselves"
        );
        assert_eq!(
            [at((0, 0), 0, 1, 1), at((2, 1), 1, 0, 0)],
            [1.0, 7.0],
            "within the image"
        );
        let beyond = [
            at((1, 0), 0, 1, 0),
            at((1, 2), 0, 0, 1),
            at((0, 1), 1, 0, 0),
            at((2, 2), 1, 1, 1),
        ];
        assert_eq!(beyond, [0.0; 4], "left, right, above and below");
    }

    #[test]
    fn a_kernel_row_sees_what_its_taps_see() {
        let padded = padded();
        for (ky, kx) in taps() {
            assert_eq!(
                LAYOUT.row_seen(&padded, ky).row(kx),
                LAYOUT.seen(&padded, (ky, kx)).row(0)
            );
        }
    }

    #[test]
    fn unpadding_gives_the_images_back() {
        let images: Vec<f32> = (0..3 * 2 * 4).map(|i| i as f32).collect();
        let mut padded = vec![0.0; 2 * LAYOUT.padded_span()];
        LAYOUT.pad(&images, 2, &mut padded);
        let mut back = vec![f32::NAN; images.len()];
        LAYOUT.unpad(&padded, 2, &mut back);
        assert_eq!(back, images);
    }

    #[test]
    fn clearing_leaves_the_pixels() {
        let mut planes = vec![1.0; LAYOUT.span()];
        LAYOUT.clear_between(&mut planes);
        let pixels = LAYOUT.images() * LAYOUT.side * LAYOUT.side;
        assert_eq!(planes.iter().sum::<f32>(), pixels as f32);
        assert_eq!(planes[LAYOUT.row(0, 1) + 1], 1.0);
    }
}
