//! The report of a network that knows nothing yet, on the golden drawings.

use ink::{Raster, record};
use net::{NetConfig, Precision};
use serde_json::json;

use super::*;
use crate::data::Ink;

const GOLDENS: &str = include_str!("../../../../assets/goldens.json");

fn report() -> Report {
    let net = NetConfig {
        channels: [2, 2, 2],
        hidden: 4,
        dropout: 0.0,
    };
    let classifier = Classifier::from(net.init(&Default::default()));
    let bytes = classifier.to_bytes(Precision::F16);
    let training = json!({"parameters": 99, "plan": {"seed": 7}, "validation": []});
    let drawn = |record: record::Record| Sample {
        label: record.label.unwrap(),
        ink: Ink::Pen(record.drawing),
    };
    let drawings: Vec<Sample> = record::parse(GOLDENS)
        .unwrap()
        .into_iter()
        .take(3)
        .map(drawn)
        .collect();
    let image = Sample {
        label: 3,
        ink: Ink::Image(Box::new(Raster::from_pixels([9; 784]))),
    };
    let images = Set {
        name: "an image",
        samples: &[image],
    };
    let drawings = Set {
        name: "goldens",
        samples: &drawings,
    };
    Report::measured(&bytes, training, images, drawings).unwrap()
}

#[test]
fn the_card_says_every_part_of_the_report() {
    let report = report();
    let card = card::markdown(&report);
    for part in [
        "# Model card",
        "99 parameters",
        &report.weights.checksum,
        "| seed | 7 |",
        "| an image | 1 |",
        "| goldens | 3 |",
        "Reliability on goldens",
        "| drawn size, px | (20) | 40 |",
        "| left out | nothing | fit |",
        "| Noise | 0 | 0.125 |",
        "| 0.75 | 3 | ",
        "of the 3 digits of goldens",
        "| fitted head |",
        "CC BY 4.0",
        "## Limits",
    ] {
        assert!(card.contains(part), "{part:?} is missing:\n{card}");
    }
    assert!(!card.contains("NaN") && !card.contains("\n\n\n"), "{card}");
    assert_eq!(card, card::markdown(&report));
}

#[test]
fn weights_are_told_apart_by_the_checksum_that_they_end_with() {
    let weights = Weights::of(&[9, 9, 0x78, 0x56, 0x34, 0x12]);
    assert_eq!((weights.bytes, weights.checksum.as_str()), (6, "12345678"));
}
