//! An operation of the autodiff graph whose backward pass is a method of what its forward pass saved.

use std::fmt::Debug;
use std::marker::PhantomData;

use burn::backend::Autodiff;
use burn::backend::autodiff::checkpoint::{base::Checkpointer, strategy::CheckpointStrategy};
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
use burn::tensor::ops::FloatTensor;

use super::storage::InferenceBackend;

type Primitive = FloatTensor<InferenceBackend>;

/// What the forward pass of an operation with `N` parents saves for its backward pass.
pub(super) trait Saved<const N: usize>: Clone + Debug + Send + 'static {
    /// Returns the gradients of the parents, at least of those that are `tracked`.
    fn gradients(self, output_gradient: Primitive, tracked: [bool; N]) -> [Option<Primitive>; N];
}

/// Adds an operation to the graph and returns its output.
pub(super) fn track<C: CheckpointStrategy, S: Saved<N>, const N: usize>(
    parents: [FloatTensor<Autodiff<InferenceBackend, C>>; N],
    saved: S,
    output: Primitive,
) -> FloatTensor<Autodiff<InferenceBackend, C>> {
    let op = BackwardOp::<S>(PhantomData);
    let nodes = parents.map(|parent| parent.node);
    match op.prepare::<C>(nodes).compute_bound().stateful() {
        OpsKind::Tracked(prep) => prep.finish(saved, output),
        OpsKind::UnTracked(prep) => prep.finish(output),
    }
}

#[derive(Debug)]
struct BackwardOp<S>(PhantomData<S>);

impl<S: Saved<N>, const N: usize> Backward<InferenceBackend, N> for BackwardOp<S> {
    type State = S;

    fn backward(self, ops: Ops<S, N>, grads: &mut Gradients, _: &mut Checkpointer) {
        let output_gradient = grads.consume::<InferenceBackend>(&ops.node);
        let tracked = ops.parents.each_ref().map(Option::is_some);
        let gradients = ops.state.gradients(output_gradient, tracked);
        for (parent, gradient) in ops.parents.into_iter().zip(gradients) {
            if let (Some(node), Some(gradient)) = (parent, gradient) {
                grads.register::<InferenceBackend>(node.id, gradient);
            }
        }
    }
}
