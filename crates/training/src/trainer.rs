//! Optimiser steps: the network, its moving average and the state of AdamW.

use burn::module::Module;
use burn::optim::adaptor::OptimizerAdaptor;
use burn::optim::{AdamW, AdamWConfig, GradientsParams, Optimizer};
use burn::record::{FullPrecisionSettings, Record};
use burn::tensor::activation::log_softmax;
use burn::tensor::{Int, Tensor, TensorData, backend::Backend};
use model::{AutodiffBackend, Classifier, Net, input};
use recognition::CLASSES;

use crate::config::TrainingConfig;
use crate::ema::Ema;
use crate::epoch_sampler::Batch;

type Optimiser = OptimizerAdaptor<AdamW, Net<AutodiffBackend>, AutodiffBackend>;

/// A network in training.
///
/// The host calls [`Self::begin_epoch`] and then [`Self::step`] for each batch of the epoch. It may pause between any
/// two calls.
pub struct Trainer {
    net: Net<AutodiffBackend>,
    ema: Ema,
    optimiser: Optimiser,
    steps_done: usize,
    total_steps: usize,
    config: TrainingConfig,
}

/// Everything that a [`Trainer`] needs to continue after an epoch, besides the hyperparameters.
#[derive(Clone, Debug)]
pub struct TrainerState {
    /// Number of completed steps.
    pub steps: usize,
    /// The network.
    pub net: Vec<u8>,
    /// The moving average of the network.
    pub average: Vec<u8>,
    /// The moments of AdamW.
    pub optimiser: Vec<u8>,
}

/// Statistics of some steps, each measured before its weight update.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct EpochStats {
    /// Number of steps.
    pub steps: usize,
    /// Number of examples.
    pub examples: usize,
    /// Number of examples that were predicted correctly.
    pub correct: usize,
    /// Sum of the steps' mean cross entropies, in nats.
    pub loss_sum: f64,
}

impl EpochStats {
    /// Adds the statistics of more steps.
    pub fn add(&mut self, other: Self) {
        self.steps += other.steps;
        self.examples += other.examples;
        self.correct += other.correct;
        self.loss_sum += other.loss_sum;
    }

    /// Returns the mean cross entropy in nats.
    #[must_use]
    pub fn loss(&self) -> f64 {
        self.loss_sum / self.steps as f64
    }

    /// Returns the fraction of examples that were predicted correctly, 0..1.
    #[must_use]
    pub fn accuracy(&self) -> f64 {
        self.correct as f64 / self.examples as f64
    }
}

impl Trainer {
    /// Creates a trainer with random weights, determined by the seed, for epochs of `steps_per_epoch` steps.
    #[must_use]
    pub fn new(config: &TrainingConfig, steps_per_epoch: usize) -> Self {
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
            total_steps: steps_per_epoch * config.epochs,
            config: config.clone(),
        }
    }

    /// Returns the trainer in a saved state.
    ///
    /// # Errors
    /// Returns an error if the state is corrupt.
    pub fn with_state(mut self, state: &TrainerState) -> postcard::Result<Self> {
        self.net = self.net.load_record(from_bytes(&state.net)?);
        self.ema.net = self.ema.net.load_record(from_bytes(&state.average)?);
        self.optimiser = self.optimiser.load_record(from_bytes(&state.optimiser)?);
        self.steps_done = state.steps;
        Ok(self)
    }

    /// Returns the current state.
    ///
    /// # Errors
    /// Returns an error if the state cannot be serialised.
    pub fn state(&self) -> postcard::Result<TrainerState> {
        Ok(TrainerState {
            steps: self.steps_done,
            net: to_bytes(self.net.clone().into_record())?,
            average: to_bytes(self.ema.net.clone().into_record())?,
            optimiser: to_bytes(self.optimiser.to_record())?,
        })
    }

    /// Seeds the backend's random generator, which dropout uses, with the seed and the epoch.
    pub fn begin_epoch(&self, epoch: usize) {
        let seed = self.config.seed.wrapping_add(epoch as u64 + 1);
        AutodiffBackend::seed(&Default::default(), seed);
    }

    /// Performs one optimiser step: minimises the cross entropy between the smoothed labels and the softmax of the
    /// logits.
    pub fn step(&mut self, batch: &Batch) -> EpochStats {
        let examples = batch.rasters.len();
        let logits = self.net.forward(input::from_rasters(&batch.rasters));
        let correct = logits.clone().argmax(1).squeeze_dim(1).equal(labels(batch));
        let targets = targets(batch, self.config.label_smoothing);
        let loss = -(log_softmax(logits, 1) * targets).sum() / examples as f64;
        let gradients = GradientsParams::from_grads(loss.backward(), &self.net);
        let rate = self.learning_rate();
        self.net = self.optimiser.step(rate, self.net.clone(), gradients);
        self.steps_done += 1;
        self.ema
            .update(&self.net, self.config.ema_decay, self.steps_done);
        EpochStats {
            steps: 1,
            examples,
            correct: correct.int().sum().into_scalar() as usize,
            loss_sum: f64::from(loss.into_scalar()),
        }
    }

    /// Returns the learning rate of the next step.
    #[must_use]
    pub fn learning_rate(&self) -> f64 {
        self.config
            .learning_rate_at(self.steps_done, self.total_steps)
    }

    /// Returns a classifier with the averaged weights.
    #[must_use]
    pub fn classifier(&self) -> Classifier {
        self.ema.net.clone().into()
    }
}

