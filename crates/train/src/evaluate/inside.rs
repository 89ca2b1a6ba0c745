//! What stands beside the page's panels: how many drawings are read right with a stage of the recipe left out, and as a
//! knob is turned.
//!
//! In, labelled drawings; out, a share for each stage and for each setting of each knob, one changed at a time. The knobs
//! are those that the page turns ([`ink::Wiggle`]), over the range that it offers. Unlike a [`sweep`](super::sweep), whose
//! conditions are a hand's and a device's, a knob changes what the network is given.

use std::fmt;

use ink::{Knob, Raster, Stage, Wiggle};
use net::Classifier;
use rayon::prelude::*;
use serde::Serialize;

use super::accuracy::Right;
use super::conditions::{Conditions, ConditionsError};
use super::predictions;
use crate::data::{Ink, Sample, rendered};

/// Longer side, in px, of the drawings from which a stage is left out: without some, the size on the pad counts.
const DRAWN_PX: f32 = 120.0;

/// The figures of the stages and the knobs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Changes {
    /// What was read, in words.
    pub dataset: String,
    /// How many digits, the same each time.
    pub n: usize,
    /// First with every stage, then without each.
    pub stages: Vec<LeftOut>,
    /// Each knob.
    pub knobs: Vec<Turned>,
}

/// The figures without a stage.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct LeftOut {
    /// The stage that is left out; none at first.
    pub stage: Option<&'static str>,
    /// What is read right without it.
    #[serde(flatten)]
    pub right: Right,
}

/// The figures of a knob.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Turned {
    /// Which, with its unit.
    pub knob: &'static str,
    /// From the least setting to the greatest.
    pub settings: Vec<Setting>,
}

/// The figures of one setting.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Setting {
    /// In the knob's unit.
    pub setting: f32,
    /// What is read right at it.
    #[serde(flatten)]
    pub right: Right,
}

impl Changes {
    /// Reads all samples without each stage and at every setting.
    ///
    /// # Errors
    /// When there are images among the samples: they have no strokes to draw anew.
    pub fn measured(
        classifier: &Classifier,
        dataset: &str,
        samples: &[Sample],
    ) -> Result<Self, ConditionsError> {
        let stages = std::iter::once(None).chain(Stage::ALL.map(Some));
        let stages = stages.map(|stage| left_out(classifier, samples, stage));
        let stages = stages.collect::<Result<_, _>>()?;
        let knobs = Knob::ALL.map(|knob| Turned {
            knob: knob.name(),
            settings: settings(knob)
                .map(|setting| at(classifier, samples, knob, setting))
                .collect(),
        });
        Ok(Self {
            dataset: dataset.to_owned(),
            n: samples.len(),
            stages,
            knobs: knobs.into(),
        })
    }
}

fn left_out(
    classifier: &Classifier,
    samples: &[Sample],
    stage: Option<Stage>,
) -> Result<LeftOut, ConditionsError> {
    let conditions = Conditions {
        drawn_size_px: Some(DRAWN_PX),
        without: stage.into_iter().collect(),
        ..Conditions::default()
    };
    let read = predictions(classifier, &conditions.rasters(samples)?);
    Ok(LeftOut {
        stage: stage.map(Stage::name),
        right: Right::of(samples, &read),
    })
}

fn at(classifier: &Classifier, samples: &[Sample], knob: Knob, setting: f32) -> Setting {
    let wiggle = Wiggle::default().with(knob, setting);
    let raster = |sample: &Sample| match &sample.ink {
        Ink::Pen(drawing) => rendered(wiggle.raster(drawing)),
        Ink::Image(image) => Raster::clone(image),
    };
    let rasters: Vec<Raster> = samples.par_iter().map(raster).collect();
    Setting {
        setting,
        right: Right::of(samples, &predictions(classifier, &rasters)),
    }
}

/// Evenly over the knob's range, the usual setting among them.
fn settings(knob: Knob) -> impl Iterator<Item = f32> {
    let step = match knob {
        Knob::Turn => 15.0,
        Knob::Slant => 0.25,
        Knob::Size | Knob::Shift => 2.0,
        Knob::Thickness => 0.5,
        Knob::Noise => 0.125,
    };
    let [least, most] = knob.range();
    (0..)
        .map(move |index| least + step * index as f32)
        .take_while(move |setting| *setting <= most)
}

impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { dataset, n, .. } = self;
        writeln!(f, "{dataset}: {n} digits, percent right\n\nleft out")?;
        for LeftOut { stage, right } in &self.stages {
            let stage = stage.unwrap_or("nothing");
            writeln!(f, "  {stage:<10}{:>7.2}", right.accuracy * 100.0)?;
        }
        for Turned { knob, settings } in &self.knobs {
            writeln!(f, "\n{knob}")?;
            for Setting { setting, right } in settings {
                writeln!(f, "  {setting:<10}{:>7.2}", right.accuracy * 100.0)?;
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
            ink: Ink::Pen(record.drawing),
        };
        let goldens = record::parse(GOLDENS).unwrap();
        goldens.into_iter().take(9).map(sample).collect()
    }

    #[test]
    fn every_knob_is_turned_over_its_range_and_past_its_usual_setting() {
        for knob in Knob::ALL {
            let settings: Vec<f32> = settings(knob).collect();
            let [least, most] = knob.range();
            assert_eq!(settings.first(), Some(&least), "{knob:?}");
            assert_eq!(settings.last(), Some(&most), "{knob:?}");
            assert!(settings.contains(&knob.usual()), "{knob:?}");
        }
    }

    #[test]
    fn with_every_stage_and_every_knob_as_usual_as_many_are_read_right_as_without_any_change() {
        let classifier = Classifier::from_bytes(crate::SHIPPED_WEIGHTS).unwrap();
        let samples = goldens();
        let rasters: Vec<Raster> = samples.iter().map(Sample::raster).collect();
        let plain = Right::of(&samples, &predictions(&classifier, &rasters));
        let changes = Changes::measured(&classifier, "goldens", &samples).unwrap();
        assert_eq!(
            (changes.stages[0].stage, changes.stages[0].right),
            (None, plain)
        );
        for (knob, turned) in Knob::ALL.into_iter().zip(&changes.knobs) {
            let mut settings = turned.settings.iter();
            let usual = settings.find(|setting| setting.setting == knob.usual());
            assert_eq!(usual.map(|usual| usual.right), Some(plain), "{knob:?}");
        }
        let noisiest = changes.knobs[5].settings.last().unwrap();
        assert!(noisiest.right.correct < plain.correct, "{noisiest:?}");
    }

    #[test]
    fn images_have_no_strokes_to_draw_without_a_stage() {
        let net = NetConfig {
            channels: [2, 2, 2],
            hidden: 4,
            dropout: 0.0,
        };
        let classifier = Classifier::from(net.init(&Default::default()));
        let image = Sample {
            label: 3,
            ink: Ink::Image(Box::new(Raster::from_pixels([9; 784]))),
        };
        assert!(Changes::measured(&classifier, "an image", &[image]).is_err());
    }
}
