//! Batches for one epoch, made on a thread of their own while the optimiser works.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use ink::Raster;
use rand::seq::SliceRandom;

use super::plan::Plan;
use crate::augment;
use crate::data::{Ink, Sample};

/// Batches that wait, ready, at most.
const AHEAD: usize = 4;

/// Rasters to learn from together.
#[derive(Debug, PartialEq)]
pub struct Batch {
    /// Varied rasters.
    pub rasters: Vec<Raster>,
    /// What they were meant to be, in the same order.
    pub labels: Vec<u8>,
}

/// Steps that an epoch takes; digits left over by the last whole batch sit it out.
pub fn steps(samples: &[Sample], plan: &Plan) -> usize {
    let meetings = samples
        .iter()
        .map(|sample| repeats(sample, plan))
        .sum::<usize>();
    meetings / plan.batch
}

fn repeats(sample: &Sample, plan: &Plan) -> usize {
    match sample.ink {
        Ink::Image(_) => 1,
        Ink::Pen(_) => plan.drawing_repeats,
    }
}

/// The batches of an epoch, in an order and with variations that only the seed and the epoch decide.
pub fn epoch(samples: &Arc<Vec<Sample>>, plan: &Plan, epoch: usize) -> Receiver<Batch> {
    let (sender, receiver) = sync_channel(AHEAD);
    let (samples, plan) = (Arc::clone(samples), plan.clone());
    thread::spawn(move || {
        let order = order(&samples, &plan, epoch);
        let batches = order.chunks_exact(plan.batch).enumerate();
        // A receiver that is gone wants no more.
        let _ = batches
            .map(|(number, places)| batch(&samples, places, plan.seed, epoch, number * plan.batch))
            .try_for_each(|batch| sender.send(batch));
    });
    receiver
}

fn order(samples: &[Sample], plan: &Plan, epoch: usize) -> Vec<usize> {
    let met = |(place, sample)| std::iter::repeat_n(place, repeats(sample, plan));
    let mut order: Vec<usize> = samples.iter().enumerate().flat_map(met).collect();
    order.shuffle(&mut augment::random(plan.seed, epoch, usize::MAX));
    order
}

fn batch(samples: &[Sample], places: &[usize], seed: u64, epoch: usize, first: usize) -> Batch {
    let varied = |(i, place): (usize, &usize)| {
        let sample = &samples[*place];
        (
            augment::varied(sample, &mut augment::random(seed, epoch, first + i)),
            sample.label,
        )
    };
    let (rasters, labels) = places.iter().enumerate().map(varied).unzip();
    Batch { rasters, labels }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ink::{Drawing, Point, Stroke};

    fn samples() -> Arc<Vec<Sample>> {
        let image = |label: u8| Sample {
            label,
            ink: Ink::Image(Box::new(Raster::from_pixels([label * 20; 784]))),
        };
        let line = Stroke {
            points: vec![Point { x: 0.0, y: 0.0 }, Point { x: 5.0, y: 40.0 }],
        };
        let pen = Sample {
            label: 9,
            ink: Ink::Pen(Drawing {
                strokes: vec![line],
            }),
        };
        Arc::new((0..9).map(image).chain([pen]).collect())
    }

    fn plan() -> Plan {
        Plan {
            batch: 4,
            drawing_repeats: 3,
            seed: 5,
            ..Plan::default()
        }
    }

    #[test]
    fn an_epoch_meets_each_image_once_and_each_drawing_as_often_as_planned() {
        let batches: Vec<Batch> = epoch(&samples(), &plan(), 0).iter().collect();
        assert_eq!(batches.len(), steps(&samples(), &plan()));
        let mut labels: Vec<u8> = batches
            .iter()
            .flat_map(|batch| batch.labels.clone())
            .collect();
        labels.sort_unstable();
        assert_eq!(labels, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9]);
    }

    #[test]
    fn the_same_epoch_comes_again_and_another_differs() {
        let all = |number| {
            epoch(&samples(), &plan(), number)
                .iter()
                .collect::<Vec<_>>()
        };
        assert_eq!(all(3), all(3));
        assert_ne!(all(3), all(4));
    }

    #[test]
    fn a_feed_that_nobody_reads_ends() {
        drop(epoch(&samples(), &plan(), 0));
    }
}