fn to_bytes<B: Backend>(record: impl Record<B>) -> postcard::Result<Vec<u8>> {
    postcard::to_allocvec(&record.into_item::<FullPrecisionSettings>())
}

fn from_bytes<B: Backend, R: Record<B>>(bytes: &[u8]) -> postcard::Result<R> {
    let item = postcard::from_bytes(bytes)?;
    Ok(R::from_item::<FullPrecisionSettings>(
        item,
        &Default::default(),
    ))
}

fn labels(batch: &Batch) -> Tensor<AutodiffBackend, 1, Int> {
    let labels: Vec<i64> = batch.labels.iter().map(|label| i64::from(*label)).collect();
    Tensor::from_ints(labels.as_slice(), &Default::default())
}

/// Returns the smoothed labels as a tensor of shape `[n, 10]`: `1 - smoothing` for the label, and the rest evenly
/// distributed.
fn targets(batch: &Batch, smoothing: f32) -> Tensor<AutodiffBackend, 2> {
    let mut targets = vec![smoothing / CLASSES as f32; batch.labels.len() * CLASSES];
    for (row, label) in targets.chunks_exact_mut(CLASSES).zip(&batch.labels) {
        row[usize::from(*label)] += 1.0 - smoothing;
    }
    let data = TensorData::new(targets, [batch.labels.len(), CLASSES]);
    Tensor::from_data(data, &Default::default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use ink::Raster;
    use model::NetConfig;

    fn config() -> TrainingConfig {
        let net = NetConfig {
            channels: [4, 6, 8],
            hidden: 16,
            dropout: 0.1,
        };
        TrainingConfig {
            net,
            epochs: 1,
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
        }
    }

    #[test]
    fn training_on_a_tiny_set_lowers_the_loss_until_every_digit_is_correct() {
        let mut trainer = Trainer::new(&config(), 60);
        let losses: Vec<f64> = (0..60).map(|_| trainer.step(&bars()).loss()).collect();
        assert!(
            losses[59] < losses[0] / 4.0,
            "{} to {}",
            losses[0],
            losses[59]
        );
        let predictions = trainer.classifier().classify_batch(&bars().rasters);
        let digits = predictions.iter().map(recognition::Prediction::digit);
        assert_eq!(digits.collect::<Vec<u8>>(), bars().labels);
    }

    #[test]
    fn targets_are_probabilities_with_the_label_most_likely() {
        let targets = targets(&bars(), 0.02).into_data().to_vec::<f32>().unwrap();
        for (label, row) in targets.chunks_exact(CLASSES).enumerate() {
            assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-6);
            assert!((row[label] - 0.982).abs() < 1e-6, "{row:?}");
        }
    }

    #[test]
    fn a_restored_trainer_continues_as_the_saved_one() {
        // Without dropout, because the backend's random generator is global and other tests advance it.
        let mut config = config();
        config.net.dropout = 0.0;
        let mut trainer = Trainer::new(&config, 10);
        trainer.step(&bars());
        let state = trainer.state().unwrap();
        let restored = Trainer::new(&config, 10).with_state(&state).unwrap();
        let states = [trainer, restored].map(|mut trainer| {
            trainer.step(&bars());
            trainer.state().unwrap()
        });
        assert_eq!(states[0].steps, 2);
        assert!(states[0].net == states[1].net && states[0].average == states[1].average);
    }

    #[test]
    fn a_corrupt_state_is_an_error() {
        let trainer = Trainer::new(&config(), 1);
        let mut state = trainer.state().unwrap();
        state.net.truncate(40);
        assert!(trainer.with_state(&state).is_err());
    }
}
