//! The instruction set of the inference kernels.

/// Runs a kernel with the widest SIMD instructions of the processor.
///
/// Every function that the kernel calls must be `#[inline(always)]`: only code that is inlined into it is compiled for
/// those instructions. Without the feature `training`, as in the browser, the kernel uses the instruction set that the
/// crate was compiled for.
pub(super) fn dispatch<R>(kernel: impl FnOnce() -> R) -> R {
    #[cfg(feature = "training")]
    let kernel = || pulp::Arch::new().dispatch(kernel);
    kernel()
}
