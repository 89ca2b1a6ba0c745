//! The worker's side, as plain functions: weights in, engine out; request in, reply out.
//!
//! Knows nothing of workers and messages, so that it runs, and is tested, natively as well.

use std::hint::black_box;

use ink::{Bounds, Drawing, Point, Stroke};
use net::{Classifier, WeightsError};
use number::{Digit, Number, Split};

use crate::protocol::{self, Ask, Reply, Request};

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
        let Request::Read { id, ask } = request;
        Reply::Read {
            id: *id,
            number: self.read(ask),
        }
    }

    /// Reads a stroke of its own and forgets it: what the first request would wait for, such as a browser that compiles
    /// each function when it is first called, is done by then.
    pub fn rehearse(&self) {
        let points = [0.2, 0.8].map(|y| Point { x: 0.5, y }).to_vec();
        let ask = Ask::Drawing {
            drawing: Drawing {
                strokes: vec![Stroke { points }],
            },
            split: Split::default(),
        };
        let request = protocol::encode(&Request::Read { id: 0, ask });
        let reply = protocol::decode(&request).map(|request| self.answer(&request));
        black_box(reply.map(|reply| protocol::encode(&reply)).ok());
    }

    fn read(&self, ask: &Ask) -> Number {
        let classifier = &self.classifier;
        match ask {
            Ask::Drawing { drawing, split } => number::read_as(classifier, drawing, split),
            Ask::Parted {
                drawing,
                split,
                digit,
            } => {
                let parted = number::part(classifier, drawing, split, *digit);
                number::read_as(classifier, drawing, parted.as_ref().unwrap_or(split))
            }
            Ask::Raster(raster) => Number {
                digits: vec![Digit {
                    strokes: Vec::new(),
                    bounds: WHOLE_PAD,
                    prediction: classifier.classify(raster),
                }],
            },
        }
    }
}

/// Where a digit without strokes is.
const WHOLE_PAD: Bounds = Bounds {
    min: Point { x: 0.0, y: 0.0 },
    max: Point { x: 1.0, y: 1.0 },
};

#[cfg(test)]
mod tests {
    use super::*;

    const WEIGHTS: &[u8] = include_bytes!("../assets/model.bin");

    fn engine() -> Engine {
        Engine::load(WEIGHTS).expect("the shipped weights fit the network")
    }

    /// Upright lines at these places.
    fn ones(places: &[f32]) -> Drawing {
        let line = |x: &f32| Stroke {
            points: [0.2, 0.8].map(|y| Point { x: *x, y }).to_vec(),
        };
        Drawing {
            strokes: places.iter().map(line).collect(),
        }
    }

    fn read(ask: Ask) -> Number {
        let Reply::Read { id, number } = engine().answer(&Request::Read { id: 41, ask }) else {
            panic!("a request to read is answered with what was read");
        };
        assert_eq!(id, 41);
        number
    }

    #[test]
    fn a_drawing_and_its_raster_are_read_alike() {
        let drawing = ones(&[0.5]);
        let raster = drawing.raster().expect("a line has points");
        let of_raster = read(Ask::Raster(raster.into()));
        let split = Split::default();
        let of_drawing = read(Ask::Drawing { drawing, split });
        let [seen, drawn] =
            [of_raster, of_drawing].map(|number| number.digits[0].prediction.clone());
        assert_eq!(seen, drawn);
        assert!((seen.probabilities.iter().sum::<f32>() - 1.0).abs() < 1e-5);
    }

    #[test]
    fn a_split_is_kept_and_a_digit_can_be_parted() {
        let drawing = ones(&[0.2, 0.6]);
        let split = Split {
            groups: vec![vec![0, 1]],
        };
        let joined = read(Ask::Drawing {
            drawing: drawing.clone(),
            split: split.clone(),
        });
        assert_eq!(joined.digits.len(), 1);
        let digit = 0;
        let parted = read(Ask::Parted {
            drawing,
            split,
            digit,
        });
        assert_eq!(parted.to_string(), "11");
    }

    #[test]
    fn weights_cut_short_are_refused() {
        assert!(Engine::load(&WEIGHTS[..WEIGHTS.len() / 2]).is_err());
    }
}
