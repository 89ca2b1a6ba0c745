//! Access to burn-flex's tensors, without copying where the memory layout allows it.

use burn::tensor::TensorData;
use burn_flex::{Flex, FlexTensor};

/// The backend of inference.
pub type InferenceBackend = Flex;

/// A tensor's values, row-major. Shares the memory of a contiguous tensor, and copies any other.
#[derive(Clone, Debug)]
pub(in crate::kernels) struct HostSlice(FlexTensor);

impl HostSlice {
    /// Returns the values in the order of the tensor's axes.
    pub(in crate::kernels) fn new(tensor: FlexTensor) -> Self {
        Self(tensor.to_contiguous())
    }

    /// Returns the values of `[n, channels, side, side]` in the order `[n, side, side, channels]`.
    pub(in crate::kernels) fn nhwc(tensor: FlexTensor) -> Self {
        Self::new(tensor.permute(&[0, 2, 3, 1]))
    }

    pub(in crate::kernels) fn as_slice(&self) -> &[f32] {
        self.0.as_slice().expect("the tensor is contiguous f32")
    }
}

impl From<Vec<f32>> for HostSlice {
    fn from(values: Vec<f32>) -> Self {
        let len = values.len();
        Self(from_vec(values, &[len]))
    }
}

/// Creates a tensor from row-major values.
///
/// # Panics
/// If `values` does not have as many elements as `shape`.
pub(in crate::kernels) fn from_vec(values: Vec<f32>, shape: &[usize]) -> FlexTensor {
    FlexTensor::from_data(TensorData::new(values, shape))
}

/// Creates a tensor `[n, channels, side, side]` from values of `shape` `[n, side, side, channels]`.
///
/// The values keep their order in memory, so [`HostSlice::nhwc`] does not copy them.
pub(in crate::kernels) fn from_nhwc(values: Vec<f32>, shape: [usize; 4]) -> FlexTensor {
    from_vec(values, &shape).permute(&[0, 3, 1, 2])
}
