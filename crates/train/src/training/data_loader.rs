//! Prepares the batches of an epoch on a background thread.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use ink::Raster;
use rand::seq::SliceRandom;

use super::epoch_sampler::{EpochSampler, TARGET_CLASSES};
use crate::augment;

/// Maximum number of batches prepared in advance.
const PREFETCHED_BATCHES: usize = 8;

/// The examples of one optimiser step. All fields have the same order.
#[derive(Debug, PartialEq)]
pub struct Batch {
    /// Augmented rasters.
    pub rasters: Vec<Raster>,
    /// Classes: 0 to 9 or [`NON_DIGIT_CLASS`](super::epoch_sampler::NON_DIGIT_CLASS).
    pub labels: Vec<u8>,
    /// Target distributions.
    pub targets: Vec<[f32; TARGET_CLASSES]>,
}

/// Returns the batches of an epoch. Their order and augmentation depend only on the seed and the epoch.
pub fn load_epoch(sampler: &Arc<EpochSampler>, epoch: usize) -> Receiver<Batch> {
    let (sender, receiver) = sync_channel(PREFETCHED_BATCHES);
    let sampler = Arc::clone(sampler);
    thread::spawn(move || {
        let mut order: Vec<usize> = (0..sampler.examples_per_epoch()).collect();
        order.shuffle(&mut augment::seeded_rng(
            sampler.config().seed,
            epoch,
            usize::MAX,
        ));
        // `send` fails only if the receiver is dropped, which ends the epoch early.
        let _ = order
            .chunks_exact(sampler.config().batch_size)
            .map(|examples| make_batch(&sampler, epoch, examples))
            .try_for_each(|batch| sender.send(batch));
    });
    receiver
}

fn make_batch(sampler: &EpochSampler, epoch: usize, examples: &[usize]) -> Batch {
    let examples = examples.iter().copied();
    Batch {
        rasters: examples
            .clone()
            .map(|example| sampler.raster(epoch, example))
            .collect(),
        labels: examples
            .clone()
            .map(|example| sampler.label(example))
            .collect(),
        targets: examples
            .map(|example| sampler.target(epoch, example))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::epoch_sampler::tests::{config, samples};
    use super::*;

    fn sampler() -> Arc<EpochSampler> {
        Arc::new(EpochSampler::new(config(), samples()))
    }

    #[test]
    fn an_epoch_consists_of_full_batches_of_distinct_examples() {
        let sampler = sampler();
        let batches: Vec<Batch> = load_epoch(&sampler, 0).iter().collect();
        assert_eq!(batches.len(), sampler.steps_per_epoch());
        let count = |labels: &[u8], label| labels.iter().filter(|other| **other == label).count();
        let loaded: Vec<u8> = batches.into_iter().flat_map(|batch| batch.labels).collect();
        let all: Vec<u8> = (0..sampler.examples_per_epoch())
            .map(|i| sampler.label(i))
            .collect();
        assert_eq!(
            loaded.len(),
            sampler.steps_per_epoch() * sampler.config().batch_size
        );
        for label in 0..TARGET_CLASSES as u8 {
            assert!(
                count(&loaded, label) <= count(&all, label),
                "{label} in {loaded:?}"
            );
        }
    }

    #[test]
    fn the_same_epoch_is_reproducible_and_another_differs() {
        let all = |number| load_epoch(&sampler(), number).iter().collect::<Vec<_>>();
        assert_eq!(all(3), all(3));
        assert_ne!(all(3), all(4));
    }

    #[test]
    fn the_loader_stops_when_its_receiver_is_dropped() {
        drop(load_epoch(&sampler(), 0));
    }
}
