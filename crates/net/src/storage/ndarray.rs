//! Access to burn-ndarray's tensors, without copying where the memory layout allows it.

use burn::tensor::{Tensor, TensorPrimitive};
use burn_ndarray::{NdArrayTensor, SharedArray};

/// The backend of inference, natively and in the browser.
pub type InferenceBackend = burn::backend::NdArray<f32>;

/// A tensor's values, row-major. Shares the memory of a contiguous tensor, and copies any other.
#[derive(Clone, Debug)]
pub(crate) struct HostSlice(SharedArray<f32>);

impl HostSlice {
    /// Returns the values in the order of the tensor's axes.
    pub(crate) fn from_tensor<const D: usize>(tensor: Tensor<InferenceBackend, D>) -> Self {
        Self::contiguous(into_array(tensor))
    }

    /// Returns the values of `[n, channels, side, side]` in the order `[n, side, side, channels]`.
    pub(crate) fn from_tensor_nhwc(tensor: Tensor<InferenceBackend, 4>) -> Self {
        Self::contiguous(into_array(tensor).permuted_axes(vec![0, 2, 3, 1]))
    }

    fn contiguous(array: SharedArray<f32>) -> Self {
        Self(if array.is_standard_layout() {
            array
        } else {
            array.as_standard_layout().to_shared()
        })
    }

    pub(crate) fn as_slice(&self) -> &[f32] {
        self.0.as_slice().expect("the array is contiguous")
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
    from_array(to_array(values, &shape))
}

/// Creates a tensor `[n, channels, side, side]` from values of `shape` `[n, side, side, channels]`.
///
/// The values keep their order in memory, so [`HostSlice::from_tensor_nhwc`] does not copy them.
pub(crate) fn tensor_from_nhwc(values: Vec<f32>, shape: [usize; 4]) -> Tensor<InferenceBackend, 4> {
    from_array(to_array(values, &shape).permuted_axes(vec![0, 3, 1, 2]))
}

fn into_array<const D: usize>(tensor: Tensor<InferenceBackend, D>) -> SharedArray<f32> {
    let TensorPrimitive::Float(NdArrayTensor::F32(storage)) = tensor.into_primitive() else {
        unreachable!("the backend computes in f32")
    };
    storage.into_shared()
}

fn to_array(values: Vec<f32>, shape: &[usize]) -> SharedArray<f32> {
    SharedArray::from_shape_vec(shape, values).expect("the values match the shape")
}

fn from_array<const D: usize>(array: SharedArray<f32>) -> Tensor<InferenceBackend, D> {
    Tensor::from_primitive(TensorPrimitive::Float(array.into()))
}
