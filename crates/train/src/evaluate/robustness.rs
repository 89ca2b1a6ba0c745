//! Measures accuracy under each drawing condition, with one condition varied at a time.
//!
//! Input: labelled drawings. Output: for each condition, the accuracy at several settings, and the worst of them
//! within the supported range. Settings beyond that range show where accuracy breaks down.
//!
//! Every setting uses the same digits, so the difference between two settings is less uncertain than their confidence
//! intervals suggest.

mod axes;
mod table;

use net::Classifier;
use serde::{Deserialize, Serialize};

use super::accuracy::Accuracy;
use super::conditions::{Conditions, ConditionsError};
use super::predictions;
use crate::data::Sample;
use axes::Axis;

/// Accuracy under each drawing condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Robustness {
    /// Name of the data set.
    pub dataset: String,
    /// Number of digits, the same at each setting.
    pub n: usize,
    /// Results for each condition.
    pub conditions: Vec<ByCondition>,
    /// Lowest accuracy within all supported ranges, 0..1.
    #[serde(alias = "worst")]
    pub worst_accuracy: f64,
}

/// Accuracy as one drawing condition varies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ByCondition {
    /// Name and unit of the condition.
    pub condition: String,
    /// Results at each setting.
    pub settings: Vec<Setting>,
    /// Lowest accuracy within the supported range, 0..1.
    #[serde(alias = "worst")]
    pub worst_accuracy: f64,
}

/// Accuracy at one setting of a drawing condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    /// A number in the condition's unit, or a name.
    pub value: String,
    /// Whether the setting is within the supported range.
    #[serde(alias = "stated")]
    pub supported: bool,
    /// The accuracy.
    #[serde(flatten)]
    pub accuracy: Accuracy,
}

/// Evaluates all samples at every setting of every condition; the other conditions are those of `base`.
///
/// # Errors
/// See [`Conditions::rasters`].
pub fn robustness(
    classifier: &Classifier,
    dataset: &str,
    samples: &[Sample],
    base: &Conditions,
) -> Result<Robustness, ConditionsError> {
    let by_condition = |axis| by_condition(classifier, samples, axis);
    let conditions: Vec<ByCondition> = axes::all(base)
        .into_iter()
        .map(by_condition)
        .collect::<Result<_, _>>()?;
    Ok(Robustness {
        dataset: dataset.to_owned(),
        n: samples.len(),
        worst_accuracy: lowest(conditions.iter().map(|condition| condition.worst_accuracy)),
        conditions,
    })
}

fn by_condition(
    classifier: &Classifier,
    samples: &[Sample],
    axis: Axis,
) -> Result<ByCondition, ConditionsError> {
    let setting = |(value, supported, conditions): (String, bool, Conditions)| {
        let predictions = predictions(classifier, &conditions.rasters(samples)?);
        Ok(Setting {
            value,
            supported,
            accuracy: Accuracy::new(samples, &predictions),
        })
    };
    let settings = axis
        .settings
        .into_iter()
        .map(setting)
        .collect::<Result<_, _>>()?;
    Ok(ByCondition::new(axis.condition, settings))
}

impl ByCondition {
    fn new(condition: &str, settings: Vec<Setting>) -> Self {
        let supported = settings.iter().filter(|setting| setting.supported);
        Self {
            condition: condition.to_owned(),
            worst_accuracy: lowest(supported.map(|setting| setting.accuracy.accuracy)),
            settings,
        }
    }
}

fn lowest(accuracies: impl Iterator<Item = f64>) -> f64 {
    accuracies.fold(1.0, f64::min)
}

#[cfg(test)]
mod tests;
