//! Reads data sets and measures how well the network reads them.
//!
//! [`data`] reads MNIST and stroke files. [`evaluate`] compares predictions with labels; [`accuracy`] and
//! [`reliability`] compute the metrics of an [`Evaluation`]. [`conditions`] simulates other handwriting, devices and
//! pens.
//!
//! Each of the other modules answers one question:
//! - [`robustness`]: accuracy under each drawing condition.
//! - [`sensitivity`]: accuracy without each preprocessing stage and over each perturbation parameter.
//! - [`ood`]: how many non-digits are rejected.
//! - [`thresholds`]: how many digits and non-digits are flagged or rejected at each setting of the page's thresholds.
//! - [`numbers`]: how well digits side by side are split and read.
//! - [`faithfulness`]: how well attributions rank the pixels that the network relies on.
//! - [`adversarial`]: an example drawing of each confusion.
//!
//! [`report`] measures everything that the model card shows. Its types are in [`recognition::report`].
#![forbid(unsafe_code)]

pub mod accuracy;
pub mod adversarial;
pub mod conditions;
pub mod data;
pub mod faithfulness;
pub mod numbers;
pub mod ood;
pub mod reliability;
pub mod report;
pub mod robustness;
pub mod sensitivity;
pub mod thresholds;

use ink::Raster;
use model::{Classifier, Outputs};
use rayon::prelude::*;
use recognition::report::{Evaluation, Misread};
use recognition::{CLASSES, Prediction};
use training::Sample;

use accuracy::{confused_pairs, ratio, wilson_interval};

/// The weights that the page ships, in the format of [`model::weights`].
pub const SHIPPED_WEIGHTS: &[u8] = include_bytes!("../../../assets/model.bin");

/// Number of rasters in a batch.
const BATCH_SIZE: usize = 50;

/// Evaluates the samples without any simulated conditions, on all cores.
pub fn evaluate(classifier: &Classifier, dataset: &str, samples: &[Sample]) -> Evaluation {
    let rasters: Vec<Raster> = samples.par_iter().map(Sample::raster).collect();
    compare(
        dataset,
        &labels(samples),
        &predictions(classifier, &rasters),
    )
}

/// Returns the labels of the samples, in order.
pub fn labels(samples: &[Sample]) -> Vec<u8> {
    samples.iter().map(|sample| sample.label).collect()
}

/// Classifies the rasters on all cores; the predictions are in the same order.
pub fn predictions(classifier: &Classifier, rasters: &[Raster]) -> Vec<Prediction> {
    let classify = |rasters: &[Raster]| classifier.classify_batch(rasters);
    rasters
        .par_chunks(BATCH_SIZE)
        .flat_map_iter(classify)
        .collect()
}

/// Runs the network on the rasters on all cores; the uncalibrated outputs are in the same order.
pub fn outputs(classifier: &Classifier, rasters: &[Raster]) -> Vec<Outputs> {
    let run = |rasters: &[Raster]| classifier.outputs(rasters);
    rasters.par_chunks(BATCH_SIZE).flat_map_iter(run).collect()
}

/// Compares labels with predictions, pair by pair.
pub fn compare(dataset: &str, labels: &[u8], predictions: &[Prediction]) -> Evaluation {
    let mut confusion = [[0; CLASSES]; CLASSES];
    for (label, prediction) in labels.iter().zip(predictions) {
        confusion[usize::from(*label)][usize::from(prediction.digit())] += 1;
    }
    let class_correct: [usize; CLASSES] = std::array::from_fn(|class| confusion[class][class]);
    let (n, correct) = (labels.len(), class_correct.iter().sum());
    Evaluation {
        dataset: dataset.to_owned(),
        n,
        correct,
        accuracy: ratio(correct, n),
        interval: wilson_interval(correct, n),
        per_class: std::array::from_fn(|class| {
            ratio(class_correct[class], confusion[class].iter().sum())
        }),
        confusion,
        confused_pairs: confused_pairs(&confusion),
        reliability: reliability::measure(labels, predictions),
        misread: misread(labels, predictions),
    }
}

fn misread(labels: &[u8], predictions: &[Prediction]) -> Vec<Misread> {
    let pairs = labels.iter().zip(predictions).enumerate();
    let digits = pairs.map(|(index, (label, prediction))| Misread {
        index,
        label: *label,
        predicted: prediction.digit(),
        confidence: prediction.confidence(),
    });
    digits
        .filter(|digit| digit.predicted != digit.label)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a prediction of each digit with a confidence of 0.82.
    fn predicted(digits: &[u8]) -> Vec<Prediction> {
        let prediction = |digit: &u8| {
            let mut probabilities = [0.02; CLASSES];
            probabilities[usize::from(*digit)] = 0.82;
            Prediction {
                probabilities,
                ood_score: 0.0,
            }
        };
        digits.iter().map(prediction).collect()
    }

    #[test]
    fn labels_are_compared_with_predictions_pair_by_pair() {
        let evaluation = compare("four", &[1, 1, 7, 3], &predicted(&[1, 7, 7, 3]));
        assert_eq!(
            (evaluation.n, evaluation.correct, evaluation.accuracy),
            (4, 3, 0.75)
        );
        assert_eq!(evaluation.per_class[1], 0.5);
        assert_eq!(evaluation.per_class[7], 1.0);
        assert_eq!(evaluation.confusion[1][7], 1);
        assert_eq!(evaluation.confusion[7][1], 0);
    }

    #[test]
    fn a_misread_digit_is_listed_with_its_index_and_confidence() {
        let evaluation = compare("four", &[1, 1, 7, 3], &predicted(&[1, 7, 7, 3]));
        let expected = Misread {
            index: 1,
            label: 1,
            predicted: 7,
            confidence: 0.82,
        };
        assert_eq!(evaluation.misread, [expected]);
        assert_eq!(evaluation.confused_pairs.len(), 1);
    }

    #[test]
    fn a_class_without_digits_has_an_accuracy_of_0() {
        assert_eq!(compare("none", &[], &[]).per_class, [0.0; CLASSES]);
    }

    #[test]
    fn the_json_has_the_documented_fields() {
        let evaluation = compare("two", &[0, 1], &predicted(&[0, 0]));
        let json = serde_json::to_value(evaluation).unwrap();
        let fields: Vec<&str> = json
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        let mut documented = [
            "dataset",
            "n",
            "correct",
            "accuracy",
            "interval",
            "per_class",
            "confusion",
            "confused_pairs",
            "reliability",
            "misread",
        ];
        documented.sort_unstable();
        assert_eq!(fields, documented);
        assert_eq!(json["confusion"][1][0], 1);
    }

    #[test]
    fn json_with_the_old_keys_is_still_read() {
        let evaluation = compare("two", &[0, 1], &predicted(&[0, 0]));
        let json = serde_json::to_string(&evaluation).unwrap();
        let old = json
            .replace("confused_pairs", "confused")
            .replace(
                r#""predicted":0,"confidence""#,
                r#""predicted":0,"certainty""#,
            )
            .replace("predicted", "answer");
        assert_ne!(json, old);
        let parse = |json: &str| serde_json::from_str::<Evaluation>(json).unwrap();
        assert_eq!(parse(&old), parse(&json));
    }
}
