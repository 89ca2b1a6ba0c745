//! The computation of the explain worker: how the network reads a drawing.

use explain::Explainer;
use ink::SIDE;
use workers::explain::{Answer, OCCLUSION_BANDS, Query};

/// Answers one query.
#[must_use]
pub fn answer(explainer: &Explainer, query: &Query) -> Answer {
    match query {
        Query::Classify(rasters) => {
            Answer::Predictions(explainer.classifier().classify_batch(rasters))
        }
        Query::Layers(raster) => Answer::Layers(explainer.layer_outputs(raster)),
        Query::ReceptiveField(raster, unit) => {
            Answer::ReceptiveField(explainer.receptive_field(raster, *unit))
        }
        Query::IntegratedGradients(raster, class) => {
            Answer::PixelAttributions(explainer.integrated_gradients(raster, *class))
        }
        Query::Occlusion {
            raster,
            class,
            band,
        } => {
            const BAND_PIXELS: usize = SIDE * SIDE / OCCLUSION_BANDS;
            let pixels = band * BAND_PIXELS..(band + 1) * BAND_PIXELS;
            Answer::PixelAttributions(explainer.occlusion(raster, *class, pixels))
        }
        Query::StrokeAttributions(drawing, class) => {
            Answer::StrokeAttributions(explainer.stroke_attributions(drawing, *class))
        }
        Query::Sweep(drawing, perturbation, parameter) => {
            Answer::Sweep(explainer.sweep(drawing, perturbation, *parameter))
        }
        Query::AdversarialExample(raster) => {
            Answer::AdversarialExample(explainer.adversarial_example(raster).map(Box::new))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ink::{Drawing, Parameter, Perturbation, Raster, record};
    use model::Classifier;
    use recognition::explanation::UnitPosition;

    const WEIGHTS: &[u8] = include_bytes!("../../../assets/model.bin");
    const GOLDENS: &str = include_str!("../../../assets/goldens.json");

    fn explainer() -> Explainer {
        Explainer::new(Classifier::from_bytes(WEIGHTS).expect("the shipped weights are valid"))
    }

    fn four() -> (Drawing, Raster) {
        let goldens = record::parse(GOLDENS).expect("the golden drawings are valid records");
        let four = goldens.into_iter().find(|golden| golden.label == Some(4));
        let drawing = four.expect("one golden drawing is a 4").drawing;
        let raster = drawing.raster().expect("the drawing has ink");
        (drawing, raster)
    }

    #[test]
    fn every_query_gets_the_matching_kind_of_answer() {
        let (drawing, raster) = four();
        let unit = UnitPosition {
            block: 0,
            map: 0,
            x: 7,
            y: 7,
        };
        let explainer = explainer();
        let answer = |query| answer(&explainer, &query);
        let Answer::Predictions(predictions) = answer(Query::Classify(vec![raster.clone()])) else {
            panic!("expected predictions")
        };
        assert_eq!(predictions[0].digit(), 4);
        let Answer::Layers(layers) = answer(Query::Layers(raster.clone())) else {
            panic!("expected layer outputs")
        };
        assert_eq!(layers.prediction, predictions[0]);
        assert!(matches!(
            answer(Query::ReceptiveField(raster.clone(), unit)),
            Answer::ReceptiveField(Some(_))
        ));
        assert!(matches!(
            answer(Query::IntegratedGradients(raster.clone(), 4)),
            Answer::PixelAttributions(map) if map.len() == SIDE * SIDE
        ));
        assert!(matches!(
            answer(Query::AdversarialExample(raster)),
            Answer::AdversarialExample(Some(example)) if example.original_digit == 4
        ));
        assert!(matches!(
            answer(Query::StrokeAttributions(drawing.clone(), 4)),
            Answer::StrokeAttributions(attributions) if attributions.len() > 1
        ));
        let sweep = Query::Sweep(drawing, Perturbation::default(), Parameter::Rotation);
        assert!(matches!(
            answer(sweep),
            Answer::Sweep(sweep) if sweep.parameter == Parameter::Rotation
        ));
    }

    #[test]
    fn the_occlusion_bands_together_equal_the_whole_map() {
        let (_, raster) = four();
        let explainer = explainer();
        let bands = (0..OCCLUSION_BANDS).flat_map(|band| {
            let query = Query::Occlusion {
                raster: raster.clone(),
                class: 4,
                band,
            };
            let Answer::PixelAttributions(map) = answer(&explainer, &query) else {
                panic!("expected pixel attributions")
            };
            map
        });
        assert_eq!(
            bands.collect::<Vec<f32>>(),
            explainer.occlusion(&raster, 4, 0..SIDE * SIDE)
        );
    }
}
