//! Tests of the measurement with an untrained network.

use std::collections::BTreeSet;

use ink::{Drawing, Raster, Stroke};
use model::NetConfig;

use super::*;

fn classifier() -> Classifier {
    let net = NetConfig {
        channels: [2, 2, 2],
        hidden: 4,
        dropout: 0.0,
    };
    net.init(&Default::default()).into()
}

fn setting(value: &str, supported: bool, accuracy: f64) -> Setting {
    Setting {
        value: value.to_owned(),
        supported,
        correct: 0,
        accuracy,
        interval: [0.0, 1.0],
    }
}

#[test]
fn every_condition_has_a_setting_within_its_supported_range() {
    let points = vec![[0.0, 0.0].into(), [3.0, 40.0].into()];
    let strokes = vec![Stroke { points }];
    let line = Sample::drawing(1, Drawing { strokes });
    let results = measure(&classifier(), "a line", &[line], &Conditions::default()).unwrap();
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
    let image = Sample::image(1, Raster::from_pixels([0; 784]));
    assert!(measure(&classifier(), "an image", &[image], &Conditions::default()).is_err());
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
    assert_eq!(summarise("size", settings).worst_accuracy, 0.98);
}
