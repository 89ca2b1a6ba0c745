//! Inference's share of the network: a folded block and a dense layer in arithmetic of their own.
//!
//! Burn's own layers reach the same values (tests compare both) but spend most of their time on copies and
//! allocations. The tensors stay Burn's: this reads and writes the backend's own buffers. Products are added in one
//! order whatever the processor, so a browser and a native program get the same bits.

mod convolve;
mod dense;
mod kernels;
mod spread;
#[cfg(test)]
mod tests;
mod winograd;

use burn::module::Param;
use burn::nn::Linear;
use burn::tensor::{Tensor, backend::BackendTypes};

use crate::Inference;
use crate::backend::NetBackend;
use crate::block::{ConvBlock, POOL};
use crate::storage::{Rows, tensor, tensor_by_pixel};
#[cfg(any(feature = "learn", feature = "explain"))]
pub(crate) use convolve::DEAD;
use convolve::Image;
#[cfg(any(feature = "learn", feature = "explain"))]
pub(crate) use kernels::Kernels;
pub(crate) use kernels::Remembered;

impl NetBackend for Inference {
    /// A block that still normalises is folded first.
    fn block(block: &ConvBlock<Self>, x: Tensor<Self, 4>) -> Tensor<Self, 4> {
        match &block.norm {
            None => folded(block, x),
            Some(_) => folded(&block.clone().folded(), x),
        }
    }

    fn flat(maps: Tensor<Self, 4>) -> Tensor<Self, 2> {
        let batch = maps.dims()[0];
        let maps = Self::values(maps);
        let length = maps.len() / batch;
        tensor(maps, [batch, length])
    }

    fn dense(layer: &Linear<Self>, x: Tensor<Self, 2>) -> Tensor<Self, 2> {
        let weight = layer.weight.val();
        let ([batch, _], [_, outputs]) = (x.dims(), weight.dims());
        let (x, weight) = (Rows::of(x), Rows::of(weight));
        let bias = bias(layer.bias.as_ref(), outputs);
        let result = spread::widest(
            #[inline(always)]
            || dense::dense(x.values(), weight.values(), &bias),
        );
        tensor(result, [batch, outputs])
    }

    fn rectified(x: Tensor<Self, 2>) -> Tensor<Self, 2> {
        let shape = x.dims();
        let mut values = Self::values(x);
        values.iter_mut().for_each(|value| *value = value.max(0.0));
        tensor(values, shape)
    }

    fn tensor<const D: usize>(
        values: Vec<f32>,
        shape: [usize; D],
        _: &<Self as BackendTypes>::Device,
    ) -> Tensor<Self, D> {
        tensor(values, shape)
    }

    fn values<const D: usize>(tensor: Tensor<Self, D>) -> Vec<f32> {
        Rows::of(tensor).values().to_vec()
    }
}

/// A folded block of these kernels and biases; beside its result, of each pooled value which pixel of its four it was
/// ([`DEAD`] where ReLU left nothing), `[n, side / 2, side / 2, outputs]`.
#[cfg(any(feature = "learn", feature = "explain"))]
pub(crate) fn folded_with_winners(
    kernels: &Kernels,
    bias: &[f32],
    x: Tensor<Inference, 4>,
) -> (Tensor<Inference, 4>, Vec<u8>) {
    let [batch, inputs, side, _] = x.dims();
    let pixels = Rows::by_pixel(x);
    let (half, outputs) = (side / POOL, kernels.outputs);
    let (taken, given) = (side * side * inputs, half * half * outputs);
    let image = Image {
        kernels,
        bias,
        side,
    };
    let mut pooled = vec![0.0; batch * given];
    let mut winners = vec![DEAD; batch * given];
    let images = pixels.values().chunks_exact(taken);
    let results = pooled.chunks_exact_mut(given);
    for ((pixels, pooled), winners) in images.zip(results).zip(winners.chunks_exact_mut(given)) {
        spread::widest(
            #[inline(always)]
            || image.run_with_winners(pixels, pooled, winners),
        );
    }
    let shape = [batch, half, half, outputs];
    (tensor_by_pixel(pooled, shape), winners)
}

/// The result lies pixel by pixel, as the next block reads it; its shape is that of any block's.
fn folded(block: &ConvBlock<Inference>, x: Tensor<Inference, 4>) -> Tensor<Inference, 4> {
    let kernels = block.kernels.of(block.conv.weight.val());
    let bias = bias(block.conv.bias.as_ref(), kernels.outputs);
    let [batch, inputs, side, _] = x.dims();
    let pixels = Rows::by_pixel(x);
    let (half, outputs) = (side / POOL, kernels.outputs);
    let (taken, given) = (side * side * inputs, half * half * outputs);
    let image = Image {
        kernels: &kernels,
        bias: &bias,
        side,
    };
    let pooled = spread::over_images(pixels.values(), taken, given, &image);
    tensor_by_pixel(pooled, [batch, half, half, outputs])
}

/// One for each output; 0 where a layer has none.
fn bias(param: Option<&Param<Tensor<Inference, 1>>>, outputs: usize) -> Vec<f32> {
    match param {
        Some(param) => Inference::values(param.val()),
        None => vec![0.0; outputs],
    }
}
