//! Digits kept aside for validation, the same ones in every run.

use std::collections::BTreeSet;

use crate::data::Sample;
use crate::data::strokes::Written;

/// One digit of MNIST in this many is kept aside.
const IMAGES: usize = 20;

/// One writer in this many is kept aside, with all they wrote: hands, not drawings, must be new.
const WRITERS: usize = 5;

/// What is learnt from and what judges it.
#[derive(Debug, Default)]
pub struct Split {
    /// To learn from.
    pub train: Vec<Sample>,
    /// To judge by.
    pub validation: Vec<Sample>,
}

impl Split {
    /// Every twentieth image is kept aside.
    pub fn of_images(samples: Vec<Sample>) -> Self {
        let numbered = samples.into_iter().enumerate();
        Self::by(numbered, |number| number % IMAGES == IMAGES - 1)
    }

    /// Every fifth writer is kept aside; drawings without a writer count as one hand each.
    pub fn of_drawings(written: Vec<Written>) -> Self {
        let writers: BTreeSet<u32> = written
            .iter()
            .filter_map(|written| written.writer)
            .collect();
        let aside: BTreeSet<u32> = writers
            .into_iter()
            .skip(WRITERS - 1)
            .step_by(WRITERS)
            .collect();
        let numbered = written.into_iter().enumerate().map(|(number, written)| {
            let by_number = || number % WRITERS == WRITERS - 1;
            let kept = written
                .writer
                .map_or_else(by_number, |writer| aside.contains(&writer));
            (kept, written.sample)
        });
        Self::by(numbered, |kept| kept)
    }

    fn by<T>(samples: impl Iterator<Item = (T, Sample)>, aside: impl Fn(T) -> bool) -> Self {
        let mut split = Self::default();
        for (key, sample) in samples {
            let part = if aside(key) {
                &mut split.validation
            } else {
                &mut split.train
            };
            part.push(sample);
        }
        split
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Ink;
    use ink::Drawing;

    fn sample(label: u8) -> Sample {
        Sample {
            label,
            ink: Ink::Pen(Drawing::default()),
        }
    }

    #[test]
    fn one_image_in_twenty_is_kept_aside() {
        let split = Split::of_images(vec![sample(1); 60]);
        assert_eq!((split.train.len(), split.validation.len()), (57, 3));
    }

    #[test]
    fn a_writer_is_kept_aside_whole() {
        let written = |writer: u32| Written {
            sample: sample((writer % 10) as u8),
            writer: Some(writer),
        };
        let split = Split::of_drawings((0..200).map(|i| written(i % 20 + 1)).collect());
        assert_eq!((split.train.len(), split.validation.len()), (160, 40));
        assert!(
            split.validation.iter().all(|sample| sample.label % 5 == 0),
            "writers 5, 10, 15 and 20"
        );
    }

    #[test]
    fn drawings_without_writers_are_split_by_number() {
        let written = Written {
            sample: sample(3),
            writer: None,
        };
        assert_eq!(Split::of_drawings(vec![written; 50]).validation.len(), 10);
    }
}
