//! From rasters to predictions: the whole of inference behind one type.

use burn::tensor::activation::softmax;
use ink::Raster;
use serde::{Deserialize, Serialize};

use crate::model::Net;
use crate::weights::WeightsError;
use crate::{CLASSES, Inference, input};

/// What the network makes of one raster.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Prediction {
    /// Softmax of the logits: entry `d` is the probability of digit `d`, 0..1, all adding up to 1.
    pub probabilities: [f32; CLASSES],
}

impl Prediction {
    /// The most probable digit, 0..=9; the smaller one of two that are equal.
    pub fn digit(&self) -> u8 {
        let mut best = 0;
        for (digit, probability) in (0..).zip(self.probabilities) {
            if probability > self.probabilities[usize::from(best)] {
                best = digit;
            }
        }
        best
    }

    /// The probability of [`Self::digit`], 0.1..1.
    pub fn certainty(&self) -> f32 {
        self.probabilities[usize::from(self.digit())]
    }
}

/// A network ready to answer.
#[derive(Debug)]
pub struct Classifier {
    net: Net<Inference>,
}

impl Classifier {
    /// Reads weights (see [`crate::weights`]) and folds the batch normalisation.
    ///
    /// # Errors
    /// When the bytes are not the weights of a network of this family.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, WeightsError> {
        Ok(Self {
            net: Net::from_bytes(bytes, &Default::default())?.folded(),
        })
    }

    /// One raster, 28x28, 0 = paper, 255 = ink, to its prediction.
    pub fn classify(&self, raster: &Raster) -> Prediction {
        let [prediction] = self
            .predictions(std::slice::from_ref(raster))
            .try_into()
            .expect("one in, one out");
        prediction
    }

    /// Many rasters at once, predictions in the same order.
    pub fn classify_batch(&self, rasters: &[Raster]) -> Vec<Prediction> {
        if rasters.is_empty() {
            return Vec::new();
        }
        self.predictions(rasters)
    }

    fn predictions(&self, rasters: &[Raster]) -> Vec<Prediction> {
        let logits = self
            .net
            .forward(input::tensor(rasters, &Default::default()));
        let probabilities = softmax(logits, 1).into_data();
        let values = probabilities
            .as_slice::<f32>()
            .expect("the backend computes in f32");
        let (rows, _) = values.as_chunks::<CLASSES>();
        rows.iter()
            .map(|row| Prediction {
                probabilities: *row,
            })
            .collect()
    }
}

impl From<Net<Inference>> for Classifier {
    fn from(net: Net<Inference>) -> Self {
        Self { net: net.folded() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::NetConfig;
    use ink::SIDE;

    fn classifier() -> Classifier {
        NetConfig::default().init(&Default::default()).into()
    }

    fn rasters() -> Vec<Raster> {
        (0..4u8)
            .map(|i| Raster::from_pixels([i * 60; SIDE * SIDE]))
            .collect()
    }

    #[test]
    fn probabilities_are_within_0_and_1_and_add_up_to_1() {
        for prediction in classifier().classify_batch(&rasters()) {
            assert!(
                prediction
                    .probabilities
                    .iter()
                    .all(|p| (0.0..=1.0).contains(p))
            );
            assert!((prediction.probabilities.iter().sum::<f32>() - 1.0).abs() < 1e-5);
        }
    }

    #[test]
    fn a_batch_gives_what_each_raster_gives_alone() {
        let classifier = classifier();
        for (raster, together) in rasters().iter().zip(classifier.classify_batch(&rasters())) {
            let alone = classifier.classify(raster);
            for (a, b) in alone.probabilities.iter().zip(together.probabilities) {
                assert!((a - b).abs() < 1e-5);
            }
        }
    }

    #[test]
    fn no_rasters_give_no_predictions() {
        assert_eq!(classifier().classify_batch(&[]), []);
    }

    #[test]
    fn the_digit_is_the_most_probable_class() {
        let mut probabilities = [0.01; CLASSES];
        probabilities[7] = 0.91;
        let prediction = Prediction { probabilities };
        assert_eq!((prediction.digit(), prediction.certainty()), (7, 0.91));
    }
}
