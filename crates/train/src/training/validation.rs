//! Held-out data sets and the metrics of a network on them.

use net::Classifier;
use serde::{Deserialize, Serialize};

use crate::data::Sample;
use crate::evaluate::evaluate;

/// A set of held-out digits.
#[derive(Clone, Debug)]
pub struct ValidationSet {
    /// Name of the data set.
    pub name: String,
    /// The held-out digits.
    pub samples: Vec<Sample>,
}

/// Metrics on a [`ValidationSet`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ValidationMetrics {
    /// Name of the data set.
    pub dataset: String,
    /// Mean cross entropy in nats: the negative logarithm of the probability of the correct digit.
    pub loss: f64,
    /// Fraction of correctly read digits, 0..1.
    pub accuracy: f64,
}

impl ValidationSet {
    /// Returns the metrics of a network on the set; loss and accuracy of an empty set are 0.
    pub fn metrics(&self, classifier: &Classifier) -> ValidationMetrics {
        let evaluation = evaluate(classifier, &self.name, &self.samples);
        ValidationMetrics {
            dataset: evaluation.dataset,
            loss: evaluation.reliability.negative_log_likelihood,
            accuracy: evaluation.accuracy,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::SampleData;
    use ink::{Raster, SIDE};
    use net::NetConfig;

    /// Blank images labelled 0 to 9, which all get the same prediction.
    fn blanks() -> ValidationSet {
        let blank = Raster::from_pixels([0; SIDE * SIDE]);
        let sample = |label| Sample {
            label,
            data: SampleData::Image(Box::new(blank.clone())),
        };
        ValidationSet {
            name: "blanks".into(),
            samples: (0..10).map(sample).collect(),
        }
    }

    fn classifier() -> Classifier {
        NetConfig::default().init(&Default::default()).into()
    }

    #[test]
    fn loss_and_accuracy_are_means_over_the_digits() {
        let (set, classifier) = (blanks(), classifier());
        let SampleData::Image(blank) = &set.samples[0].data else {
            unreachable!("blanks are images")
        };
        let probabilities = classifier.classify(blank).probabilities;
        let sum: f64 = probabilities.iter().map(|p| f64::from(*p).ln()).sum();
        let metrics = set.metrics(&classifier);
        assert_eq!(metrics.accuracy, 0.1);
        assert!((metrics.loss + sum / 10.0).abs() < 1e-6, "{metrics:?}");
    }

    #[test]
    fn the_metrics_of_an_empty_set_are_zero() {
        let empty = ValidationSet {
            samples: Vec::new(),
            ..blanks()
        };
        let metrics = empty.metrics(&classifier());
        assert_eq!((metrics.loss, metrics.accuracy), (0.0, 0.0));
    }
}
