//! Accuracy against each condition of drawing, varied one at a time.
//!
//! In, labelled drawings; out, for each condition the accuracy at several settings, and the worst of those
//! within the range that is stated as supported. Settings beyond that range show where reading breaks down.
//! The digits are the same at every setting, so a difference between settings is surer than the confidence
//! interval of each accuracy says.

mod axes;
mod table;

use net::Classifier;
use serde::Serialize;

use super::accuracy::Right;
use super::conditions::{Conditions, ConditionsError};
use super::predictions;
use crate::data::Sample;
use axes::Axis;

/// The figures of a whole sweep.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sweep {
    /// What was read, in words.
    pub dataset: String,
    /// How many digits, the same at each setting.
    pub n: usize,
    /// The conditions.
    pub conditions: Vec<Swept>,
    /// The lowest accuracy within all stated ranges, 0..1.
    pub worst: f64,
}

/// The figures of one condition.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Swept {
    /// Which condition, and the unit of its settings.
    pub condition: &'static str,
    /// What was tried.
    pub settings: Vec<Setting>,
    /// The lowest accuracy within the stated range, 0..1.
    pub worst: f64,
}

/// The figures of one setting.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Setting {
    /// Its number in the condition's unit, or its name.
    pub value: String,
    /// Whether it lies within the range stated as supported.
    pub stated: bool,
    /// How many digits were read right.
    #[serde(flatten)]
    pub right: Right,
}

/// Reads all samples at every setting of every condition, each varied from `usual`.
///
/// # Errors
/// As [`Conditions::rasters`].
pub fn sweep(
    classifier: &Classifier,
    dataset: &str,
    samples: &[Sample],
    usual: &Conditions,
) -> Result<Sweep, ConditionsError> {
    let swept = |axis| swept(classifier, samples, axis);
    let conditions: Vec<Swept> = axes::all(usual)
        .into_iter()
        .map(swept)
        .collect::<Result<_, _>>()?;
    Ok(Sweep {
        dataset: dataset.to_owned(),
        n: samples.len(),
        worst: lowest(conditions.iter().map(|swept| swept.worst)),
        conditions,
    })
}

fn swept(
    classifier: &Classifier,
    samples: &[Sample],
    axis: Axis,
) -> Result<Swept, ConditionsError> {
    let measured = |(value, stated, conditions): (String, bool, Conditions)| {
        let read = predictions(classifier, &conditions.rasters(samples)?);
        Ok(Setting {
            value,
            stated,
            right: Right::of(samples, &read),
        })
    };
    let settings = axis
        .settings
        .into_iter()
        .map(measured)
        .collect::<Result<_, _>>()?;
    Ok(Swept::of(axis.condition, settings))
}

impl Swept {
    fn of(condition: &'static str, settings: Vec<Setting>) -> Self {
        let stated = settings.iter().filter(|setting| setting.stated);
        Self {
            condition,
            worst: lowest(stated.map(|setting| setting.right.accuracy)),
            settings,
        }
    }
}

fn lowest(accuracies: impl Iterator<Item = f64>) -> f64 {
    accuracies.fold(1.0, f64::min)
}

#[cfg(test)]
mod tests;
