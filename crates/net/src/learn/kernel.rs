//! What a training block's way there and its way back share: sizes, and what one leaves for the other.
//!
//! Tensors that come and go are row-major `[n, channels, side, side]`; within the block images lie in
//! groups (see [`super::padded`]) that cores take in turn. Sums are added in the order of the groups,
//! whichever core ends first: the same input gives the same bits.

use std::ops::Range;

use burn_ndarray::SharedArray;

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
        let side = self.half();
        [self.batch, self.outputs, side, side]
    }

    pub(super) fn layout(&self) -> Layout {
        Layout { side: self.side }
    }

    /// Side of the pooled planes.
    pub(super) fn half(&self) -> usize {
        self.side / POOL
    }

    pub(super) fn groups(&self) -> usize {
        self.batch.div_ceil(self.layout().images())
    }

    /// How many images a group holds; the last one may hold fewer than the others.
    pub(super) fn images(&self, group: usize) -> usize {
        let all = self.layout().images();
        all.min(self.batch - group * all)
    }

    /// Values that the block takes for one image, and those that it gives.
    pub(super) fn image(&self) -> (usize, usize) {
        (
            self.inputs * self.side * self.side,
            self.outputs * self.half() * self.half(),
        )
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

    /// Calls `visit` with channel and image of each plane of a group, and where its pooled values lie among
    /// the group's `[n, outputs, half, half]`.
    #[inline(always)]
    pub(super) fn planes(&self, group: usize, mut visit: impl FnMut(usize, usize, Range<usize>)) {
        let plane = self.half() * self.half();
        for n in 0..self.images(group) {
            for channel in 0..self.outputs {
                let start = (n * self.outputs + channel) * plane;
                visit(channel, n, start..start + plane);
            }
        }
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
    /// The input in groups, padded.
    pub(super) input: Vec<f32>,
    pub(super) weights: Weights,
    /// The convolution's result in groups, 0 between the images.
    pub(super) convolved: Vec<f32>,
    /// The convolved value that won each pooled place, `[n, outputs, half, half]`.
    pub(super) peaks: Vec<f32>,
    /// Which of the place's four pixels it was, row by row; [`DEAD`] where ReLU gave 0.
    pub(super) winners: Vec<u8>,
    pub(super) mean: Vec<f32>,
    pub(super) variance: Vec<f32>,
}

pub(super) const DEAD: u8 = u8::MAX;

/// The values of a row-major tensor.
pub(super) fn flat(values: &SharedArray<f32>) -> &[f32] {
    values.as_slice().expect("values are row-major")
}
