//! What the network asks of a backend: its layers, and numbers in and out.
//!
//! By default Burn's own layers answer. Training and inference know faster ways (`learn`, `infer`); inference's
//! are also smaller, since they are compiled for one type of number.

use burn::nn::Linear;
use burn::tensor::activation::relu;
use burn::tensor::{Tensor, TensorData, backend::Backend};

use crate::block::ConvBlock;

/// A backend that can run the network.
pub trait NetBackend: Backend {
    /// Shapes as [`ConvBlock::by_layers`].
    fn block(block: &ConvBlock<Self>, x: Tensor<Self, 4>) -> Tensor<Self, 4> {
        block.by_layers(x)
    }

    /// The values of each image in one row: `[n, channels, side, side]` to `[n, channels * side * side]`.
    fn flat(maps: Tensor<Self, 4>) -> Tensor<Self, 2> {
        maps.flatten(1, 3)
    }

    /// A dense layer: `[n, inputs]` to `[n, outputs]`.
    fn dense(layer: &Linear<Self>, x: Tensor<Self, 2>) -> Tensor<Self, 2> {
        layer.forward(x)
    }

    /// 0 in place of each value below 0.
    fn rectified(x: Tensor<Self, 2>) -> Tensor<Self, 2> {
        relu(x)
    }

    /// A tensor of these values, row-major, as many as the shape holds.
    fn tensor<const D: usize>(
        values: Vec<f32>,
        shape: [usize; D],
        device: &Self::Device,
    ) -> Tensor<Self, D> {
        Tensor::from_data(TensorData::new(values, shape), device)
    }

    /// A tensor's values, row-major.
    fn values<const D: usize>(tensor: Tensor<Self, D>) -> Vec<f32> {
        let values = tensor.into_data().convert::<f32>().into_vec();
        values.expect("the data was converted to f32")
    }
}
