//! A folded block on one image: convolution, bias, pooling and ReLU, a few windows at a time.
//!
//! Images lie pixel by pixel, `[side, side, channels]`, so that a window is 16 rows of channels. The sums over
//! the inputs, where the time goes, are kept in registers: [`TILES`] windows by [`LANES`] outputs.

use super::kernels::{Kernels, LANES};
use super::winograd::{self, Lanes, PLACES, WINDOW};
use crate::block::POOL;

/// Windows that are multiplied together.
const TILES: usize = 5;

/// One image's way through a block.
pub(super) struct Image<'a> {
    pub(super) kernels: &'a Kernels,
    /// One for each output.
    pub(super) bias: &'a [f32],
    pub(super) side: usize,
}

impl Image<'_> {
    /// `[side, side, inputs]` to `[side / 2, side / 2, outputs]`, rounded down.
    #[inline(always)]
    pub(super) fn run(&self, pixels: &[f32], pooled: &mut [f32]) {
        let (half, inputs) = (self.side / POOL, self.kernels.inputs);
        let padded = self.padded(pixels);
        let mut seen = vec![0.0; PLACES * TILES * inputs];
        for first in (0..half * half).step_by(TILES) {
            let tiles = TILES.min(half * half - first);
            for tile in 0..tiles {
                self.look(&padded, first + tile, &mut seen[tile * inputs..]);
            }
            let pooled = &mut pooled[first * self.kernels.outputs..];
            self.answer(&seen, tiles, pooled);
        }
    }

    /// Side of a padded image: pooling never looks at the last row and column of an odd side.
    #[inline(always)]
    fn padded_side(&self) -> usize {
        self.side / POOL * POOL + 2
    }

    /// The image with zeros around it.
    #[inline(always)]
    fn padded(&self, pixels: &[f32]) -> Vec<f32> {
        let (side, inputs) = (self.padded_side(), self.kernels.inputs);
        let mut padded = vec![0.0; side * side * inputs];
        let kept = self.side.min(side - 1) * inputs;
        let rows = pixels.chunks_exact(self.side * inputs);
        for (row, padded) in rows.zip(padded.chunks_exact_mut(side * inputs).skip(1)) {
            padded[inputs..][..kept].copy_from_slice(&row[..kept]);
        }
        padded
    }

    /// Turns one window, whose places then lie `TILES * inputs` apart.
    #[inline(always)]
    fn look(&self, padded: &[f32], tile: usize, seen: &mut [f32]) {
        let (half, inputs) = (self.side / POOL, self.kernels.inputs);
        let (y, x) = (tile / half * POOL, tile % half * POOL);
        let corner = (y * self.padded_side() + x) * inputs;
        let whole = inputs / LANES * LANES;
        for channel in (0..whole).step_by(LANES) {
            self.turn::<LANES>(&padded[corner + channel..], &mut seen[channel..]);
        }
        for channel in whole..inputs {
            self.turn::<1>(&padded[corner + channel..], &mut seen[channel..]);
        }
    }

    #[inline(always)]
    fn turn<const W: usize>(&self, padded: &[f32], seen: &mut [f32]) {
        let (stride, inputs) = (self.padded_side(), self.kernels.inputs);
        let mut values = [[0.0; W]; PLACES];
        for (place, values) in values.iter_mut().enumerate() {
            let pixel = place / WINDOW * stride + place % WINDOW;
            values.copy_from_slice(&padded[pixel * inputs..][..W]);
        }
        let turned = winograd::window(values);
        for (place, values) in turned.iter().enumerate() {
            seen[place * TILES * inputs..][..W].copy_from_slice(values);
        }
    }

    /// The pooled outputs of the first few windows seen.
    #[inline(always)]
    fn answer(&self, seen: &[f32], tiles: usize, pooled: &mut [f32]) {
        let (outputs, inputs) = (self.kernels.outputs, self.kernels.inputs);
        for (block, kernels) in self.kernels.blocks().enumerate() {
            let mut sums = [[[0.0; LANES]; PLACES]; TILES];
            let places = seen.chunks_exact(TILES * inputs);
            for (place, (seen, rows)) in places.zip(kernels.chunks_exact(inputs)).enumerate() {
                let products = multiply(seen, rows);
                for (sums, products) in sums.iter_mut().zip(products) {
                    sums[place] = products;
                }
            }
            let first = block * LANES;
            let width = LANES.min(outputs - first);
            let mut bias = [0.0; LANES];
            bias[..width].copy_from_slice(&self.bias[first..][..width]);
            for (tile, sums) in sums.iter().take(tiles).enumerate() {
                let values = winograd::pooled(sums, bias);
                pooled[tile * outputs + first..][..width].copy_from_slice(&values[..width]);
            }
        }
    }
}

/// What the windows `[TILES, inputs]` see times the rows of kernels, summed over the inputs.
#[inline(always)]
fn multiply(seen: &[f32], rows: &[Lanes<LANES>]) -> [Lanes<LANES>; TILES] {
    let mut sums = [[0.0; LANES]; TILES];
    let (first, rest) = seen.split_at(rows.len());
    let (second, rest) = rest.split_at(rows.len());
    let (third, rest) = rest.split_at(rows.len());
    let (fourth, fifth) = rest.split_at(rows.len());
    // Zipped, for then no place in memory is checked in the loop.
    let windows = first.iter().zip(second).zip(third).zip(fourth).zip(fifth);
    for (row, ((((first, second), third), fourth), fifth)) in rows.iter().zip(windows) {
        let values = [*first, *second, *third, *fourth, *fifth];
        for (sums, value) in sums.iter_mut().zip(values) {
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += value * weight;
            }
        }
    }
    sums
}
