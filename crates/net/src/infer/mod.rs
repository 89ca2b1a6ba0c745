//! Inference's share of the network: a folded block and a dense layer in arithmetic of their own.
//!
//! Burn's own layers reach the same values (tests compare both) but spend most of their time on copies and
//! allocations. The tensors stay Burn's: this reads and writes burn-ndarray's buffers. Products are added in one
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
use burn::tensor::{Tensor, TensorPrimitive};
use burn_ndarray::{NdArrayDevice, NdArrayTensor, SharedArray};

use crate::Inference;
use crate::backend::NetBackend;
use crate::block::{ConvBlock, POOL};
use convolve::Image;
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
        tensor(shaped(maps, &[batch, length]))
    }

    fn dense(layer: &Linear<Self>, x: Tensor<Self, 2>) -> Tensor<Self, 2> {
        let (x, weight) = (laid_out(array(x)), laid_out(array(layer.weight.val())));
        let (batch, outputs) = (x.shape()[0], weight.shape()[1]);
        let bias = bias(layer.bias.as_ref(), outputs);
        let result = spread::widest(
            #[inline(always)]
            || dense::dense(row_major(&x), row_major(&weight), &bias),
        );
        tensor(shaped(result, &[batch, outputs]))
    }

    fn rectified(x: Tensor<Self, 2>) -> Tensor<Self, 2> {
        let shape = x.dims();
        let mut values = Self::values(x);
        values.iter_mut().for_each(|value| *value = value.max(0.0));
        tensor(shaped(values, &shape))
    }

    fn tensor<const D: usize>(
        values: Vec<f32>,
        shape: [usize; D],
        _: &NdArrayDevice,
    ) -> Tensor<Self, D> {
        tensor(shaped(values, &shape))
    }

    fn values<const D: usize>(tensor: Tensor<Self, D>) -> Vec<f32> {
        row_major(&laid_out(array(tensor))).to_vec()
    }
}

/// The result lies pixel by pixel, as the next block reads it; its shape is that of any block's.
fn folded(block: &ConvBlock<Inference>, x: Tensor<Inference, 4>) -> Tensor<Inference, 4> {
    let kernels = block.kernels.of(&laid_out(array(block.conv.weight.val())));
    let bias = bias(block.conv.bias.as_ref(), kernels.outputs);
    let [batch, inputs, side, _] = x.dims();
    let pixels = laid_out(array(x).permuted_axes(vec![0, 2, 3, 1]));
    let (half, outputs) = (side / POOL, kernels.outputs);
    let (taken, given) = (side * side * inputs, half * half * outputs);
    let image = Image {
        kernels: &kernels,
        bias: &bias,
        side,
    };
    let pooled = spread::over_images(row_major(&pixels), taken, given, &image);
    let pooled = shaped(pooled, &[batch, half, half, outputs]);
    tensor(pooled.permuted_axes(vec![0, 3, 1, 2]))
}

/// One for each output; 0 where a layer has none.
fn bias(param: Option<&Param<Tensor<Inference, 1>>>, outputs: usize) -> Vec<f32> {
    match param {
        Some(param) => Inference::values(param.val()),
        None => vec![0.0; outputs],
    }
}

fn array<const D: usize>(tensor: Tensor<Inference, D>) -> SharedArray<f32> {
    let TensorPrimitive::Float(NdArrayTensor::F32(storage)) = tensor.into_primitive() else {
        unreachable!("the backend computes in f32")
    };
    storage.into_shared()
}

/// Row-major, shared and not copied where the values lie so already.
fn laid_out(array: SharedArray<f32>) -> SharedArray<f32> {
    if array.is_standard_layout() {
        array
    } else {
        array.as_standard_layout().to_shared()
    }
}

fn row_major(values: &SharedArray<f32>) -> &[f32] {
    values.as_slice().expect("values are row-major")
}

fn shaped(values: Vec<f32>, shape: &[usize]) -> SharedArray<f32> {
    SharedArray::from_shape_vec(shape, values).expect("as many values as the shape holds")
}

fn tensor<const D: usize>(array: SharedArray<f32>) -> Tensor<Inference, D> {
    Tensor::from_primitive(TensorPrimitive::Float(array.into()))
}
