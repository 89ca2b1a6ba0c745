//! The engine: loads the network once and answers read requests.
//!
//! It does not depend on web workers, so it also runs natively, in tests and benchmarks.

use std::hint::black_box;

use ink::{Bounds, Drawing, Point, Stroke};
use net::{Classifier, WeightsError};
use number::{Digit, Number, StrokeGroups};

use crate::protocol::{self, Reply, Request, Target};

/// A loaded network that answers requests.
#[derive(Debug)]
pub struct Engine {
    classifier: Classifier,
}

impl Engine {
    /// Loads the network from the bytes of a weights file.
    ///
    /// # Errors
    /// If the bytes are not weights of this network.
    pub fn load(weights: &[u8]) -> Result<Self, WeightsError> {
        Ok(Self {
            classifier: Classifier::from_bytes(weights)?,
        })
    }

    /// Answers one request.
    #[must_use]
    pub fn answer(&self, request: &Request) -> Reply {
        let Request::Read { id, target } = request;
        Reply::Read {
            id: *id,
            number: self.read(target),
        }
    }

    /// Reads a sample stroke and drops the result. A browser compiles each function on its first call, which would
    /// otherwise delay the answer to the first request.
    pub fn warm_up(&self) {
        let points = [0.2, 0.8].map(|y| Point { x: 0.5, y }).to_vec();
        let target = Target::Drawing {
            drawing: Drawing {
                strokes: vec![Stroke { points }],
            },
            groups: StrokeGroups::default(),
        };
        let request = protocol::encode(&Request::Read { id: 0, target });
        let reply = protocol::decode(&request).map(|request| self.answer(&request));
        black_box(reply.map(|reply| protocol::encode(&reply)).ok());
    }

    fn read(&self, target: &Target) -> Number {
        let classifier = &self.classifier;
        match target {
            Target::Drawing { drawing, groups } => {
                number::read_with_groups(classifier, drawing, groups)
            }
            Target::SplitDigit {
                drawing,
                groups,
                digit,
            } => {
                let split = number::split_digit(classifier, drawing, groups, *digit);
                number::read_with_groups(classifier, drawing, split.as_ref().unwrap_or(groups))
            }
            Target::Raster(raster) => Number {
                digits: vec![Digit {
                    strokes: Vec::new(),
                    bounds: WHOLE_PAD,
                    prediction: classifier.classify(raster),
                }],
            },
        }
    }
}

/// Bounds of a digit that is read from a raster.
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

    /// Returns a drawing of vertical lines at these x coordinates.
    fn vertical_lines(xs: &[f32]) -> Drawing {
        let line = |x: &f32| Stroke {
            points: [0.2, 0.8].map(|y| Point { x: *x, y }).to_vec(),
        };
        Drawing {
            strokes: xs.iter().map(line).collect(),
        }
    }

    fn read(target: Target) -> Number {
        let Reply::Read { id, number } = engine().answer(&Request::Read { id: 41, target }) else {
            panic!("the reply to a read request is a number");
        };
        assert_eq!(id, 41);
        number
    }

    #[test]
    fn a_drawing_and_its_raster_have_the_same_prediction() {
        let drawing = vertical_lines(&[0.5]);
        let raster = drawing.raster().expect("a line has points");
        let from_raster = read(Target::Raster(raster.into()));
        let groups = StrokeGroups::default();
        let from_drawing = read(Target::Drawing { drawing, groups });
        let [raster, drawing] =
            [from_raster, from_drawing].map(|number| number.digits[0].prediction.clone());
        assert_eq!(raster, drawing);
        assert!((raster.probabilities.iter().sum::<f32>() - 1.0).abs() < 1e-5);
    }

    #[test]
    fn given_groups_are_kept_and_a_digit_can_be_split() {
        let drawing = vertical_lines(&[0.2, 0.6]);
        let groups = StrokeGroups {
            groups: vec![vec![0, 1]],
        };
        let merged = read(Target::Drawing {
            drawing: drawing.clone(),
            groups: groups.clone(),
        });
        assert_eq!(merged.digits.len(), 1);
        let split = read(Target::SplitDigit {
            drawing,
            groups,
            digit: 0,
        });
        assert_eq!(split.to_string(), "11");
    }

    #[test]
    fn truncated_weights_are_rejected() {
        assert!(Engine::load(&WEIGHTS[..WEIGHTS.len() / 2]).is_err());
    }
}
