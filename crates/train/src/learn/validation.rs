//! Digits kept aside, and how well weights that have not met them read them.

use net::Classifier;
use serde::{Deserialize, Serialize};

use crate::data::Sample;
use crate::evaluate::evaluate;

/// A set of digits kept aside.
#[derive(Clone, Debug)]
pub struct Aside {
    /// What they are, in words.
    pub name: String,
    /// The digits.
    pub samples: Vec<Sample>,
}

/// How well such a set is read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Validation {
    /// What was read, in words.
    pub dataset: String,
    /// Mean cross entropy in nats: the negative logarithm of the probability given to the right digit.
    pub loss: f64,
    /// Share of the digits that were read right, 0..1.
    pub accuracy: f64,
}

impl Aside {
    /// How well a network reads them; both figures of an empty set are 0.
    pub fn read_by(&self, classifier: &Classifier) -> Validation {
        let evaluation = evaluate(classifier, &self.name, &self.samples);
        Validation {
            dataset: evaluation.dataset,
            loss: evaluation.reliability.negative_log_likelihood,
            accuracy: evaluation.accuracy,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Ink;
    use ink::{Raster, SIDE};
    use net::NetConfig;

    /// Blank digits 0 to 9: one network gives them all the same answer.
    fn blanks() -> Aside {
        let blank = Raster::from_pixels([0; SIDE * SIDE]);
        let sample = |label| Sample {
            label,
            ink: Ink::Image(Box::new(blank.clone())),
        };
        Aside {
            name: "blanks".into(),
            samples: (0..10).map(sample).collect(),
        }
    }

    fn classifier() -> Classifier {
        NetConfig::default().init(&Default::default()).into()
    }

    #[test]
    fn loss_and_accuracy_are_means_over_the_digits() {
        let (aside, classifier) = (blanks(), classifier());
        let Ink::Image(blank) = &aside.samples[0].ink else {
            unreachable!("blanks are images")
        };
        let probabilities = classifier.classify(blank).probabilities;
        let sum: f64 = probabilities.iter().map(|p| f64::from(*p).ln()).sum();
        let validation = aside.read_by(&classifier);
        assert_eq!(validation.accuracy, 0.1);
        assert!(
            (validation.loss + sum / 10.0).abs() < 1e-6,
            "{validation:?}"
        );
    }

    #[test]
    fn an_empty_set_has_figures_too() {
        let empty = Aside {
            samples: Vec::new(),
            ..blanks()
        };
        let validation = empty.read_by(&classifier());
        assert_eq!((validation.loss, validation.accuracy), (0.0, 0.0));
    }
}
