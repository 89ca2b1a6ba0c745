//! burn-flex's tensors, without a copy wherever their values lie as they are wanted.

use burn::tensor::{Tensor, TensorData, TensorPrimitive};
use burn_flex::{Flex, FlexTensor};

/// The backend of inference.
pub type Inference = Flex;

/// A tensor's values, row-major; shared with the tensor, and copied only where they lie otherwise there.
#[derive(Clone, Debug)]
pub(crate) struct Rows(FlexTensor);

impl Rows {
    pub(crate) fn of<const D: usize>(tensor: Tensor<Inference, D>) -> Self {
        Self(primitive(tensor).to_contiguous())
    }

    /// Of `[n, channels, side, side]` as `[n, side, side, channels]`.
    pub(crate) fn by_pixel(tensor: Tensor<Inference, 4>) -> Self {
        Self(primitive(tensor).permute(&[0, 2, 3, 1]).to_contiguous())
    }

    pub(crate) fn values(&self) -> &[f32] {
        self.0.as_slice().expect("values are row-major f32")
    }
}

/// A tensor of these values, row-major, as many as the shape holds.
pub(crate) fn tensor<const D: usize>(values: Vec<f32>, shape: [usize; D]) -> Tensor<Inference, D> {
    of_primitive(FlexTensor::from_data(TensorData::new(values, shape)))
}

/// A tensor `[n, channels, side, side]` of values that lie `[n, side, side, channels]`, and stay so.
pub(crate) fn tensor_by_pixel(values: Vec<f32>, shape: [usize; 4]) -> Tensor<Inference, 4> {
    let by_pixel = FlexTensor::from_data(TensorData::new(values, shape));
    of_primitive(by_pixel.permute(&[0, 3, 1, 2]))
}

fn primitive<const D: usize>(tensor: Tensor<Inference, D>) -> FlexTensor {
    tensor.into_primitive().tensor()
}

fn of_primitive<const D: usize>(tensor: FlexTensor) -> Tensor<Inference, D> {
    Tensor::from_primitive(TensorPrimitive::Float(tensor))
}
