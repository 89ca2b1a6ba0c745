//! A folded block on one image: convolution, bias, pooling and ReLU, a few windows at a time.
//!
//! Images lie pixel by pixel, `[side, side, channels]`, so that a window is 16 rows of channels. The sums over
//! the inputs, where the time goes, are kept in registers: [`TILES`] windows by [`LANES`] outputs.

use std::ops::Range;

use super::kernels::{Kernels, LANES};
use super::winograd::{self, Lanes, PLACES, WINDOW};
use crate::block::POOL;

/// Windows that are multiplied together.
const TILES: usize = 5;

/// In place of a winner, where ReLU leaves nothing.
#[cfg(any(feature = "learn", feature = "explain"))]
pub(crate) const DEAD: u8 = u8::MAX;

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
        self.pass(pixels, pooled, &mut Forgotten);
    }

    /// The same, telling also which of its four pixels each pooled value was taken from; [`DEAD`] where it is 0.
    #[cfg(any(feature = "learn", feature = "explain"))]
    #[inline(always)]
    pub(super) fn run_with_winners(&self, pixels: &[f32], pooled: &mut [f32], winners: &mut [u8]) {
        self.pass(pixels, pooled, &mut Kept(winners));
    }

    #[inline(always)]
    fn pass(&self, pixels: &[f32], pooled: &mut [f32], winners: &mut impl Winners) {
        let (half, inputs) = (self.side / POOL, self.kernels.inputs);
        let padded = self.padded(pixels);
        let mut seen = vec![0.0; PLACES * TILES * inputs];
        for first in (0..half * half).step_by(TILES) {
            let tiles = TILES.min(half * half - first);
            for tile in 0..tiles {
                self.look(&padded, first + tile, &mut seen[tile * inputs..]);
            }
            self.answer(&seen, first..first + tiles, pooled, winners);
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

    /// The pooled outputs of these windows, which are the first of those seen.
    #[inline(always)]
    fn answer(
        &self,
        seen: &[f32],
        tiles: Range<usize>,
        pooled: &mut [f32],
        winners: &mut impl Winners,
    ) {
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
            for (tile, sums) in tiles.clone().zip(&sums) {
                let windows = winograd::outputs(sums);
                let values = winograd::pooled(windows, bias);
                let place = tile * outputs + first;
                pooled[place..][..width].copy_from_slice(&values[..width]);
                winners.keep(place, width, &windows, &values);
            }
        }
    }
}

/// What becomes of the places that pooled values are taken from.
trait Winners {
    fn keep(
        &mut self,
        place: usize,
        width: usize,
        windows: &[Lanes<LANES>; POOL * POOL],
        pooled: &Lanes<LANES>,
    );
}

/// Nothing: an answer does not need them.
struct Forgotten;

impl Winners for Forgotten {
    #[inline(always)]
    fn keep(&mut self, _: usize, _: usize, _: &[Lanes<LANES>; POOL * POOL], _: &Lanes<LANES>) {}
}

/// They lie as the pooled values do.
#[cfg(any(feature = "learn", feature = "explain"))]
struct Kept<'a>(&'a mut [u8]);

#[cfg(any(feature = "learn", feature = "explain"))]
impl Winners for Kept<'_> {
    #[inline(always)]
    fn keep(
        &mut self,
        place: usize,
        width: usize,
        windows: &[Lanes<LANES>; POOL * POOL],
        pooled: &Lanes<LANES>,
    ) {
        let winners = winograd::winners(windows);
        for lane in 0..width {
            let dead = pooled[lane] == 0.0;
            self.0[place + lane] = if dead { DEAD } else { winners[lane] };
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
