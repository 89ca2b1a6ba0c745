//! Measures accuracy under each drawing condition, with one condition varied at a time.
//!
//! Input: labelled drawings. Output: for each condition, the accuracy at several settings, and the worst of them
//! within the supported range. Settings beyond that range show where accuracy breaks down.
//!
//! Every setting uses the same digits, so the difference between two settings is less uncertain than their confidence
//! intervals suggest.

mod axes;
#[cfg(test)]
mod tests;

use model::Classifier;
use recognition::report::{ByCondition, Robustness, Setting};
use training::Sample;

use crate::accuracy::Accuracy;
use crate::conditions::{Conditions, ConditionsError};
use crate::predictions;
use axes::Axis;

/// Evaluates all samples at every setting of every condition; the other conditions are those of `base`.
///
/// # Errors
/// See [`Conditions::rasters`].
pub fn measure(
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
        let Accuracy {
            correct,
            accuracy,
            interval,
        } = Accuracy::new(samples, &predictions);
        Ok(Setting {
            value,
            supported,
            correct,
            accuracy,
            interval,
        })
    };
    let settings = axis
        .settings
        .into_iter()
        .map(setting)
        .collect::<Result<_, _>>()?;
    Ok(summarise(axis.condition, settings))
}

fn summarise(condition: &str, settings: Vec<Setting>) -> ByCondition {
    let supported = settings.iter().filter(|setting| setting.supported);
    ByCondition {
        condition: condition.to_owned(),
        worst_accuracy: lowest(supported.map(|setting| setting.accuracy)),
        settings,
    }
}

fn lowest(accuracies: impl Iterator<Item = f64>) -> f64 {
    accuracies.fold(1.0, f64::min)
}
