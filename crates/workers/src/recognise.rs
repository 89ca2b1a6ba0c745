//! Questions to the recognise worker. The answer is a [`recognition::Number`], its digits from left to right.

use ink::{Drawing, Raster};
use recognition::StrokeGroups;
use serde::{Deserialize, Serialize};

/// What to read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Target {
    /// Ink: one digit, or several digits side by side.
    Drawing {
        /// The strokes.
        drawing: Drawing,
        /// The groups of strokes that the user has fixed. Empty if the user has changed nothing.
        groups: StrokeGroups,
    },
    /// Ink with one group of strokes to split into two digits.
    SplitDigit {
        /// The strokes.
        drawing: Drawing,
        /// The strokes of each digit.
        groups: StrokeGroups,
        /// The index of the group to split.
        digit: usize,
    },
    /// One digit as the network's input.
    Raster(Box<Raster>),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Envelope, Reply, decode, encode};
    use ink::{Bounds, Point, SIDE, Stroke};
    use recognition::{Digit, Number, Prediction};

    fn raster() -> Envelope<Target> {
        let raster = Raster::from_pixels([9; SIDE * SIDE]);
        Envelope {
            id: 7,
            question: Target::Raster(raster.into()),
        }
    }

    #[test]
    fn every_target_round_trips() {
        let drawing = Drawing {
            strokes: vec![Stroke {
                points: vec![Point { x: 0.1, y: 0.9 }],
            }],
        };
        let groups = StrokeGroups {
            groups: vec![vec![0]],
        };
        let whole = Target::Drawing {
            drawing: drawing.clone(),
            groups: groups.clone(),
        };
        let split = Target::SplitDigit {
            drawing,
            groups,
            digit: 0,
        };
        for question in [whole, split, raster().question] {
            let envelope = Envelope { id: 7, question };
            assert_eq!(decode(&encode(&envelope)), Ok(envelope));
        }
    }

    #[test]
    fn a_number_round_trips() {
        let answer = Number {
            digits: vec![Digit {
                strokes: vec![0],
                bounds: Bounds {
                    min: Point::default(),
                    max: Point { x: 1.0, y: 1.0 },
                },
                prediction: Prediction {
                    probabilities: [0.1; 10],
                    ood_score: -1.0,
                },
            }],
        };
        let reply = Reply::Answer { id: 3, answer };
        assert_eq!(decode(&encode(&reply)), Ok(reply));
    }

    #[test]
    fn encoding_a_raster_adds_at_most_8_bytes_to_its_pixels() {
        assert!(encode(&raster()).len() <= SIDE * SIDE + 8);
    }
}
