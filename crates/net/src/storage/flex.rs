//! Access to burn-flex's tensors, without copying where the memory layout allows it.

use burn::tensor::{Tensor, TensorData, TensorPrimitive};
use burn_flex::{Flex, FlexTensor};

/// The backend of inference.
pub type InferenceBackend = Flex;

/// A tensor's values, row-major. Shares the memory of a contiguous tensor, and copies any other.
#[derive(Clone, Debug)]
pub(crate) struct HostSlice(FlexTensor);

impl HostSlice {
    /// Returns the values in the order of the tensor's axes.
    pub(crate) fn from_tensor<const D: usize>(tensor: Tensor<InferenceBackend, D>) -> Self {
        Self(into_primitive(tensor).to_contiguous())
    }

    /// Returns the values of `[n, channels, side, side]` in the order `[n, side, side, channels]`.
    pub(crate) fn from_tensor_nhwc(tensor: Tensor<InferenceBackend, 4>) -> Self {
        Self(
            into_primitive(tensor)
                .permute(&[0, 2, 3, 1])
                .to_contiguous(),
        )
    }

    pub(crate) fn as_slice(&self) -> &[f32] {
        self.0.as_slice().expect("the tensor is contiguous f32")
    }
}

/// Creates a tensor from row-major values.
///
/// # Panics
/// If `values` does not have as many elements as `shape`.
pub(crate) fn tensor_from_vec<const D: usize>(
    values: Vec<f32>,
    shape: [usize; D],
) -> Tensor<InferenceBackend, D> {
    from_primitive(FlexTensor::from_data(TensorData::new(values, shape)))
}

/// Creates a tensor `[n, channels, side, side]` from values of `shape` `[n, side, side, channels]`.
///
/// The values keep their order in memory, so [`HostSlice::from_tensor_nhwc`] does not copy them.
pub(crate) fn tensor_from_nhwc(values: Vec<f32>, shape: [usize; 4]) -> Tensor<InferenceBackend, 4> {
    let nhwc = FlexTensor::from_data(TensorData::new(values, shape));
    from_primitive(nhwc.permute(&[0, 3, 1, 2]))
}

fn into_primitive<const D: usize>(tensor: Tensor<InferenceBackend, D>) -> FlexTensor {
    tensor.into_primitive().tensor()
}

fn from_primitive<const D: usize>(tensor: FlexTensor) -> Tensor<InferenceBackend, D> {
    Tensor::from_primitive(TensorPrimitive::Float(tensor))
}
