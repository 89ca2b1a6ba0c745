//! The arithmetic of a training block: what its way there and its way back share.
//!
//! Tensors that come and go are row-major `[n, channels, side, side]`; within the block images lie in
//! groups (see [`super::padded`]) that cores take in turn. Sums are added in the order of the groups,
//! whichever core ends first: the same input gives the same bits.

use burn_ndarray::SharedArray;
use ndarray::{ArrayBase, ArrayView2, ArrayView4, ArrayViewMut2, Axis, Ix2, Ix4, RawData};

use super::padded::Layout;
use crate::block::{KERNEL, POOL};

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
        let side = self.side / POOL;
        [self.batch, self.outputs, side, side]
    }

    pub(super) fn layout(&self) -> Layout {
        Layout { side: self.side }
    }

    pub(super) fn groups(&self) -> usize {
        self.batch.div_ceil(self.layout().images())
    }

    /// Values that the block takes for one image, and those that it gives.
    pub(super) fn image(&self) -> (usize, usize) {
        let [_, outputs, side, _] = self.output();
        (self.inputs * self.side * self.side, outputs * side * side)
    }

    /// Values of one group: the padded input, and the convolved planes.
    pub(super) fn group(&self) -> (usize, usize) {
        let layout = self.layout();
        (
            self.inputs * layout.padded_span(),
            self.outputs * layout.span(),
        )
    }

    /// Values a channel, over which its mean and variance are taken.
    pub(super) fn count(&self) -> usize {
        self.batch * self.side * self.side
    }

    /// A convolution's weight as `[outputs, inputs, ky, kx]`.
    pub(super) fn kernels<'a>(&self, weight: &'a [f32]) -> ArrayView4<'a, f32> {
        ArrayView4::from_shape(self.weight(), weight).expect("the weight has the block's shape")
    }
}

/// One tap of kernels `[outputs, inputs, ky, kx]`: `[outputs, inputs]`.
pub(super) fn at_tap<A>(kernels: ArrayBase4<A>, (ky, kx): (usize, usize)) -> ArrayBase2<A>
where
    A: RawData,
{
    kernels
        .index_axis_move(Axis(2), ky)
        .index_axis_move(Axis(2), kx)
}

/// One row of the kernels of a single input: `[outputs, kx]`.
pub(super) fn at_row<A>(kernels: ArrayBase4<A>, ky: usize) -> ArrayBase2<A>
where
    A: RawData,
{
    kernels
        .index_axis_move(Axis(1), 0)
        .index_axis_move(Axis(1), ky)
}

type ArrayBase4<A> = ArrayBase<A, Ix4>;
type ArrayBase2<A> = ArrayBase<A, Ix2>;

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
    /// The input in groups, padded.
    pub(super) input: Vec<f32>,
    pub(super) weights: Weights,
    /// The convolution's result in groups, 0 between the images.
    pub(super) convolved: Vec<f32>,
    /// Which of its four pixels each pooled value came from; [`DEAD`] where ReLU gave 0.
    pub(super) winners: Vec<u8>,
    pub(super) mean: Vec<f32>,
    pub(super) variance: Vec<f32>,
}

pub(super) const DEAD: u8 = u8::MAX;

/// Calls `visit` with each live pooled value's place in its plane and the place in `layout`'s plane of the
/// pixel that it was taken from, for image `n` of the group.
pub(super) fn live(layout: Layout, n: usize, winners: &[u8], mut visit: impl FnMut(usize, usize)) {
    let half = layout.side / POOL;
    for (y, winners) in winners.chunks_exact(half).enumerate() {
        let corner = layout.row(n, POOL * y);
        for (x, winner) in winners.iter().enumerate() {
            if *winner != DEAD {
                let winner = usize::from(*winner);
                let pixel = corner + winner / POOL * layout.stride() + POOL * x + winner % POOL;
                visit(y * half + x, pixel);
            }
        }
    }
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
