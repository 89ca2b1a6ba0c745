//! Images side by side with zeros between them, where a kernel's tap sees of all pixels a plane, moved.
//!
//! A group of images is `[channels, span]`, each plane holding image after image, row after row. One zero
//! follows each row and one row of zeros each image, so the neighbour of a pixel in any direction lies at a
//! fixed distance and is 0 where the image ends: nothing is unrolled or copied for a convolution. Planes that
//! taps look into are `[channels, padded span]`, with zeros before and after as well. Spans are rounded up to
//! whole vectors.

use crate::block::KERNEL;

/// Pixels that a group should have, about: enough for long vectors, few enough for the cache.
const PIXELS: usize = 1024;

/// Values in the longest vector of any processor.
const VECTOR: usize = 16;

/// Places of a kernel, `[ky, kx]` in a weight's order.
pub(super) const TAPS: usize = KERNEL * KERNEL;

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
    fn image(self) -> usize {
        self.stride() * self.stride()
    }

    /// Images in a group.
    pub(super) fn images(self) -> usize {
        (PIXELS / self.image()).max(1)
    }

    /// A plane of results: all images of a group.
    pub(super) fn span(self) -> usize {
        (self.images() * self.image()).next_multiple_of(VECTOR)
    }

    /// Zeros before the first image of a padded plane.
    pub(super) fn lead(self) -> usize {
        self.stride() + 1
    }

    /// A plane that taps look into.
    pub(super) fn padded_span(self) -> usize {
        self.span() + 2 * self.lead()
    }

    /// Where row `y` of image `n` begins in a plane of results.
    pub(super) fn row(self, n: usize, y: usize) -> usize {
        n * self.image() + y * self.stride()
    }

    /// What each tap sees of the pixel at 0 of a plane of results lies here in the padded plane.
    pub(super) fn offsets(self) -> [usize; TAPS] {
        std::array::from_fn(|tap| tap / KERNEL * self.stride() + tap % KERNEL)
    }

    /// Writes `[n, channels, side, side]`, at most a group of images, into `[channels, padded span]` of zeros.
    pub(super) fn pad(self, images: &[f32], channels: usize, padded: &mut [f32]) {
        let pixels = self.side * self.side;
        for (n, image) in images.chunks_exact(channels * pixels).enumerate() {
            let planes = image.chunks_exact(pixels);
            for (plane, padded) in planes.zip(padded.chunks_exact_mut(self.padded_span())) {
                for (y, row) in plane.chunks_exact(self.side).enumerate() {
                    padded[self.lead() + self.row(n, y)..][..self.side].copy_from_slice(row);
                }
            }
        }
    }

    /// Reads them back from `[channels, span]`.
    pub(super) fn unpad(self, planes: &[f32], channels: usize, images: &mut [f32]) {
        let pixels = self.side * self.side;
        for (n, image) in images.chunks_exact_mut(channels * pixels).enumerate() {
            let of_image = image.chunks_exact_mut(pixels);
            for (image, plane) in of_image.zip(planes.chunks_exact(self.span())) {
                for (y, row) in image.chunks_exact_mut(self.side).enumerate() {
                    row.copy_from_slice(&plane[self.row(n, y)..][..self.side]);
                }
            }
        }
    }

    /// Clears what lies between the first `images` images of a plane of results and after them.
    pub(super) fn clear_between(self, images: usize, plane: &mut [f32]) {
        let (used, rest) = plane.split_at_mut(images * self.image());
        rest.fill(0.0);
        for image in used.chunks_exact_mut(self.image()) {
            let (rows, below) = image.split_at_mut(self.side * self.stride());
            below.fill(0.0);
            for row in rows.chunks_exact_mut(self.stride()) {
                row[self.side] = 0.0;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAYOUT: Layout = Layout { side: 2 };

    /// Two images of one channel: 1 2 / 3 4 and 5 6 / 7 8.
    fn padded() -> Vec<f32> {
        let images: Vec<f32> = (1..=8u8).map(f32::from).collect();
        let mut padded = vec![0.0; LAYOUT.padded_span()];
        LAYOUT.pad(&images, 1, &mut padded);
        padded
    }

    #[test]
    fn the_middle_tap_sees_the_pixels_and_the_others_their_neighbours() {
        let padded = padded();
        let at =
            |(ky, kx), n, y, x| padded[LAYOUT.offsets()[ky * KERNEL + kx] + LAYOUT.row(n, y) + x];
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
    fn unpadding_gives_the_images_back() {
        let images: Vec<f32> = (0..3 * 2 * 4).map(|i| i as f32).collect();
        let mut padded = vec![0.0; 2 * LAYOUT.padded_span()];
        LAYOUT.pad(&images, 2, &mut padded);
        let planes: Vec<f32> = padded
            .chunks_exact(LAYOUT.padded_span())
            .flat_map(|plane| &plane[LAYOUT.lead()..][..LAYOUT.span()])
            .copied()
            .collect();
        let mut back = vec![f32::NAN; images.len()];
        LAYOUT.unpad(&planes, 2, &mut back);
        assert_eq!(back, images);
    }

    #[test]
    fn clearing_leaves_the_pixels_of_the_images_there_are() {
        let mut plane = vec![1.0; LAYOUT.span()];
        LAYOUT.clear_between(2, &mut plane);
        assert_eq!(plane.iter().sum::<f32>(), 8.0);
        assert_eq!(plane[LAYOUT.row(1, 1) + 1], 1.0);
    }
}
