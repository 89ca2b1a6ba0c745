//! Access to burn-ndarray's tensors, without copying where the memory layout allows it.

use burn_ndarray::{NdArrayTensor, SharedArray};

/// The backend of inference, natively and in the browser.
pub type InferenceBackend = burn::backend::NdArray<f32>;

/// A tensor's values, row-major. Shares the memory of a contiguous tensor, and copies any other.
#[derive(Clone, Debug)]
pub(in crate::kernels) struct HostSlice(SharedArray<f32>);

impl HostSlice {
    /// Returns the values in the order of the tensor's axes.
    pub(in crate::kernels) fn new(tensor: NdArrayTensor) -> Self {
        Self::contiguous(into_array(tensor))
    }

    /// Returns the values of `[n, channels, side, side]` in the order `[n, side, side, channels]`.
    pub(in crate::kernels) fn nhwc(tensor: NdArrayTensor) -> Self {
        Self::contiguous(into_array(tensor).permuted_axes(vec![0, 2, 3, 1]))
    }

    fn contiguous(array: SharedArray<f32>) -> Self {
        Self(if array.is_standard_layout() {
            array
        } else {
            array.as_standard_layout().to_shared()
        })
    }

    pub(in crate::kernels) fn as_slice(&self) -> &[f32] {
        self.0.as_slice().expect("the array is contiguous")
    }
}

impl From<Vec<f32>> for HostSlice {
    fn from(values: Vec<f32>) -> Self {
        let len = values.len();
        Self(to_array(values, &[len]))
    }
}

/// Creates a tensor from row-major values.
///
/// # Panics
/// If `values` does not have as many elements as `shape`.
pub(in crate::kernels) fn from_vec(values: Vec<f32>, shape: &[usize]) -> NdArrayTensor {
    to_array(values, shape).into()
}

/// Creates a tensor `[n, channels, side, side]` from values of `shape` `[n, side, side, channels]`.
///
/// The values keep their order in memory, so [`HostSlice::nhwc`] does not copy them.
pub(in crate::kernels) fn from_nhwc(values: Vec<f32>, shape: [usize; 4]) -> NdArrayTensor {
    to_array(values, &shape)
        .permuted_axes(vec![0, 3, 1, 2])
        .into()
}

fn into_array(tensor: NdArrayTensor) -> SharedArray<f32> {
    let NdArrayTensor::F32(storage) = tensor else {
        unreachable!("the backend computes in f32")
    };
    storage.into_shared()
}

fn to_array(values: Vec<f32>, shape: &[usize]) -> SharedArray<f32> {
    SharedArray::from_shape_vec(shape, values).expect("the values match the shape")
}
