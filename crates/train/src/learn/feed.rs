//! Batches for one epoch, made on a thread of their own while the optimiser works.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use ink::Raster;
use rand::seq::SliceRandom;

use super::course::{Course, OUTCOMES};
use crate::augment;

/// Batches that wait, ready, at most.
const AHEAD: usize = 8;

/// Rasters to learn from together, and in the same order what is to be learnt of them.
#[derive(Debug, PartialEq)]
pub struct Batch {
    /// Varied rasters.
    pub rasters: Vec<Raster>,
    /// What they were meant to be: 0 to 9 or no digit.
    pub labels: Vec<u8>,
    /// What should be said of them: probabilities.
    pub targets: Vec<[f32; OUTCOMES]>,
}

/// The batches of an epoch, in an order and with variations that only the seed and the epoch decide.
pub fn epoch(course: &Arc<Course>, epoch: usize) -> Receiver<Batch> {
    let (sender, receiver) = sync_channel(AHEAD);
    let course = Arc::clone(course);
    thread::spawn(move || {
        let mut order: Vec<usize> = (0..course.meetings()).collect();
        order.shuffle(&mut augment::random(course.plan().seed, epoch, usize::MAX));
        // A receiver that is gone wants no more.
        let _ = order
            .chunks_exact(course.plan().batch)
            .map(|meetings| batch(&course, epoch, meetings))
            .try_for_each(|batch| sender.send(batch));
    });
    receiver
}

fn batch(course: &Course, epoch: usize, meetings: &[usize]) -> Batch {
    let meetings = meetings.iter().copied();
    Batch {
        rasters: meetings
            .clone()
            .map(|meeting| course.raster(epoch, meeting))
            .collect(),
        labels: meetings
            .clone()
            .map(|meeting| course.label(meeting))
            .collect(),
        targets: meetings
            .map(|meeting| course.target(epoch, meeting))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::course::tests::{plan, samples};
    use super::*;

    fn course() -> Arc<Course> {
        Arc::new(Course::new(plan(), samples()))
    }

    #[test]
    fn an_epoch_is_whole_batches_of_different_meetings() {
        let course = course();
        let batches: Vec<Batch> = epoch(&course, 0).iter().collect();
        assert_eq!(batches.len(), course.steps());
        let count = |labels: &[u8], label| labels.iter().filter(|other| **other == label).count();
        let met: Vec<u8> = batches.into_iter().flat_map(|batch| batch.labels).collect();
        let all: Vec<u8> = (0..course.meetings()).map(|i| course.label(i)).collect();
        assert_eq!(met.len(), course.steps() * course.plan().batch);
        for label in 0..OUTCOMES as u8 {
            assert!(
                count(&met, label) <= count(&all, label),
                "{label} in {met:?}"
            );
        }
    }

    #[test]
    fn the_same_epoch_comes_again_and_another_differs() {
        let all = |number| epoch(&course(), number).iter().collect::<Vec<_>>();
        assert_eq!(all(3), all(3));
        assert_ne!(all(3), all(4));
    }

    #[test]
    fn a_feed_that_nobody_reads_ends() {
        drop(epoch(&course(), 0));
    }
}
