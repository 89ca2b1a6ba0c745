//! A folded block's kernels, turned and laid out in the order in which [`super::convolve`] reads them.

use std::sync::{Arc, OnceLock};

use burn::tensor::Tensor;

use super::winograd::{self, Lanes, PLACES};
use crate::Inference;
use crate::block::KERNEL;
use crate::storage::Rows;

/// Outputs that are computed side by side.
pub(super) const LANES: usize = 8;

const TAPS: usize = KERNEL * KERNEL;

/// Those of one convolution.
#[derive(Debug)]
pub(crate) struct Kernels {
    /// What they were made of; holding it keeps its memory from becoming another tensor's.
    weight: Rows,
    pub(crate) inputs: usize,
    pub(crate) outputs: usize,
    /// `[outputs / LANES, PLACES, inputs]` rows of outputs, zeros where there are no more.
    rows: Vec<Lanes<LANES>>,
    /// As they are, `[outputs, KERNEL, KERNEL, inputs]`: what the way back reads.
    #[cfg(any(feature = "learn", feature = "explain"))]
    by_tap: OnceLock<Vec<f32>>,
}

impl Kernels {
    /// `weight` is `[outputs, inputs, KERNEL, KERNEL]`.
    fn of(weight: Rows, [outputs, inputs, ..]: [usize; 4]) -> Self {
        let blocks = outputs.div_ceil(LANES);
        let mut rows = vec![[0.0; LANES]; blocks * PLACES * inputs];
        let (kernels, _) = weight.values().as_chunks::<TAPS>();
        for (index, kernel) in kernels.iter().enumerate() {
            let (output, input) = (index / inputs, index % inputs);
            let first = output / LANES * PLACES * inputs + input;
            for (place, value) in winograd::kernel(kernel).into_iter().enumerate() {
                rows[first + place * inputs][output % LANES] = value;
            }
        }
        Self {
            weight,
            inputs,
            outputs,
            rows,
            #[cfg(any(feature = "learn", feature = "explain"))]
            by_tap: OnceLock::new(),
        }
    }

    /// The kernel of an output as it is, not turned: `[KERNEL, KERNEL, inputs]`.
    #[cfg(any(feature = "learn", feature = "explain"))]
    pub(crate) fn by_tap(&self, output: usize) -> &[f32] {
        let length = TAPS * self.inputs;
        let all = self.by_tap.get_or_init(|| {
            let kernels = self.weight.values().chunks_exact(length);
            let turned = |kernel: &[f32]| {
                let at = |index: usize| kernel[index % self.inputs * TAPS + index / self.inputs];
                (0..length).map(at).collect::<Vec<f32>>()
            };
            kernels.flat_map(turned).collect()
        });
        &all[output * length..][..length]
    }

    fn are_of(&self, weight: &Rows, [outputs, inputs, ..]: [usize; 4]) -> bool {
        let is_same_memory = std::ptr::eq(self.weight.values(), weight.values());
        is_same_memory && [self.outputs, self.inputs] == [outputs, inputs]
    }

    /// For each `LANES` outputs in turn, the rows of each place.
    #[inline(always)]
    pub(super) fn blocks(&self) -> std::slice::ChunksExact<'_, Lanes<LANES>> {
        self.rows.chunks_exact(PLACES * self.inputs)
    }
}

/// The kernels of a block that has answered before.
#[derive(Clone, Debug, Default)]
pub(crate) struct Remembered(OnceLock<Arc<Kernels>>);

impl Remembered {
    /// Those of this weight, `[outputs, inputs, KERNEL, KERNEL]`: the remembered ones, unless they were made of another.
    pub(crate) fn of(&self, weight: Tensor<Inference, 4>) -> Arc<Kernels> {
        let (shape, weight) = (weight.dims(), Rows::of(weight));
        let kernels = self
            .0
            .get_or_init(|| Arc::new(Kernels::of(weight.clone(), shape)));
        if kernels.are_of(&weight, shape) {
            Arc::clone(kernels)
        } else {
            Arc::new(Kernels::of(weight, shape))
        }
    }
}
