//! The worker's side, as plain functions: weights in, engine out; request in, reply out.
//!
//! Knows nothing of workers and messages, so that it runs, and is tested, natively as well.

use net::{Classifier, WeightsError};

use crate::protocol::{Reply, Request};

/// The network, ready to answer requests.
#[derive(Debug)]
pub struct Engine {
    classifier: Classifier,
}

impl Engine {
    /// Loads the network from its weights' bytes.
    ///
    /// # Errors
    /// When the bytes are not weights of this network.
    pub fn load(weights: &[u8]) -> Result<Self, WeightsError> {
        Ok(Self {
            classifier: Classifier::from_bytes(weights)?,
        })
    }

    /// Answers one request.
    #[must_use]
    pub fn answer(&self, request: &Request) -> Reply {
        match request {
            Request::Classify { id, raster } => Reply::Classified {
                id: *id,
                prediction: self.classifier.classify(raster),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ink::{Drawing, Point, Stroke};

    const WEIGHTS: &[u8] = include_bytes!("../assets/model.bin");

    #[test]
    fn a_reply_carries_the_requests_id_and_ten_probabilities_that_add_up_to_1() {
        let line = [(0.5, 0.1), (0.5, 0.9)].map(|(x, y)| Point { x, y });
        let drawing = Drawing {
            strokes: vec![Stroke {
                points: line.to_vec(),
            }],
        };
        let raster = drawing.raster().expect("a line has points");

        let engine = Engine::load(WEIGHTS).expect("the shipped weights fit the network");
        let Reply::Classified { id, prediction } =
            engine.answer(&Request::Classify { id: 41, raster })
        else {
            panic!("a request to classify is answered with a classification");
        };

        assert_eq!(id, 41);
        assert!((prediction.probabilities.iter().sum::<f32>() - 1.0).abs() < 1e-5);
    }

    #[test]
    fn weights_cut_short_are_refused() {
        assert!(Engine::load(&WEIGHTS[..WEIGHTS.len() / 2]).is_err());
    }
}
