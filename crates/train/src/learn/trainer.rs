//! The steps of the optimiser: a network, its average, and what AdamW remembers.

use burn::optim::adaptor::OptimizerAdaptor;
use burn::optim::{AdamW, AdamWConfig, GradientsParams, Optimizer};
use burn::tensor::activation::log_softmax;
use burn::tensor::{Int, Tensor, TensorData, backend::Backend};
use net::{CLASSES, Classifier, Learning, Net, input};

use super::average::Average;
use super::course::OUTCOMES;
use super::feed::Batch;
use super::plan::Plan;

type Optimiser = OptimizerAdaptor<AdamW, Net<Learning>, Learning>;

/// A network in training.
pub struct Trainer {
    pub(super) net: Net<Learning>,
    pub(super) average: Average,
    pub(super) optimiser: Optimiser,
    /// Steps taken so far.
    pub(super) steps: usize,
    plan: Plan,
}

/// What one step saw before it changed the weights.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// Mean cross entropy of the batch.
    pub loss: f64,
    /// Digits of the batch that were read right.
    pub correct: usize,
}

impl Trainer {
    /// A network with random weights, which the plan's seed decides.
    pub fn new(plan: &Plan) -> Self {
        let device = Default::default();
        Learning::seed(&device, plan.seed);
        let net = plan.net.init(&device);
        let optimiser = AdamWConfig::new()
            .with_weight_decay(plan.weight_decay)
            .init();
        Self {
            average: Average::of(&net),
            net,
            optimiser,
            steps: 0,
            plan: plan.clone(),
        }
    }

    /// Makes what is random in an epoch (dropout) depend on the seed and the epoch alone.
    pub fn begin_epoch(&self, epoch: usize) {
        Learning::seed(
            &Default::default(),
            self.plan.seed.wrapping_add(epoch as u64 + 1),
        );
    }

    /// Learns from a batch; `all` is the number of steps in the whole run.
    ///
    /// The loss is the cross entropy between the targets and the softmax of the ten logits and an eleventh, for
    /// "no digit", that is always 0: the ten learn to stay below it where there is no digit.
    pub fn step(&mut self, batch: &Batch, all: usize) -> Step {
        let device = Default::default();
        let digits = batch.rasters.len();
        let logits = self.net.forward(input::tensor(&batch.rasters, &device));
        let none = Tensor::zeros([digits, OUTCOMES - CLASSES], &device);
        let logits = Tensor::cat(vec![logits, none], 1);
        let correct = logits.clone().argmax(1).squeeze_dim(1).equal(labels(batch));
        let loss = -(log_softmax(logits, 1) * targets(batch)).sum() / digits as f64;
        let gradients = GradientsParams::from_grads(loss.backward(), &self.net);
        let rate = self.plan.rate(self.steps, all);
        self.net = self.optimiser.step(rate, self.net.clone(), gradients);
        self.steps += 1;
        self.average
            .follow(&self.net, self.plan.average_decay, self.steps);
        Step {
            loss: f64::from(loss.into_scalar()),
            correct: correct.int().sum().into_scalar() as usize,
        }
    }

    /// The averaged network, ready to answer.
    pub fn classifier(&self) -> Classifier {
        self.average.net.clone().into()
    }
}

fn labels(batch: &Batch) -> Tensor<Learning, 1, Int> {
    let labels: Vec<i64> = batch.labels.iter().map(|label| i64::from(*label)).collect();
    Tensor::from_ints(labels.as_slice(), &Default::default())
}

/// `[n, 11]`.
fn targets(batch: &Batch) -> Tensor<Learning, 2> {
    let shape = [batch.targets.len(), OUTCOMES];
    let data = TensorData::new(batch.targets.as_flattened().to_vec(), shape);
    Tensor::from_data(data, &Default::default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use ink::Raster;
    use net::NetConfig;

    fn plan() -> Plan {
        let net = NetConfig {
            channels: [4, 6, 8],
            hidden: 16,
            dropout: 0.1,
        };
        Plan {
            net,
            learning_rate: 1e-2,
            average_decay: 0.5,
            ..Plan::default()
        }
    }

    /// Ten bars at ten places: as easy as digits can be.
    fn bars() -> Batch {
        let bar = |place: usize| {
            Raster::from_pixels(std::array::from_fn(|i| {
                if i % 28 / 2 == place + 2 { 255 } else { 0 }
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
    fn the_loss_falls_on_a_tiny_set_until_all_of_it_is_read_right() {
        let mut trainer = Trainer::new(&plan());
        let steps: Vec<Step> = (0..60).map(|_| trainer.step(&bars(), 60)).collect();
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
