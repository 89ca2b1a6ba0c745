//! The computation of the recognise worker: reads digits and numbers.

use std::hint::black_box;

use ink::{Bounds, Drawing, Point, Stroke};
use model::Classifier;
use recognition::{Digit, Number, StrokeGroups};
use workers::recognise::Target;
use workers::{Envelope, Reply, decode, encode};

/// Reads a digit or a number.
#[must_use]
pub fn answer(classifier: &Classifier, target: &Target) -> Number {
    match target {
        Target::Drawing { drawing, groups } => {
            reading::read_with_groups(classifier, drawing, groups)
        }
        Target::SplitDigit {
            drawing,
            groups,
            digit,
        } => {
            let split = reading::split_digit(classifier, drawing, groups, *digit);
            reading::read_with_groups(classifier, drawing, split.as_ref().unwrap_or(groups))
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

/// Bounds of a digit that is read from a raster.
const WHOLE_PAD: Bounds = Bounds {
    min: Point { x: 0.0, y: 0.0 },
    max: Point { x: 1.0, y: 1.0 },
};

/// Reads a sample stroke, with its messages, and drops the result. A browser compiles each function on its first call,
/// which would otherwise delay the first answer.
pub fn warm_up(classifier: &Classifier) {
    let points = [0.2, 0.8].map(|y| Point { x: 0.5, y }).to_vec();
    let question = Target::Drawing {
        drawing: Drawing {
            strokes: vec![Stroke { points }],
        },
        groups: StrokeGroups::default(),
    };
    let bytes = encode(&Envelope { id: 0, question });
    let reply = decode(&bytes).map(|Envelope { id, question }| Reply::Answer {
        id,
        answer: answer(classifier, &question),
    });
    black_box(reply.map(|reply| encode(&reply)).ok());
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEIGHTS: &[u8] = include_bytes!("../../../assets/model.bin");

    fn read(target: &Target) -> Number {
        let classifier = Classifier::from_bytes(WEIGHTS).expect("the weights fit the network");
        answer(&classifier, target)
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

    #[test]
    fn a_drawing_and_its_raster_have_the_same_prediction() {
        let drawing = vertical_lines(&[0.5]);
        let raster = drawing.raster().expect("a line has points");
        let from_raster = read(&Target::Raster(raster.into()));
        let groups = StrokeGroups::default();
        let from_drawing = read(&Target::Drawing { drawing, groups });
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
        let merged = read(&Target::Drawing {
            drawing: drawing.clone(),
            groups: groups.clone(),
        });
        assert_eq!(merged.digits.len(), 1);
        let split = read(&Target::SplitDigit {
            drawing,
            groups,
            digit: 0,
        });
        assert_eq!(split.to_string(), "11");
    }
}
