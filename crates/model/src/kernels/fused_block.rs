//! The fused kernel of a folded block on one image: convolution, bias, ReLU and max pooling in one pass.
//!
//! Input and output are channels-last: `[side, side, channels]`. Each 2x2 pooling window depends on a 4x4 tile of the
//! padded image, which is a Winograd tile of F(2x2, 3x3) (see [`super::winograd`]). The kernel transforms
//! [`TILE_BATCH`] tiles at a time, multiplies them by the transformed kernels, applies the inverse transform to the
//! sums and pools them immediately: the unpooled feature maps are never written to memory. The sums over the input
//! channels take most of the time. They stay in registers: [`TILE_BATCH`] tiles by [`LANES`] outputs.

use std::ops::Range;

#[cfg(feature = "training")]
use rayon::prelude::*;

use super::simd;
use super::winograd::{self, Lanes, TILE_AREA, TILE_SIDE};
use crate::config::POOL_SIZE;

/// Number of output channels that are computed at a time.
pub(super) const LANES: usize = 8;

/// Number of tiles that are multiplied at a time.
const TILE_BATCH: usize = 5;

/// The index of a pooled value that is 0 because ReLU clamped it: no pixel receives its gradient.
#[cfg(feature = "input-gradient")]
pub(super) const RELU_ZERO: u8 = u8::MAX;

/// A folded block for images of one size.
pub(super) struct FusedBlock<'a> {
    /// The transformed kernels, `[outputs / LANES, TILE_AREA, inputs, LANES]`.
    pub(super) kernels: &'a [Lanes<LANES>],
    /// `[outputs]`.
    pub(super) bias: &'a [f32],
    pub(super) inputs: usize,
    /// Side of the input image, in pixels.
    pub(super) side: usize,
}

