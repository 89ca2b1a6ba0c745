//! The fused kernel of a folded block on one image: convolution, bias, ReLU and max pooling in one pass.
//!
//! Input and output are channels-last: `[side, side, channels]`. Each 2x2 pooling window depends on a 4x4 tile of the
//! padded image, which is a Winograd tile of F(2x2, 3x3) (see [`super::winograd`]). The kernel transforms
//! [`TILE_BATCH`] tiles at a time, multiplies them by the transformed kernels, applies the inverse transform to the
//! sums and pools them immediately: the unpooled feature maps are never written to memory. The sums over the input
//! channels take most of the time. They stay in registers: [`TILE_BATCH`] tiles by [`LANES`] outputs.

use std::ops::Range;

use super::kernels::{LANES, TransformedKernels};
use super::winograd::{self, Lanes, TILE_AREA, TILE_SIDE};
use crate::block::POOL_SIZE;

/// Number of tiles that are multiplied at a time.
const TILE_BATCH: usize = 5;

/// The index of a pooled value that is 0 because ReLU clamped it: no pixel receives its gradient.
#[cfg(any(feature = "training", feature = "explain"))]
pub(crate) const RELU_ZERO: u8 = u8::MAX;

/// A folded block for images of one size.
pub(super) struct FusedBlock<'a> {
    pub(super) kernels: &'a TransformedKernels,
    /// `[outputs]`.
    pub(super) bias: &'a [f32],
    /// Side of the input image, in pixels.
    pub(super) side: usize,
}

impl FusedBlock<'_> {
    /// Applies the block to one image.
    ///
    /// # Shapes
    /// `[side, side, inputs]` to `[side / 2, side / 2, outputs]`, rounded down, all >= 0.
    #[inline(always)]
    pub(super) fn forward(&self, pixels: &[f32], pooled: &mut [f32]) {
        self.forward_into(pixels, pooled, &mut NoIndices);
    }

    /// Applies the block and writes the index of the largest pixel of each pooling window.
    ///
    /// The index is 0 to 3, row by row, or [`RELU_ZERO`] where the pooled value is 0. The indices have the shape of the
    /// pooled values.
    #[cfg(any(feature = "training", feature = "explain"))]
    #[inline(always)]
    pub(super) fn forward_with_indices(
        &self,
        pixels: &[f32],
        pooled: &mut [f32],
        indices: &mut [u8],
    ) {
        self.forward_into(pixels, pooled, &mut StoreIndices(indices));
    }

    #[inline(always)]
    fn forward_into(&self, pixels: &[f32], pooled: &mut [f32], sink: &mut impl IndexSink) {
        let (pooled_side, inputs) = (self.side / POOL_SIZE, self.kernels.inputs);
        let padded = self.pad(pixels);
        let mut tiles = vec![0.0; TILE_AREA * TILE_BATCH * inputs];
        for first in (0..pooled_side * pooled_side).step_by(TILE_BATCH) {
            let tile_count = TILE_BATCH.min(pooled_side * pooled_side - first);
            for tile in 0..tile_count {
                self.transform_tile(&padded, first + tile, &mut tiles[tile * inputs..]);
            }
            self.multiply_accumulate(&tiles, first..first + tile_count, pooled, sink);
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
        let (side, inputs) = (self.padded_side(), self.kernels.inputs);
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
        let (pooled_side, inputs) = (self.side / POOL_SIZE, self.kernels.inputs);
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
        let (stride, inputs) = (self.padded_side(), self.kernels.inputs);
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

    /// Multiplies transformed tiles by the kernels, sums over the inputs, and writes the pooled outputs.
    ///
    /// # Shapes
    /// `tiles` is `[TILE_AREA, TILE_BATCH, inputs]`; `range` holds the indices of its tiles, at most `TILE_BATCH`.
    #[inline(always)]
    fn multiply_accumulate(
        &self,
        tiles: &[f32],
        range: Range<usize>,
        pooled: &mut [f32],
        sink: &mut impl IndexSink,
    ) {
        let (outputs, inputs) = (self.kernels.outputs, self.kernels.inputs);
        for (group, kernels) in self.kernels.lane_groups().enumerate() {
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
                sink.store(offset, width, &window, &values);
            }
        }
    }
}

/// Receives the window of each pooled value.
trait IndexSink {
    /// Receives `width` lanes of a window and its pooled values. `offset` is the position of the latter in the output.
    fn store(
        &mut self,
        offset: usize,
        width: usize,
        window: &[Lanes<LANES>; POOL_SIZE * POOL_SIZE],
        pooled: &Lanes<LANES>,
    );
}

/// Discards the indices: a forward pass without gradients does not need them.
struct NoIndices;

impl IndexSink for NoIndices {
    #[inline(always)]
    fn store(
        &mut self,
        _: usize,
        _: usize,
        _: &[Lanes<LANES>; POOL_SIZE * POOL_SIZE],
        _: &Lanes<LANES>,
    ) {
    }
}

/// Stores the indices in the order of the pooled values.
#[cfg(any(feature = "training", feature = "explain"))]
struct StoreIndices<'a>(&'a mut [u8]);

#[cfg(any(feature = "training", feature = "explain"))]
impl IndexSink for StoreIndices<'_> {
    #[inline(always)]
    fn store(
        &mut self,
        offset: usize,
        width: usize,
        window: &[Lanes<LANES>; POOL_SIZE * POOL_SIZE],
        pooled: &Lanes<LANES>,
    ) {
        let max_indices = winograd::max_indices(window);
        for lane in 0..width {
            let is_zero = pooled[lane] == 0.0;
            self.0[offset + lane] = if is_zero {
                RELU_ZERO
            } else {
                max_indices[lane]
            };
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
