//! A folded block's convolution kernels after the Winograd transform, in the order in which [`super::fused_block`]
//! reads them, and a cache for them.

use std::sync::{Arc, OnceLock};

use burn::tensor::Tensor;

use super::winograd::{self, Lanes, TILE_AREA};
use crate::InferenceBackend;
use crate::block::KERNEL_AREA;
use crate::storage::HostSlice;

/// Number of output channels that are computed at a time.
pub(super) const LANES: usize = 8;

/// The transformed kernels of one convolution.
#[derive(Debug)]
pub(crate) struct TransformedKernels {
    /// The weights before the transform. Holding them keeps their memory from being reused for another tensor, so
    /// comparing addresses is enough to recognise them.
    weight: HostSlice,
    pub(crate) inputs: usize,
    pub(crate) outputs: usize,
    /// `[outputs / LANES, TILE_AREA, inputs, LANES]`, with zeros where the last group of lanes is not full.
    transformed: Vec<Lanes<LANES>>,
    /// The weights before the transform as `[outputs, KERNEL_SIZE, KERNEL_SIZE, inputs]`, for the backward pass.
    #[cfg(any(feature = "training", feature = "explain"))]
    channels_last: OnceLock<Vec<f32>>,
}

impl TransformedKernels {
    /// Transforms the kernels of `weight`, `[outputs, inputs, KERNEL_SIZE, KERNEL_SIZE]`.
    fn new(weight: HostSlice, [outputs, inputs, ..]: [usize; 4]) -> Self {
        let lane_groups = outputs.div_ceil(LANES);
        let mut transformed = vec![[0.0; LANES]; lane_groups * TILE_AREA * inputs];
        let (kernels, _) = weight.as_slice().as_chunks::<KERNEL_AREA>();
        for (index, kernel) in kernels.iter().enumerate() {
            let (output, input) = (index / inputs, index % inputs);
            let first = output / LANES * TILE_AREA * inputs + input;
            let values = winograd::transform_kernel(kernel);
            for (position, value) in values.into_iter().enumerate() {
                transformed[first + position * inputs][output % LANES] = value;
            }
        }
        Self {
            weight,
            inputs,
            outputs,
            transformed,
            #[cfg(any(feature = "training", feature = "explain"))]
            channels_last: OnceLock::new(),
        }
    }

    /// Returns the kernel of one output before the transform: `[KERNEL_SIZE, KERNEL_SIZE, inputs]`.
    #[cfg(any(feature = "training", feature = "explain"))]
    pub(crate) fn channels_last(&self, output: usize) -> &[f32] {
        let kernel_len = KERNEL_AREA * self.inputs;
        let all = self.channels_last.get_or_init(|| {
            let kernels = self.weight.as_slice().chunks_exact(kernel_len);
            let reorder = |kernel: &[f32]| {
                let at =
                    |index: usize| kernel[index % self.inputs * KERNEL_AREA + index / self.inputs];
                (0..kernel_len).map(at).collect::<Vec<f32>>()
            };
            kernels.flat_map(reorder).collect()
        });
        &all[output * kernel_len..][..kernel_len]
    }

    /// Returns whether these kernels were transformed from the same memory as `weight`.
    fn is_from(&self, weight: &HostSlice, [outputs, inputs, ..]: [usize; 4]) -> bool {
        let is_same_memory = std::ptr::eq(self.weight.as_slice(), weight.as_slice());
        is_same_memory && [self.outputs, self.inputs] == [outputs, inputs]
    }

    /// Iterates over the groups of [`LANES`] outputs: `[TILE_AREA, inputs, LANES]` each.
    #[inline(always)]
    pub(super) fn lane_groups(&self) -> std::slice::ChunksExact<'_, Lanes<LANES>> {
        self.transformed.chunks_exact(TILE_AREA * self.inputs)
    }
}

/// Caches a block's transformed kernels after its first forward pass.
#[derive(Clone, Debug, Default)]
pub(crate) struct KernelCache(OnceLock<Arc<TransformedKernels>>);

impl KernelCache {
    /// Returns the transformed kernels of `weight`, `[outputs, inputs, KERNEL_SIZE, KERNEL_SIZE]`.
    ///
    /// The first call fills the cache. A call with another tensor transforms it without caching the result.
    pub(crate) fn get_or_transform(
        &self,
        weight: Tensor<InferenceBackend, 4>,
    ) -> Arc<TransformedKernels> {
        let (shape, weight) = (weight.dims(), HostSlice::from_tensor(weight));
        let kernels = self
            .0
            .get_or_init(|| Arc::new(TransformedKernels::new(weight.clone(), shape)));
        if kernels.is_from(&weight, shape) {
            Arc::clone(kernels)
        } else {
            Arc::new(TransformedKernels::new(weight, shape))
        }
    }
}
