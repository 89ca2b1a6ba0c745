//! Tests of the measurement with an untrained network, and of the text output.

use std::collections::BTreeSet;

use ink::{Drawing, Raster, Stroke};
use net::NetConfig;

use super::*;
use crate::data::SampleData;

fn classifier() -> Classifier {
    let net = NetConfig {
        channels: [2, 2, 2],
        hidden: 4,
        dropout: 0.0,
    };
    net.init(&Default::default()).into()
}

fn sample(data: SampleData) -> Sample {
    Sample { label: 1, data }
}

fn setting(value: &str, supported: bool, accuracy: f64) -> Setting {
    Setting {
        value: value.to_owned(),
        supported,
        accuracy: Accuracy {
            correct: 0,
            accuracy,
            interval: [0.0, 1.0],
        },
    }
}

#[test]
fn every_condition_has_a_setting_within_its_supported_range() {
    let points = vec![[0.0, 0.0].into(), [3.0, 40.0].into()];
    let line = sample(SampleData::Drawing(Drawing {
        strokes: vec![Stroke { points }],
    }));
    let results = robustness(&classifier(), "a line", &[line], &Conditions::default()).unwrap();
    assert_eq!((results.n, results.conditions.len()), (1, 5));
    for by_condition in &results.conditions {
        assert!(
            by_condition
                .settings
                .iter()
                .any(|setting| setting.supported),
            "{}",
            by_condition.condition
        );
    }
}

#[test]
fn images_are_rejected() {
    let image = sample(SampleData::Image(Box::new(Raster::from_pixels([0; 784]))));
    assert!(robustness(&classifier(), "an image", &[image], &Conditions::default()).is_err());
}

#[test]
fn the_settings_of_a_condition_are_distinct() {
    for axis in axes::all(&Conditions::default()) {
        let conditions = axis
            .settings
            .iter()
            .map(|(_, _, conditions)| conditions.to_string());
        let distinct: BTreeSet<String> = conditions.collect();
        assert_eq!(distinct.len(), axis.settings.len(), "{}", axis.condition);
    }
}

#[test]
fn the_worst_accuracy_is_taken_within_the_supported_range() {
    let settings = vec![
        setting("10", false, 0.5),
        setting("40", true, 0.98),
        setting("80", true, 0.99),
    ];
    assert_eq!(ByCondition::new("size", settings).worst_accuracy, 0.98);
}

#[test]
fn the_text_aligns_each_accuracy_with_its_setting() {
    let settings = vec![setting("20", false, 0.9), setting("40", true, 0.9912)];
    let expected = "drawn size, px (worst: 99.12)\n        20       40\n   (90.00)    99.12\n";
    assert_eq!(
        ByCondition::new("drawn size, px", settings).to_string(),
        expected
    );
}
