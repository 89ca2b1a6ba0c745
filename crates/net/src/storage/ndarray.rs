//! burn-ndarray's tensors, without a copy wherever their values lie as they are wanted.

use burn::tensor::{Tensor, TensorPrimitive};
use burn_ndarray::{NdArrayTensor, SharedArray};

/// The backend of inference, natively and in the browser.
pub type Inference = burn::backend::NdArray<f32>;

/// A tensor's values, row-major; shared with the tensor, and copied only where they lie otherwise there.
#[derive(Clone, Debug)]
pub(crate) struct Rows(SharedArray<f32>);

impl Rows {
    pub(crate) fn of<const D: usize>(tensor: Tensor<Inference, D>) -> Self {
        Self::laid_out(array(tensor))
    }

    /// Of `[n, channels, side, side]` as `[n, side, side, channels]`.
    pub(crate) fn by_pixel(tensor: Tensor<Inference, 4>) -> Self {
        Self::laid_out(array(tensor).permuted_axes(vec![0, 2, 3, 1]))
    }

    fn laid_out(array: SharedArray<f32>) -> Self {
        Self(if array.is_standard_layout() {
            array
        } else {
            array.as_standard_layout().to_shared()
        })
    }

    pub(crate) fn values(&self) -> &[f32] {
        self.0.as_slice().expect("values are row-major")
    }
}

/// A tensor of these values, row-major, as many as the shape holds.
pub(crate) fn tensor<const D: usize>(values: Vec<f32>, shape: [usize; D]) -> Tensor<Inference, D> {
    of_array(shaped(values, &shape))
}

/// A tensor `[n, channels, side, side]` of values that lie `[n, side, side, channels]`, and stay so.
pub(crate) fn tensor_by_pixel(values: Vec<f32>, shape: [usize; 4]) -> Tensor<Inference, 4> {
    of_array(shaped(values, &shape).permuted_axes(vec![0, 3, 1, 2]))
}

fn array<const D: usize>(tensor: Tensor<Inference, D>) -> SharedArray<f32> {
    let TensorPrimitive::Float(NdArrayTensor::F32(storage)) = tensor.into_primitive() else {
        unreachable!("the backend computes in f32")
    };
    storage.into_shared()
}

fn shaped(values: Vec<f32>, shape: &[usize]) -> SharedArray<f32> {
    SharedArray::from_shape_vec(shape, values).expect("as many values as the shape holds")
}

fn of_array<const D: usize>(array: SharedArray<f32>) -> Tensor<Inference, D> {
    Tensor::from_primitive(TensorPrimitive::Float(array.into()))
}
