//! Measures accuracy without each preprocessing stage and over each perturbation parameter.
//!
//! The page shows these results next to its panels. One stage or parameter is changed at a time. The parameters are
//! those of [`ink::Perturbation`], over the full range that the page offers. [`robustness`](super::robustness)
//! simulates other handwriting and devices; a perturbation changes the network's input directly.

use std::fmt;

use ink::{Parameter, Perturbation, Raster, Stage};
use net::Classifier;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::accuracy::Accuracy;
use super::conditions::{Conditions, ConditionsError};
use super::predictions;
use crate::data::{Sample, SampleData, raster_or_blank};

/// Longer side, in px, of the drawings for the stage ablations: without some stages, the size on the pad matters.
const DRAWN_SIZE_PX: f32 = 120.0;

/// Accuracy without each preprocessing stage and over each perturbation parameter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sensitivity {
    /// Name of the data set.
    pub dataset: String,
    /// Number of digits, the same for every result.
    pub n: usize,
    /// Results with all stages, then without each stage.
    #[serde(alias = "stages")]
    pub stage_ablations: Vec<StageAblation>,
    /// Results for each parameter.
    #[serde(alias = "knobs")]
    pub parameter_sweeps: Vec<ParameterSweep>,
}

/// Accuracy without one preprocessing stage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StageAblation {
    /// Name of the omitted stage; `None` for the full preprocessing.
    pub stage: Option<String>,
    /// The accuracy.
    #[serde(flatten)]
    pub accuracy: Accuracy,
}

/// Accuracy as one perturbation parameter varies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParameterSweep {
    /// Name and unit of the parameter.
    #[serde(alias = "knob")]
    pub parameter: String,
    /// Results at each value, in ascending order.
    pub settings: Vec<ParameterSetting>,
}

/// Accuracy at one value of a perturbation parameter.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParameterSetting {
    /// In the parameter's unit.
    #[serde(alias = "setting")]
    pub value: f32,
    /// The accuracy.
    #[serde(flatten)]
    pub accuracy: Accuracy,
}

impl Sensitivity {
    /// Evaluates all samples without each stage and at every value of every parameter.
    ///
    /// # Errors
    /// Returns an error if the samples include an image, which has no strokes to redraw.
    pub fn measure(
        classifier: &Classifier,
        dataset: &str,
        samples: &[Sample],
    ) -> Result<Self, ConditionsError> {
        let stages = std::iter::once(None).chain(Stage::ALL.map(Some));
        let stage_ablations = stages.map(|stage| without_stage(classifier, samples, stage));
        let stage_ablations = stage_ablations.collect::<Result<_, _>>()?;
        let parameter_sweeps = Parameter::ALL.map(|parameter| ParameterSweep {
            parameter: parameter.name().to_owned(),
            settings: values(parameter)
                .map(|value| with_value(classifier, samples, parameter, value))
                .collect(),
        });
        Ok(Self {
            dataset: dataset.to_owned(),
            n: samples.len(),
            stage_ablations,
            parameter_sweeps: parameter_sweeps.into(),
        })
    }
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
    Ok(StageAblation {
        stage: stage.map(|stage| stage.name().to_owned()),
        accuracy: Accuracy::new(samples, &predictions),
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
    ParameterSetting {
        value,
        accuracy: Accuracy::new(samples, &predictions(classifier, &rasters)),
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

impl fmt::Display for Sensitivity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { dataset, n, .. } = self;
        writeln!(f, "{dataset}: {n} digits, accuracy in percent")?;
        writeln!(f, "\nOmitted preprocessing stage")?;
        for StageAblation { stage, accuracy } in &self.stage_ablations {
            let stage = stage.as_deref().unwrap_or("none");
            writeln!(f, "  {stage:<10}{:>7.2}", accuracy.accuracy * 100.0)?;
        }
        for sweep in &self.parameter_sweeps {
            writeln!(f, "\n{}", sweep.parameter)?;
            for ParameterSetting { value, accuracy } in &sweep.settings {
                writeln!(f, "  {value:<10}{:>7.2}", accuracy.accuracy * 100.0)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ink::record;
    use net::NetConfig;

    const GOLDENS: &str = include_str!("../../../../assets/goldens.json");

    fn goldens() -> Vec<Sample> {
        let sample = |record: record::Record| Sample {
            label: record.label.unwrap(),
            data: SampleData::Drawing(record.drawing),
        };
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
        let unchanged = Accuracy::new(&samples, &predictions(&classifier, &rasters));
        let sensitivity = Sensitivity::measure(&classifier, "goldens", &samples).unwrap();
        let full = &sensitivity.stage_ablations[0];
        assert_eq!((&full.stage, full.accuracy), (&None, unchanged));
        for (parameter, sweep) in Parameter::ALL
            .into_iter()
            .zip(&sensitivity.parameter_sweeps)
        {
            let mut settings = sweep.settings.iter();
            let neutral = settings.find(|setting| setting.value == parameter.neutral());
            assert_eq!(
                neutral.map(|neutral| neutral.accuracy),
                Some(unchanged),
                "{parameter:?}"
            );
        }
        let noisiest = sensitivity.parameter_sweeps[5].settings.last().unwrap();
        assert!(
            noisiest.accuracy.correct < unchanged.correct,
            "{noisiest:?}"
        );
    }

    #[test]
    fn images_are_rejected() {
        let net = NetConfig {
            channels: [2, 2, 2],
            hidden: 4,
            dropout: 0.0,
        };
        let classifier = Classifier::from(net.init(&Default::default()));
        let image = Sample {
            label: 3,
            data: SampleData::Image(Box::new(Raster::from_pixels([9; 784]))),
        };
        assert!(Sensitivity::measure(&classifier, "an image", &[image]).is_err());
    }
}
