//! Optimiser steps: the network, its moving average and the state of AdamW.

use burn::optim::adaptor::OptimizerAdaptor;
use burn::optim::{AdamW, AdamWConfig, GradientsParams, Optimizer};
use burn::tensor::activation::log_softmax;
use burn::tensor::{Int, Tensor, TensorData, backend::Backend};
use net::{AutodiffBackend, CLASSES, Classifier, Net, input};

use super::config::TrainingConfig;
use super::data_loader::Batch;
use super::ema::Ema;
use super::epoch_sampler::TARGET_CLASSES;

type Optimiser = OptimizerAdaptor<AdamW, Net<AutodiffBackend>, AutodiffBackend>;

/// A network in training.
pub struct Trainer {
    pub(super) net: Net<AutodiffBackend>,
    pub(super) ema: Ema,
    pub(super) optimiser: Optimiser,
    /// Number of completed steps.
    pub(super) steps_done: usize,
    config: TrainingConfig,
}

/// Statistics of one step, measured before the weight update.
#[derive(Clone, Copy, Debug)]
pub struct StepStats {
    /// Mean cross entropy of the batch in nats.
    pub loss: f64,
    /// Number of correct predictions in the batch.
    pub correct: usize,
}

impl Trainer {
    /// Creates a trainer with random weights, determined by the seed.
    pub fn new(config: &TrainingConfig) -> Self {
        let device = Default::default();
        AutodiffBackend::seed(&device, config.seed);
        let net = config.net.init(&device);
        let optimiser = AdamWConfig::new()
            .with_weight_decay(config.weight_decay)
            .init();
        Self {
            ema: Ema::new(&net),
            net,
            optimiser,
            steps_done: 0,
            config: config.clone(),
        }
    }

    /// Seeds the backend's random generator, which dropout uses, with the seed and the epoch.
    pub fn seed_epoch(&self, epoch: usize) {
        AutodiffBackend::seed(
            &Default::default(),
            self.config.seed.wrapping_add(epoch as u64 + 1),
        );
    }

    /// Performs one optimiser step on a batch; `total_steps` is the number of steps of the whole run.
    ///
    /// The loss is the cross entropy between the targets and the softmax over eleven logits: the ten of the network and
    /// a constant 0 for "not a digit". Training on non-digits therefore pushes all ten logits below 0.
    pub fn step(&mut self, batch: &Batch, total_steps: usize) -> StepStats {
        let device = Default::default();
        let batch_len = batch.rasters.len();
        let logits = self
            .net
            .forward(input::from_rasters(&batch.rasters, &device));
        let non_digit_logit = Tensor::zeros([batch_len, TARGET_CLASSES - CLASSES], &device);
        let logits = Tensor::cat(vec![logits, non_digit_logit], 1);
        let correct = logits.clone().argmax(1).squeeze_dim(1).equal(labels(batch));
        let loss = -(log_softmax(logits, 1) * targets(batch)).sum() / batch_len as f64;
        let gradients = GradientsParams::from_grads(loss.backward(), &self.net);
        let rate = self.config.learning_rate_at(self.steps_done, total_steps);
        self.net = self.optimiser.step(rate, self.net.clone(), gradients);
        self.steps_done += 1;
        self.ema
            .update(&self.net, self.config.ema_decay, self.steps_done);
        StepStats {
            loss: f64::from(loss.into_scalar()),
            correct: correct.int().sum().into_scalar() as usize,
        }
    }

    /// Returns a classifier with the averaged weights.
    pub fn classifier(&self) -> Classifier {
        self.ema.net.clone().into()
    }
}

fn labels(batch: &Batch) -> Tensor<AutodiffBackend, 1, Int> {
    let labels: Vec<i64> = batch.labels.iter().map(|label| i64::from(*label)).collect();
    Tensor::from_ints(labels.as_slice(), &Default::default())
}

/// Returns the targets as a tensor of shape `[n, 11]`.
fn targets(batch: &Batch) -> Tensor<AutodiffBackend, 2> {
    let shape = [batch.targets.len(), TARGET_CLASSES];
    let data = TensorData::new(batch.targets.as_flattened().to_vec(), shape);
    Tensor::from_data(data, &Default::default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use ink::Raster;
    use net::NetConfig;

    fn config() -> TrainingConfig {
        let net = NetConfig {
            channels: [4, 6, 8],
            hidden: 16,
            dropout: 0.1,
        };
        TrainingConfig {
            net,
            learning_rate: 1e-2,
            ema_decay: 0.5,
            ..TrainingConfig::default()
        }
    }

    /// Returns ten bars at ten positions, which are trivial to distinguish.
    fn bars() -> Batch {
        let bar = |index: usize| {
            Raster::from_pixels(std::array::from_fn(|i| {
                if i % 28 / 2 == index + 2 { 255 } else { 0 }
            }))
        };
        Batch {
            rasters: (0..10).map(bar).collect(),
            labels: (0..10).collect(),
            targets: (0..10)
                .map(|digit| std::array::from_fn(|i| f32::from(u8::from(i == digit))))
                .collect(),
        }
    }

    #[test]
    fn training_on_a_tiny_set_lowers_the_loss_until_every_digit_is_correct() {
        let mut trainer = Trainer::new(&config());
        let steps: Vec<StepStats> = (0..60).map(|_| trainer.step(&bars(), 60)).collect();
        assert!(
            steps[59].loss < steps[0].loss / 4.0,
            "{} to {}",
            steps[0].loss,
            steps[59].loss
        );
        let predictions = trainer.classifier().classify_batch(&bars().rasters);
        let digits: Vec<u8> = predictions.iter().map(net::Prediction::digit).collect();
        assert_eq!(digits, bars().labels);
    }
}