impl FusedBlock<'_> {
    /// Applies the block to a batch of images, in parallel with the feature `training`.
    ///
    /// # Shapes
    /// `[n, side, side, inputs]` to `[n, side / 2, side / 2, outputs]`, rounded down, all >= 0.
    pub(super) fn forward_batch(&self, pixels: &[f32]) -> Vec<f32> {
        let [input_len, output_len] = self.image_lens();
        let mut pooled = vec![0.0; pixels.len() / input_len * output_len];
        #[cfg(feature = "training")]
        let (images, results) = (
            pixels.par_chunks_exact(input_len),
            pooled.par_chunks_exact_mut(output_len),
        );
        #[cfg(not(feature = "training"))]
        let (images, results) = (
            pixels.chunks_exact(input_len),
            pooled.chunks_exact_mut(output_len),
        );
        images.zip(results).for_each(|(pixels, pooled)| {
            simd::dispatch(
                #[inline(always)]
                || self.forward(pixels, pooled, None),
            );
        });
        pooled
    }

    /// Does the same as [`Self::forward_batch`] and returns the index of the largest pixel of each pooling window.
    ///
    /// The index is 0 to 3, row by row, or [`RELU_ZERO`] where the pooled value is 0. The indices have the shape of the
    /// pooled values.
    #[cfg(feature = "input-gradient")]
    pub(super) fn forward_batch_with_indices(&self, pixels: &[f32]) -> (Vec<f32>, Vec<u8>) {
        let [input_len, output_len] = self.image_lens();
        let images = pixels.chunks_exact(input_len);
        let mut pooled = vec![0.0; images.len() * output_len];
        let mut indices = vec![RELU_ZERO; pooled.len()];
        let results = pooled.chunks_exact_mut(output_len);
        for ((pixels, pooled), indices) in images
            .zip(results)
            .zip(indices.chunks_exact_mut(output_len))
        {
            simd::dispatch(
                #[inline(always)]
                || self.forward(pixels, pooled, Some(indices)),
            );
        }
        (pooled, indices)
    }

    /// Returns the number of input and of output values of one image.
    fn image_lens(&self) -> [usize; 2] {
        let pooled_side = self.side / POOL_SIZE;
        [
            self.side * self.side * self.inputs,
            pooled_side * pooled_side * self.bias.len(),
        ]
    }

    /// Applies the block to one image.
    #[inline(always)]
    fn forward(&self, pixels: &[f32], pooled: &mut [f32], mut indices: Option<&mut [u8]>) {
        let (pooled_side, inputs) = (self.side / POOL_SIZE, self.inputs);
        let padded = self.pad(pixels);
        let mut tiles = vec![0.0; TILE_AREA * TILE_BATCH * inputs];
        for first in (0..pooled_side * pooled_side).step_by(TILE_BATCH) {
            let tile_count = TILE_BATCH.min(pooled_side * pooled_side - first);
            for tile in 0..tile_count {
                self.transform_tile(&padded, first + tile, &mut tiles[tile * inputs..]);
            }
            let range = first..first + tile_count;
            self.multiply_accumulate(&tiles, range, pooled, indices.as_deref_mut());
        }
    }

    /// Returns the side of the padded image. Pooling ignores the last row and column of an odd side, so they are cut
    /// off.
    #[inline(always)]
    fn padded_side(&self) -> usize {
        self.side / POOL_SIZE * POOL_SIZE + 2
    }

    /// Pads the image with a border of zeros: `[padded_side, padded_side, inputs]`.
    #[inline(always)]
    fn pad(&self, pixels: &[f32]) -> Vec<f32> {
        let (side, inputs) = (self.padded_side(), self.inputs);
        let mut padded = vec![0.0; side * side * inputs];
        let row_len = self.side.min(side - 1) * inputs;
        let rows = pixels.chunks_exact(self.side * inputs);
        for (row, padded) in rows.zip(padded.chunks_exact_mut(side * inputs).skip(1)) {
            padded[inputs..][..row_len].copy_from_slice(&row[..row_len]);
        }
        padded
    }

    /// Transforms the tile with this index into `tiles`, where consecutive positions of a tile are `TILE_BATCH *
    /// inputs` apart.
    #[inline(always)]
    fn transform_tile(&self, padded: &[f32], index: usize, tiles: &mut [f32]) {
        let (pooled_side, inputs) = (self.side / POOL_SIZE, self.inputs);
        let (y, x) = (
            index / pooled_side * POOL_SIZE,
            index % pooled_side * POOL_SIZE,
        );
        let corner = (y * self.padded_side() + x) * inputs;
        let full_lanes = inputs / LANES * LANES;
        for channel in (0..full_lanes).step_by(LANES) {
            self.transform_channels::<LANES>(&padded[corner + channel..], &mut tiles[channel..]);
        }
        for channel in full_lanes..inputs {
            self.transform_channels::<1>(&padded[corner + channel..], &mut tiles[channel..]);
        }
    }

    /// Transforms `W` channels of a tile.
    #[inline(always)]
    fn transform_channels<const W: usize>(&self, padded: &[f32], tiles: &mut [f32]) {
        let (stride, inputs) = (self.padded_side(), self.inputs);
        let mut values = [[0.0; W]; TILE_AREA];
        for (position, values) in values.iter_mut().enumerate() {
            let pixel = position / TILE_SIDE * stride + position % TILE_SIDE;
            values.copy_from_slice(&padded[pixel * inputs..][..W]);
        }
        let transformed = winograd::transform_tile(values);
        for (position, values) in transformed.iter().enumerate() {
            tiles[position * TILE_BATCH * inputs..][..W].copy_from_slice(values);
        }
    }

    /// Multiplies transformed tiles by the kernels, sums over the inputs, and writes the pooled outputs and, if they
    /// are wanted, their indices.
    ///
    /// # Shapes
    /// `tiles` is `[TILE_AREA, TILE_BATCH, inputs]`; `range` holds the indices of its tiles, at most `TILE_BATCH`.
    #[inline(always)]
    fn multiply_accumulate(
        &self,
        tiles: &[f32],
        range: Range<usize>,
        pooled: &mut [f32],
        mut indices: Option<&mut [u8]>,
    ) {
        let (outputs, inputs) = (self.bias.len(), self.inputs);
        let lane_groups = self.kernels.chunks_exact(TILE_AREA * inputs);
        for (group, kernels) in lane_groups.enumerate() {
            let mut sums = [[[0.0; LANES]; TILE_AREA]; TILE_BATCH];
            let positions = tiles.chunks_exact(TILE_BATCH * inputs);
            for (position, (tiles, weights)) in
                positions.zip(kernels.chunks_exact(inputs)).enumerate()
            {
                let products = dot_products(tiles, weights);
                for (sums, products) in sums.iter_mut().zip(products) {
                    sums[position] = products;
                }
            }
            let first = group * LANES;
            let width = LANES.min(outputs - first);
            let mut bias = [0.0; LANES];
            bias[..width].copy_from_slice(&self.bias[first..][..width]);
            for (tile, sums) in range.clone().zip(&sums) {
                let window = winograd::inverse_transform(sums);
                let values = winograd::bias_relu_max_pool(window, bias);
                let offset = tile * outputs + first;
                pooled[offset..][..width].copy_from_slice(&values[..width]);
                if let Some(indices) = &mut indices {
                    let max_indices = winograd::max_indices(&window);
                    for lane in (0..width).filter(|lane| values[*lane] != 0.0) {
                        indices[offset + lane] = max_indices[lane];
                    }
                }
            }
        }
    }
}

/// Multiplies each tile's inputs by the weights and sums over the inputs, for one position of the tiles.
///
/// # Shapes
/// `tiles` is `[TILE_BATCH, inputs]`, `weights` is `[inputs, LANES]`; the result is `[TILE_BATCH, LANES]`.
#[inline(always)]
fn dot_products(tiles: &[f32], weights: &[Lanes<LANES>]) -> [Lanes<LANES>; TILE_BATCH] {
    let mut sums = [[0.0; LANES]; TILE_BATCH];
    let (first, rest) = tiles.split_at(weights.len());
    let (second, rest) = rest.split_at(weights.len());
    let (third, rest) = rest.split_at(weights.len());
    let (fourth, fifth) = rest.split_at(weights.len());
    // Zipped iterators keep bounds checks out of the inner loop.
    let tiles = first.iter().zip(second).zip(third).zip(fourth).zip(fifth);
    for (weights, ((((first, second), third), fourth), fifth)) in weights.iter().zip(tiles) {
        let values = [*first, *second, *third, *fourth, *fifth];
        for (sums, value) in sums.iter_mut().zip(values) {
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += value * weight;
            }
        }
    }
    sums
}
