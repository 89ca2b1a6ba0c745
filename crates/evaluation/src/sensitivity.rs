//! Measures accuracy without each preprocessing stage and over each perturbation parameter.
//!
//! The page shows these results next to its panels. One stage or parameter is changed at a time. The parameters are
//! those of [`ink::Perturbation`], over the full range that the page offers. [`robustness`](super::robustness)
//! simulates other handwriting and devices; a perturbation changes the network's input directly.

use ink::{Parameter, Perturbation, Raster, Stage};
use model::Classifier;
use rayon::prelude::*;
use recognition::report::{ParameterSetting, ParameterSweep, Sensitivity, StageAblation};
use training::sample::raster_or_blank;
use training::{Sample, SampleData};

use crate::accuracy::Accuracy;
use crate::conditions::{Conditions, ConditionsError};
use crate::predictions;

/// Longer side, in px, of the drawings for the stage ablations: without some stages, the size on the pad matters.
const DRAWN_SIZE_PX: f32 = 120.0;

/// Evaluates all samples without each stage and at every value of every parameter.
///
/// # Errors
/// Returns an error if the samples include an image, which has no strokes to redraw.
pub fn measure(
    classifier: &Classifier,
    dataset: &str,
    samples: &[Sample],
) -> Result<Sensitivity, ConditionsError> {
    let stages = std::iter::once(None).chain(Stage::ALL.map(Some));
    let stage_ablations = stages.map(|stage| without_stage(classifier, samples, stage));
    let stage_ablations = stage_ablations.collect::<Result<_, _>>()?;
    let parameter_sweeps = Parameter::ALL.map(|parameter| ParameterSweep {
        parameter: parameter.name().to_owned(),
        settings: values(parameter)
            .map(|value| with_value(classifier, samples, parameter, value))
            .collect(),
    });
    Ok(Sensitivity {
        dataset: dataset.to_owned(),
        n: samples.len(),
        stage_ablations,
        parameter_sweeps: parameter_sweeps.into(),
    })
}

fn without_stage(
    classifier: &Classifier,
    samples: &[Sample],
    stage: Option<Stage>,
) -> Result<StageAblation, ConditionsError> {
    let conditions = Conditions {
        drawn_size_px: Some(DRAWN_SIZE_PX),
        without_stages: stage.into_iter().collect(),
        ..Conditions::default()
    };
    let predictions = predictions(classifier, &conditions.rasters(samples)?);
    let Accuracy {
        correct,
        accuracy,
        interval,
    } = Accuracy::new(samples, &predictions);
    Ok(StageAblation {
        stage: stage.map(|stage| stage.name().to_owned()),
        correct,
        accuracy,
        interval,
    })
}

fn with_value(
    classifier: &Classifier,
    samples: &[Sample],
    parameter: Parameter,
    value: f32,
) -> ParameterSetting {
    let perturbation = Perturbation::default().with(parameter, value);
    let raster = |sample: &Sample| match &sample.data {
        SampleData::Drawing(drawing) => raster_or_blank(perturbation.raster(drawing)),
        SampleData::Image(image) => Raster::clone(image),
    };
    let rasters: Vec<Raster> = samples.par_iter().map(raster).collect();
    let Accuracy {
        correct,
        accuracy,
        interval,
    } = Accuracy::new(samples, &predictions(classifier, &rasters));
    ParameterSetting {
        value,
        correct,
        accuracy,
        interval,
    }
}

/// Returns evenly spaced values over the parameter's range; the neutral value is one of them.
fn values(parameter: Parameter) -> impl Iterator<Item = f32> {
    let step = match parameter {
        Parameter::Rotation => 15.0,
        Parameter::Slant => 0.25,
        Parameter::Size | Parameter::Shift => 2.0,
        Parameter::PenWidth => 0.5,
        Parameter::Noise => 0.125,
    };
    let [min, max] = parameter.range();
    (0..)
        .map(move |index| min + step * index as f32)
        .take_while(move |value| *value <= max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ink::record;
    use model::NetConfig;

    const GOLDENS: &str = include_str!("../../../assets/goldens.json");

    fn goldens() -> Vec<Sample> {
        let sample =
            |record: record::Record| Sample::drawing(record.label.unwrap(), record.drawing);
        let goldens = record::parse(GOLDENS).unwrap();
        goldens.into_iter().take(9).map(sample).collect()
    }

    #[test]
    fn the_values_cover_the_range_and_include_the_neutral_value() {
        for parameter in Parameter::ALL {
            let values: Vec<f32> = values(parameter).collect();
            let [min, max] = parameter.range();
            assert_eq!(values.first(), Some(&min), "{parameter:?}");
            assert_eq!(values.last(), Some(&max), "{parameter:?}");
            assert!(values.contains(&parameter.neutral()), "{parameter:?}");
        }
    }

    #[test]
    fn full_preprocessing_and_neutral_parameters_leave_the_accuracy_unchanged() {
        let classifier = Classifier::from_bytes(crate::SHIPPED_WEIGHTS).unwrap();
        let samples = goldens();
        let rasters: Vec<Raster> = samples.iter().map(Sample::raster).collect();
        let unchanged = Accuracy::new(&samples, &predictions(&classifier, &rasters)).correct;
        let sensitivity = measure(&classifier, "goldens", &samples).unwrap();
        let full = &sensitivity.stage_ablations[0];
        assert_eq!((&full.stage, full.correct), (&None, unchanged));
        for (parameter, sweep) in Parameter::ALL
            .into_iter()
            .zip(&sensitivity.parameter_sweeps)
        {
            let mut settings = sweep.settings.iter();
            let neutral = settings.find(|setting| setting.value == parameter.neutral());
            assert_eq!(
                neutral.map(|neutral| neutral.correct),
                Some(unchanged),
                "{parameter:?}"
            );
        }
        let noisiest = sensitivity.parameter_sweeps[5].settings.last().unwrap();
        assert!(noisiest.correct < unchanged, "{noisiest:?}");
    }

    #[test]
    fn images_are_rejected() {
        let net = NetConfig {
            channels: [2, 2, 2],
            hidden: 4,
            dropout: 0.0,
        };
        let classifier = Classifier::from(net.init(&Default::default()));
        let image = Sample::image(3, Raster::from_pixels([9; 784]));
        assert!(measure(&classifier, "an image", &[image]).is_err());
    }
}
