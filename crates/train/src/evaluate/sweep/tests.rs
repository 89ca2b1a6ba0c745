//! The sweep of a network that knows nothing yet, and its text.

use std::collections::BTreeSet;

use ink::{Drawing, Raster, Stroke};
use net::NetConfig;

use super::*;
use crate::data::Ink;

fn classifier() -> Classifier {
    let net = NetConfig {
        channels: [2, 2, 2],
        hidden: 4,
        dropout: 0.0,
    };
    net.init(&Default::default()).into()
}

fn sample(ink: Ink) -> Sample {
    Sample { label: 1, ink }
}

fn setting(value: &str, stated: bool, accuracy: f64) -> Setting {
    Setting {
        value: value.to_owned(),
        stated,
        right: Right {
            correct: 0,
            accuracy,
            interval: [0.0, 1.0],
        },
    }
}

#[test]
fn every_condition_is_tried_within_its_stated_range() {
    let points = vec![[0.0, 0.0].into(), [3.0, 40.0].into()];
    let line = sample(Ink::Pen(Drawing {
        strokes: vec![Stroke { points }],
    }));
    let sweep = sweep(&classifier(), "a line", &[line], &Conditions::default()).unwrap();
    assert_eq!((sweep.n, sweep.conditions.len()), (1, 5));
    for swept in &sweep.conditions {
        assert!(
            swept.settings.iter().any(|setting| setting.stated),
            "{}",
            swept.condition
        );
    }
}

#[test]
fn images_are_refused() {
    let image = sample(Ink::Image(Box::new(Raster::from_pixels([0; 784]))));
    assert!(sweep(&classifier(), "an image", &[image], &Conditions::default()).is_err());
}

#[test]
fn no_setting_is_tried_twice() {
    for axis in axes::all(&Conditions::default()) {
        let conditions = axis
            .settings
            .iter()
            .map(|(_, _, conditions)| conditions.to_string());
        let different: BTreeSet<String> = conditions.collect();
        assert_eq!(different.len(), axis.settings.len(), "{}", axis.condition);
    }
}

#[test]
fn the_worst_is_looked_for_within_the_stated_range_alone() {
    let settings = vec![
        setting("10", false, 0.5),
        setting("40", true, 0.98),
        setting("80", true, 0.99),
    ];
    assert_eq!(Swept::of("size", settings).worst, 0.98);
}

#[test]
fn the_text_puts_each_figure_under_its_setting() {
    let settings = vec![setting("20", false, 0.9), setting("40", true, 0.9912)];
    let expected = "drawn size, px; worst 99.12\n        20       40\n   (90.00)    99.12\n";
    assert_eq!(Swept::of("drawn size, px", settings).to_string(), expected);
}
