//! Deterministic split of labelled digits into training and validation sets.

use std::collections::BTreeSet;

use training::Sample;

/// Every 20th image is held out.
const HELD_OUT_IMAGE_STRIDE: usize = 20;

/// Every 5th writer is held out with all of their drawings, so that validation measures unseen writers.
const HELD_OUT_WRITER_STRIDE: usize = 5;

/// A training set and a validation set.
#[derive(Debug, Default)]
pub struct TrainValidationSplit {
    /// Training samples.
    pub train: Vec<Sample>,
    /// Held-out samples.
    pub validation: Vec<Sample>,
}

impl TrainValidationSplit {
    /// Holds out every twentieth image.
    pub fn from_images(samples: Vec<Sample>) -> Self {
        let indexed = samples.into_iter().enumerate();
        Self::partition(indexed, |index| {
            index % HELD_OUT_IMAGE_STRIDE == HELD_OUT_IMAGE_STRIDE - 1
        })
    }

    /// Holds out every fifth writer. Each drawing without a writer counts as a separate writer.
    pub fn from_drawings(samples: Vec<Sample>) -> Self {
        let writers: BTreeSet<u32> = samples.iter().filter_map(|sample| sample.writer).collect();
        let held_out_writers: BTreeSet<u32> = writers
            .into_iter()
            .skip(HELD_OUT_WRITER_STRIDE - 1)
            .step_by(HELD_OUT_WRITER_STRIDE)
            .collect();
        let indexed = samples.into_iter().enumerate().map(|(index, sample)| {
            let index_is_held_out = || index % HELD_OUT_WRITER_STRIDE == HELD_OUT_WRITER_STRIDE - 1;
            let is_held_out = sample.writer.map_or_else(index_is_held_out, |writer| {
                held_out_writers.contains(&writer)
            });
            (is_held_out, sample)
        });
        Self::partition(indexed, |is_held_out| is_held_out)
    }

    fn partition<T>(
        samples: impl Iterator<Item = (T, Sample)>,
        is_held_out: impl Fn(T) -> bool,
    ) -> Self {
        let mut split = Self::default();
        for (key, sample) in samples {
            let subset = if is_held_out(key) {
                &mut split.validation
            } else {
                &mut split.train
            };
            subset.push(sample);
        }
        split
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ink::Drawing;

    fn sample(label: u8) -> Sample {
        Sample::drawing(label, Drawing::default())
    }

    #[test]
    fn one_image_in_twenty_is_held_out() {
        let split = TrainValidationSplit::from_images(vec![sample(1); 60]);
        assert_eq!((split.train.len(), split.validation.len()), (57, 3));
    }

    #[test]
    fn a_writer_is_held_out_entirely() {
        let writer_sample = |writer: u32| Sample {
            writer: Some(writer),
            ..sample((writer % 10) as u8)
        };
        let split = TrainValidationSplit::from_drawings(
            (0..200).map(|i| writer_sample(i % 20 + 1)).collect(),
        );
        assert_eq!((split.train.len(), split.validation.len()), (160, 40));
        assert!(
            split.validation.iter().all(|sample| sample.label % 5 == 0),
            "writers 5, 10, 15 and 20"
        );
    }

    #[test]
    fn drawings_without_a_writer_are_split_by_index() {
        assert_eq!(
            TrainValidationSplit::from_drawings(vec![sample(3); 50])
                .validation
                .len(),
            10
        );
    }
}
