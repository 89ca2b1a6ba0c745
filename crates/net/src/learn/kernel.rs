//! The arithmetic of a training block: what its way there and its way back share.
//!
//! All slices are row-major `[n, channels, side, side]`. The convolution is a matrix product over unrolled
//! patches (im2col), so that a tuned product does the work; the batch is cut into slices of [`SLICE`]
//! images that cores take in turn. Sums are added in the order of the slices, whichever core ends first:
//! the same input gives the same bits.

use burn_ndarray::SharedArray;
use ndarray::{ArrayView2, ArrayViewMut2};

use crate::block::{KERNEL, POOL};

/// Images that one core takes at a time.
pub(super) const SLICE: usize = 8;

/// Sizes of a block's tensors.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    pub(super) batch: usize,
    pub(super) inputs: usize,
    pub(super) outputs: usize,
    pub(super) side: usize,
}

impl Shape {
    pub(super) fn of([batch, inputs, side, _]: [usize; 4], [outputs, ..]: [usize; 4]) -> Self {
        Self {
            batch,
            inputs,
            outputs,
            side,
        }
    }

    pub(super) fn input(&self) -> [usize; 4] {
        [self.batch, self.inputs, self.side, self.side]
    }

    pub(super) fn weight(&self) -> [usize; 4] {
        [self.outputs, self.inputs, KERNEL, KERNEL]
    }

    pub(super) fn output(&self) -> [usize; 4] {
        [
            self.batch,
            self.outputs,
            self.pooled_side(),
            self.pooled_side(),
        ]
    }

    pub(super) fn pooled_side(&self) -> usize {
        self.side / POOL
    }

    pub(super) fn pixels(&self) -> usize {
        self.side * self.side
    }

    pub(super) fn patch(&self) -> usize {
        self.inputs * KERNEL * KERNEL
    }

    /// Values of one image before the block, after the convolution, after pooling.
    pub(super) fn image(&self) -> (usize, usize, usize) {
        let pooled = self.pooled_side() * self.pooled_side();
        (
            self.inputs * self.pixels(),
            self.outputs * self.pixels(),
            self.outputs * pooled,
        )
    }
}

/// What the block learns.
#[derive(Clone, Debug)]
pub(super) struct Weights {
    pub(super) conv: SharedArray<f32>,
    pub(super) gamma: SharedArray<f32>,
    pub(super) beta: SharedArray<f32>,
    pub(super) epsilon: f32,
}

/// What the way back needs of the way there.
#[derive(Clone, Debug)]
pub(super) struct Trace {
    pub(super) input: SharedArray<f32>,
    pub(super) weights: Weights,
    pub(super) convolved: Vec<f32>,
    /// Which of its four pixels each pooled value came from; [`DEAD`] where ReLU gave 0.
    pub(super) winners: Vec<u8>,
    pub(super) mean: Vec<f32>,
    pub(super) variance: Vec<f32>,
}

pub(super) const DEAD: u8 = u8::MAX;

/// The pixel of the plane that pooled value `place` was taken from, or `None` where ReLU stopped it.
pub(super) fn source(winner: u8, place: usize, side: usize) -> Option<usize> {
    let half = side / POOL;
    let (y, x, winner) = (place / half, place % half, usize::from(winner));
    (winner < POOL * POOL).then(|| (POOL * y + winner / POOL) * side + POOL * x + winner % POOL)
}

/// The values of a row-major tensor.
pub(super) fn flat(values: &SharedArray<f32>) -> &[f32] {
    values.as_slice().expect("values are row-major")
}

/// A slice as a matrix.
pub(super) fn matrix(values: &[f32], rows: usize, columns: usize) -> ArrayView2<'_, f32> {
    ArrayView2::from_shape((rows, columns), values).expect("the slice holds the whole matrix")
}

/// The same, to be written to.
pub(super) fn matrix_mut(
    values: &mut [f32],
    rows: usize,
    columns: usize,
) -> ArrayViewMut2<'_, f32> {
    ArrayViewMut2::from_shape((rows, columns), values).expect("the slice holds the whole matrix")
}
