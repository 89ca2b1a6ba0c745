//! How the reading changes as a drawing is turned, slanted, sized, thickened, shifted or covered with noise: the ten
//! probabilities over the range of one knob, the others as they are, and where the reading flips.

use ink::{Drawing, Knob, Wiggle};
use serde::{Deserialize, Serialize};

use super::Explainer;
use crate::{CLASSES, Prediction};

/// Settings that are tried, evenly over the knob's range, both ends among them.
pub const SETTINGS: usize = 49;

/// Halvings of the way between two settings that read different digits.
const HALVINGS: usize = 6;

/// What is read over a knob's range.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Curve {
    /// What is turned.
    pub knob: Knob,
    /// The ten probabilities at each of [`SETTINGS`]; empty where the drawing has no ink.
    pub probabilities: Vec<[f32; CLASSES]>,
    /// Where the reading changes, from the least setting on.
    pub flips: Vec<Flipped>,
}

/// A setting at which the reading changes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Flipped {
    /// To within a three-thousandth of the range.
    pub setting: f32,
    /// The digit read below.
    pub below: u8,
    /// The digit read above.
    pub above: u8,
}

/// A setting, and what is read at it.
type Tried = (f32, Prediction);

impl Explainer {
    /// The probabilities over the knob's range, the other knobs set as said.
    pub fn curve(&self, drawing: &Drawing, wiggle: &Wiggle, knob: Knob) -> Curve {
        let read = |settings: &[f32]| self.read_at(drawing, wiggle, knob, settings);
        let settings = settings(knob);
        let tried: Vec<Tried> = settings.iter().copied().zip(read(&settings)).collect();
        let pairs = tried.windows(2);
        let flips = pairs.filter_map(|pair| flipped(&pair[0], &pair[1], read));
        Curve {
            knob,
            flips: flips.collect(),
            probabilities: tried.iter().map(|(_, read)| read.probabilities).collect(),
        }
    }

    fn read_at(
        &self,
        drawing: &Drawing,
        wiggle: &Wiggle,
        knob: Knob,
        settings: &[f32],
    ) -> Vec<Prediction> {
        let rasters = settings
            .iter()
            .filter_map(|setting| wiggle.with(knob, *setting).raster(drawing));
        self.classifier.classify_batch(&rasters.collect::<Vec<_>>())
    }
}

/// The settings that are tried.
pub fn settings(knob: Knob) -> [f32; SETTINGS] {
    let [least, greatest] = knob.range();
    let step = (greatest - least) / (SETTINGS - 1) as f32;
    std::array::from_fn(|index| least + step * index as f32)
}

/// Where between two settings the reading changes, if it does.
fn flipped(low: &Tried, high: &Tried, read: impl Fn(&[f32]) -> Vec<Prediction>) -> Option<Flipped> {
    let (below, above) = (low.1.digit(), high.1.digit());
    let (mut from, mut to) = (low.0, high.0);
    for _ in 0..if below == above { 0 } else { HALVINGS } {
        let middle = (from + to) / 2.0;
        if read(&[middle]).first()?.digit() == below {
            from = middle;
        } else {
            to = middle;
        }
    }
    (below != above).then(|| Flipped {
        setting: (from + to) / 2.0,
        below,
        above,
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{explainer, goldens};
    use super::*;

    #[test]
    fn at_the_usual_setting_the_curve_is_the_prediction_and_ten_probabilities_add_up_to_1() {
        let explainer = explainer();
        let drawing = &goldens()[0].drawing;
        let plain = explainer.classifier().classify(&drawing.raster().unwrap());
        for knob in [Knob::Turn, Knob::Slant, Knob::Shift, Knob::Noise] {
            let curve = explainer.curve(drawing, &Wiggle::default(), knob);
            assert_eq!(curve.probabilities.len(), SETTINGS);
            for row in &curve.probabilities {
                assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-4, "{knob:?}");
            }
            let usual = settings(knob)
                .iter()
                .position(|setting| *setting == knob.usual());
            let at_usual = curve.probabilities[usual.unwrap()];
            for (curve, plain) in at_usual.iter().zip(plain.probabilities) {
                assert!((curve - plain).abs() < 1e-5, "{knob:?}");
            }
        }
    }

    #[test]
    fn a_flip_lies_where_the_digit_below_becomes_the_digit_above() {
        let explainer = explainer();
        let mut found = 0;
        for golden in goldens() {
            let wiggle = Wiggle::default();
            let curve = explainer.curve(&golden.drawing, &wiggle, Knob::Turn);
            let near = 180.0 / (SETTINGS - 1) as f32;
            for flip in &curve.flips {
                let settings = [flip.setting - near, flip.setting + near];
                let read = explainer.read_at(&golden.drawing, &wiggle, Knob::Turn, &settings);
                assert_ne!(flip.below, flip.above);
                found +=
                    usize::from(read[0].digit() == flip.below && read[1].digit() == flip.above);
            }
        }
        assert!(found > 10, "{found}");
    }

    #[test]
    fn a_drawing_without_ink_has_no_curve() {
        let curve = explainer().curve(&Drawing::default(), &Wiggle::default(), Knob::Size);
        assert!(curve.probabilities.is_empty() && curve.flips.is_empty());
    }
}
