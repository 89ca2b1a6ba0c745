//! A memory layout in which a convolution reads its input without copies: images in sequence with zeros between them.
//!
//! Several images form a group, which is stored as one plane per channel: `[channels, plane_len]`. A plane holds the
//! images one after another, row by row. Each row is followed by one zero, and each image by one row of zeros. The
//! neighbour of a pixel in any direction is therefore at a fixed distance, and is 0 beyond the edge of the image. A tap
//! (one position of the kernel) reads a whole plane, shifted by a constant offset, so no unrolling (im2col) is needed.
//!
//! The input of a convolution also has zeros before and after each plane: `[channels, padded_plane_len]`. Plane lengths
//! are rounded up to whole SIMD vectors.

use crate::config::{KERNEL_AREA, KERNEL_SIZE};

/// Approximate number of pixels in a group: enough for long vector loops, few enough to fit the cache.
const PIXELS_PER_GROUP: usize = 1024;

/// Number of `f32` lanes of the widest supported SIMD vector (AVX-512).
const MAX_LANES: usize = 16;

/// The layout of a group of square images.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PaddedLayout {
    /// Side of the images, in pixels.
    pub(super) side: usize,
}

impl PaddedLayout {
    /// Returns the distance between consecutive rows.
    pub(super) fn row_stride(self) -> usize {
        self.side + 1
    }

    /// Returns the distance between consecutive images.
    fn image_stride(self) -> usize {
        self.row_stride() * self.row_stride()
    }

    pub(super) fn images_per_group(self) -> usize {
        (PIXELS_PER_GROUP / self.image_stride()).max(1)
    }

    /// Returns the length of a plane: all images of a group, in one channel.
    pub(super) fn plane_len(self) -> usize {
        (self.images_per_group() * self.image_stride()).next_multiple_of(MAX_LANES)
    }

    /// Returns the number of zeros before and after the images of a padded plane.
    pub(super) fn margin(self) -> usize {
        self.row_stride() + 1
    }

    /// Returns the length of a plane with its margins.
    pub(super) fn padded_plane_len(self) -> usize {
        self.plane_len() + 2 * self.margin()
    }

    /// Returns the index in a plane where row `y` of image `n` starts.
    pub(super) fn row_start(self, n: usize, y: usize) -> usize {
        n * self.image_stride() + y * self.row_stride()
    }

    /// Returns the offset of each tap, in the order of a kernel's weights. For index `i` of the output plane, a tap
    /// reads the padded plane at `i` plus its offset.
    pub(super) fn tap_offsets(self) -> [usize; KERNEL_AREA] {
        std::array::from_fn(|tap| tap / KERNEL_SIZE * self.row_stride() + tap % KERNEL_SIZE)
    }

    /// Copies at most one group of images into zero-filled padded planes.
    ///
    /// # Shapes
    /// `[n, channels, side, side]` to `[channels, padded_plane_len]`.
    pub(super) fn pad(self, images: &[f32], channels: usize, padded: &mut [f32]) {
        let area = self.side * self.side;
        for (n, image) in images.chunks_exact(channels * area).enumerate() {
            let channels = image.chunks_exact(area);
            let planes = padded.chunks_exact_mut(self.padded_plane_len());
            for (channel, plane) in channels.zip(planes) {
                for (y, row) in channel.chunks_exact(self.side).enumerate() {
                    let start = self.margin() + self.row_start(n, y);
                    plane[start..][..self.side].copy_from_slice(row);
                }
            }
        }
    }

    /// Copies the images of a group out of its planes.
    ///
    /// # Shapes
    /// `[channels, plane_len]` to `[n, channels, side, side]`.
    pub(super) fn unpad(self, planes: &[f32], channels: usize, images: &mut [f32]) {
        let area = self.side * self.side;
        for (n, image) in images.chunks_exact_mut(channels * area).enumerate() {
            let channels = image.chunks_exact_mut(area);
            for (channel, plane) in channels.zip(planes.chunks_exact(self.plane_len())) {
                for (y, row) in channel.chunks_exact_mut(self.side).enumerate() {
                    row.copy_from_slice(&plane[self.row_start(n, y)..][..self.side]);
                }
            }
        }
    }

    /// Sets everything in a plane to 0 except the pixels of the first `image_count` images.
    pub(super) fn clear_padding(self, image_count: usize, plane: &mut [f32]) {
        let (used, unused) = plane.split_at_mut(image_count * self.image_stride());
        unused.fill(0.0);
        for image in used.chunks_exact_mut(self.image_stride()) {
            let (rows, below) = image.split_at_mut(self.side * self.row_stride());
            below.fill(0.0);
            for row in rows.chunks_exact_mut(self.row_stride()) {
                row[self.side] = 0.0;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAYOUT: PaddedLayout = PaddedLayout { side: 2 };

    /// Pads two images of one channel: 1 2 / 3 4 and 5 6 / 7 8.
    fn padded() -> Vec<f32> {
        let images: Vec<f32> = (1..=8u8).map(f32::from).collect();
        let mut padded = vec![0.0; LAYOUT.padded_plane_len()];
        LAYOUT.pad(&images, 1, &mut padded);
        padded
    }

    #[test]
    fn the_centre_tap_reads_the_pixel_and_the_other_taps_read_its_neighbours() {
        let padded = padded();
        let read = |(ky, kx), n, y, x| {
            padded[LAYOUT.tap_offsets()[ky * KERNEL_SIZE + kx] + LAYOUT.row_start(n, y) + x]
        };
        assert_eq!(
            [read((1, 1), 0, 0, 0), read((1, 1), 1, 1, 1)],
            [1.0, 8.0],
            "the pixel itself"
        );
        assert_eq!(
            [read((0, 0), 0, 1, 1), read((2, 1), 1, 0, 0)],
            [1.0, 7.0],
            "neighbours within the image"
        );
        let outside = [
            read((1, 0), 0, 1, 0),
            read((1, 2), 0, 0, 1),
            read((0, 1), 1, 0, 0),
            read((2, 2), 1, 1, 1),
        ];
        assert_eq!(outside, [0.0; 4], "left, right, above and below");
    }

    #[test]
    fn unpadding_restores_the_images() {
        let images: Vec<f32> = (0..3 * 2 * 4).map(|i| i as f32).collect();
        let mut padded = vec![0.0; 2 * LAYOUT.padded_plane_len()];
        LAYOUT.pad(&images, 2, &mut padded);
        let planes: Vec<f32> = padded
            .chunks_exact(LAYOUT.padded_plane_len())
            .flat_map(|plane| &plane[LAYOUT.margin()..][..LAYOUT.plane_len()])
            .copied()
            .collect();
        let mut restored = vec![f32::NAN; images.len()];
        LAYOUT.unpad(&planes, 2, &mut restored);
        assert_eq!(restored, images);
    }

    #[test]
    fn clearing_the_padding_keeps_the_pixels_of_the_images() {
        let mut plane = vec![1.0; LAYOUT.plane_len()];
        LAYOUT.clear_padding(2, &mut plane);
        assert_eq!(plane.iter().sum::<f32>(), 8.0);
        assert_eq!(plane[LAYOUT.row_start(1, 1) + 1], 1.0);
    }
}
