//! Tests with the report of an untrained network on the golden drawings.

use ink::{Raster, record};
use model::{Classifier, NetConfig, Precision};
use serde_json::json;
use training::Sample;

use super::*;

const GOLDENS: &str = include_str!("../../../../assets/goldens.json");

fn report() -> Report {
    let net = NetConfig {
        channels: [2, 2, 2],
        hidden: 4,
        dropout: 0.0,
    };
    let classifier = Classifier::from(net.init(&Default::default()));
    let bytes = classifier.to_bytes(Precision::F16);
    let training = json!({"parameters": 99, "config": {"seed": 7}, "validation": []});
    let sample = |record: record::Record| Sample::drawing(record.label.unwrap(), record.drawing);
    let goldens = record::parse(GOLDENS).unwrap().into_iter().take(3);
    let drawings = Dataset {
        name: "goldens".to_owned(),
        samples: goldens.map(sample).collect(),
    };
    let images = Dataset {
        name: "an image".to_owned(),
        samples: vec![Sample::image(3, Raster::from_pixels([9; 784]))],
    };
    report::measure(&bytes, training, &images, &drawings).unwrap()
}

#[test]
fn the_card_shows_every_part_of_the_report() {
    let report = report();
    let card = card::markdown(&report);
    for part in [
        "# Model card",
        "99 parameters",
        &report.weights.checksum,
        "| seed | 7 |",
        "| an image | 1 |",
        "| goldens | 3 |",
        "Calibration on goldens",
        "| drawn size, px | (20) | 40 |",
        "| omitted stage | none | fit |",
        "| Noise | 0 | 0.125 |",
        "| 0.75 | 3 | ",
        "of the 3 digits of goldens",
        "| fitted head |",
        "CC BY 4.0",
        "## Limitations",
    ] {
        assert!(card.contains(part), "{part:?} is missing:\n{card}");
    }
    assert!(!card.contains("NaN") && !card.contains("\n\n\n"), "{card}");
    assert_eq!(card, card::markdown(&report));
}

#[test]
fn a_report_is_unchanged_after_a_json_round_trip() {
    let report = report();
    let json = serde_json::to_string_pretty(&report).unwrap();
    let read: Report = serde_json::from_str(&json).unwrap();
    assert_eq!(card::markdown(&read), card::markdown(&report));
}

#[test]
fn a_report_with_the_old_keys_is_still_read() {
    let report = report();
    let mut json = serde_json::to_value(&report).unwrap();
    let object = json.as_object_mut().unwrap();
    for (key, old_key) in [
        ("robustness", "conditions"),
        ("sensitivity", "inside"),
        ("ood_detection", "non_digits"),
        ("thresholds", "limits"),
        ("misread_examples", "misread"),
    ] {
        let value = object.remove(key).unwrap();
        object.insert(old_key.to_owned(), value);
    }
    let mut text = json.to_string();
    for (key, old_key) in [
        ("supported", "stated"),
        ("worst_accuracy", "worst"),
        ("stage_ablations", "stages"),
        ("parameter_sweeps", "knobs"),
        ("parameter", "knob"),
        ("detection_rates", "caught"),
        ("rejected", "caught"),
        ("rate", "share"),
        ("training", "learnt"),
        ("threshold", "limit"),
        ("ood", "strangeness"),
    ] {
        text = text.replace(&format!("\"{key}\":"), &format!("\"{old_key}\":"));
    }
    // The report's own field of that name is not renamed.
    let text = text.replacen("\"learnt\":{\"config\"", "\"training\":{\"config\"", 1);
    let read: Report = serde_json::from_str(&text).unwrap();
    assert_eq!(card::markdown(&read), card::markdown(&report));
}
