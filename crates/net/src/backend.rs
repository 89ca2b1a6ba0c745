//! The operations that the network needs from a backend: its layers, and conversion between tensors and numbers.
//!
//! The provided methods use Burn's own layers. Inference and training override them with fused kernels (see
//! `inference` and `training`). The kernels for inference also make the wasm smaller, because they are compiled for
//! `f32` alone.

use burn::nn::Linear;
use burn::tensor::activation::relu;
use burn::tensor::{Tensor, TensorData, backend::Backend};

use crate::block::ConvBlock;

/// A backend that can run the network.
pub trait NetBackend: Backend {
    /// Applies a convolutional block.
    ///
    /// # Shapes
    /// Those of [`ConvBlock::forward_reference`].
    fn conv_block(block: &ConvBlock<Self>, x: Tensor<Self, 4>) -> Tensor<Self, 4> {
        block.forward_reference(x)
    }

    /// Flattens the feature maps of each image.
    ///
    /// # Shapes
    /// `[n, channels, side, side]` to `[n, channels * side * side]`.
    fn flatten(maps: Tensor<Self, 4>) -> Tensor<Self, 2> {
        maps.flatten(1, 3)
    }

    /// Applies a dense layer.
    ///
    /// # Shapes
    /// `[n, inputs]` to `[n, outputs]`.
    fn dense(layer: &Linear<Self>, x: Tensor<Self, 2>) -> Tensor<Self, 2> {
        layer.forward(x)
    }

    /// Applies ReLU: `max(x, 0)`, element-wise.
    ///
    /// # Shapes
    /// `[n, m]` to `[n, m]`, all >= 0.
    fn rectify(x: Tensor<Self, 2>) -> Tensor<Self, 2> {
        relu(x)
    }

    /// Creates a tensor from row-major values.
    ///
    /// # Panics
    /// If `values` does not have as many elements as `shape`.
    fn tensor_from_vec<const D: usize>(
        values: Vec<f32>,
        shape: [usize; D],
        device: &Self::Device,
    ) -> Tensor<Self, D> {
        Tensor::from_data(TensorData::new(values, shape), device)
    }

    /// Returns a tensor's values, row-major.
    fn tensor_into_vec<const D: usize>(tensor: Tensor<Self, D>) -> Vec<f32> {
        let values = tensor.into_data().convert::<f32>().into_vec();
        values.expect("the data was converted to f32")
    }
}
