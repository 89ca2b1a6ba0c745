//! What can be trained: the networks that may ship, and those that teach them.

use burn::module::AutodiffModule;
use burn::tensor::Tensor;
use net::{Classifier, Inference, Learning, Net, NetConfig};

use crate::evaluate::Reader;

/// A network that a [`Trainer`](super::trainer::Trainer) can train.
pub trait Pupil: AutodiffModule<Learning> {
    /// What it becomes once it is trained.
    type Reader: Reader;

    /// One of these sizes with random weights.
    fn new(config: &NetConfig) -> Self;

    /// What it says while it learns: `[n, 1, 28, 28]` to `[n, 10]`.
    fn logits(&self, input: Tensor<Learning, 4>) -> Tensor<Learning, 2>;

    /// The trained network, ready to answer.
    fn reader(trained: Self::InnerModule) -> Self::Reader;
}

impl Pupil for Net<Learning> {
    type Reader = Classifier;

    fn new(config: &NetConfig) -> Self {
        config.init(&Default::default())
    }

    fn logits(&self, input: Tensor<Learning, 4>) -> Tensor<Learning, 2> {
        self.forward(input)
    }

    fn reader(trained: Net<Inference>) -> Classifier {
        trained.into()
    }
}
