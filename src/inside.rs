//! The side of the worker that shows how the network reads, as plain functions: question in, answer out.
//!
//! Knows nothing of workers and messages, so that it runs, and is tested, natively as well.

use ink::SIDE;
use net::explain::Explainer;
use net::{Classifier, WeightsError};

use crate::protocol::inside::{Answer, PARTS, Question};

/// The network, ready to be looked into.
#[derive(Debug)]
pub struct Guide {
    explainer: Explainer,
}

impl Guide {
    /// Loads the network from its weights' bytes.
    ///
    /// # Errors
    /// When the bytes are not weights of this network.
    pub fn load(weights: &[u8]) -> Result<Self, WeightsError> {
        let explainer = Explainer::new(Classifier::from_bytes(weights)?);
        Ok(Self { explainer })
    }

    /// Answers one question.
    #[must_use]
    pub fn answer(&self, question: &Question) -> Answer {
        let explainer = &self.explainer;
        match question {
            Question::Read(rasters) => Answer::Read(explainer.classifier().classify_batch(rasters)),
            Question::Layers(raster) => Answer::Layers(explainer.inside(raster)),
            Question::Window(raster, place) => Answer::Window(explainer.window(raster, *place)),
            Question::Gradient(raster, class) => {
                Answer::Map(explainer.integrated_gradients(raster, *class))
            }
            Question::Cover {
                raster,
                class,
                part,
            } => {
                const PART: usize = SIDE * SIDE / PARTS;
                let pixels = part * PART..(part + 1) * PART;
                Answer::Map(explainer.occlusion(raster, *class, pixels))
            }
            Question::Strokes(drawing, class) => {
                Answer::Strokes(explainer.strokes(drawing, *class))
            }
            Question::Curve(drawing, wiggle, knob) => {
                Answer::Curve(explainer.curve(drawing, wiggle, *knob))
            }
            Question::Flip(raster) => Answer::Flip(explainer.flip(raster).map(Box::new)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ink::{Drawing, Knob, Raster, Wiggle, record};
    use net::explain::Place;

    const WEIGHTS: &[u8] = include_bytes!("../assets/model.bin");
    const GOLDENS: &str = include_str!("../assets/goldens.json");

    fn guide() -> Guide {
        Guide::load(WEIGHTS).expect("the shipped weights fit the network")
    }

    fn four() -> (Drawing, Raster) {
        let goldens = record::parse(GOLDENS).expect("the goldens are records");
        let four = goldens.into_iter().find(|golden| golden.label == Some(4));
        let drawing = four.expect("there is a 4").drawing;
        let raster = drawing.raster().expect("it has ink");
        (drawing, raster)
    }

    #[test]
    fn every_question_gets_its_own_kind_of_answer() {
        let (drawing, raster) = four();
        let place = Place {
            block: 0,
            map: 0,
            x: 7,
            y: 7,
        };
        let guide = guide();
        let answer = |question| guide.answer(&question);
        let Answer::Read(read) = answer(Question::Read(vec![raster.clone()])) else {
            panic!("predictions")
        };
        assert_eq!(read[0].digit(), 4);
        let Answer::Layers(inside) = answer(Question::Layers(raster.clone())) else {
            panic!("layers")
        };
        assert_eq!(inside.prediction, read[0]);
        assert!(matches!(
            answer(Question::Window(raster.clone(), place)),
            Answer::Window(Some(_))
        ));
        assert!(
            matches!(answer(Question::Gradient(raster.clone(), 4)), Answer::Map(map) if map.len() == SIDE * SIDE)
        );
        assert!(
            matches!(answer(Question::Flip(raster)), Answer::Flip(Some(flip)) if flip.from == 4)
        );
        assert!(
            matches!(answer(Question::Strokes(drawing.clone(), 4)), Answer::Strokes(pieces) if pieces.len() > 1)
        );
        let curve = Question::Curve(drawing, Wiggle::default(), Knob::Turn);
        assert!(matches!(answer(curve), Answer::Curve(curve) if curve.knob == Knob::Turn));
    }

    #[test]
    fn the_parts_of_covering_are_the_whole() {
        let (_, raster) = four();
        let guide = guide();
        let parts = (0..PARTS).flat_map(|part| {
            let question = Question::Cover {
                raster: raster.clone(),
                class: 4,
                part,
            };
            let Answer::Map(drops) = guide.answer(&question) else {
                panic!("a map")
            };
            drops
        });
        assert_eq!(
            parts.collect::<Vec<f32>>(),
            guide.explainer.occlusion(&raster, 4, 0..SIDE * SIDE)
        );
    }
}
