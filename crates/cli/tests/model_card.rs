//! Checks that the committed model card and evaluation report match the committed weights.

use cli::model_card::{Report, card};
use evaluation::SHIPPED_WEIGHTS;
use evaluation::adversarial::is_misread;
use model::Classifier;

const CARD: &str = include_str!("../../../MODEL_CARD.md");
const REPORT_JSON: &str = include_str!("../../../docs/evaluation.json");
const REMEDY: &str = "regenerate it with `cargo model-card --mnist DIR --strokes FILE`";

fn report() -> Report {
    serde_json::from_str(REPORT_JSON).expect("docs/evaluation.json is a report")
}

#[test]
fn the_model_card_and_the_report_match_the_shipped_weights() {
    let checksum = u32::from_le_bytes(*SHIPPED_WEIGHTS.last_chunk().unwrap());
    let checksum = format!("{checksum:08x}");
    assert!(
        CARD.contains(&checksum),
        "MODEL_CARD.md describes other weights: {REMEDY}"
    );
    let weights = report().weights;
    assert_eq!(
        weights.checksum, checksum,
        "docs/evaluation.json describes other weights: {REMEDY}"
    );
    assert_eq!(weights.bytes, SHIPPED_WEIGHTS.len());
}

#[test]
fn the_model_card_is_rendered_from_the_report() {
    assert_eq!(
        card::markdown(&report()),
        CARD,
        "MODEL_CARD.md is outdated: regenerate it with `cargo model-card --render`"
    );
}

#[test]
fn the_report_is_unchanged_when_it_is_written_again() {
    let json = serde_json::to_string_pretty(&report()).unwrap();
    for (line, committed) in json.lines().zip(REPORT_JSON.lines()) {
        // Reading a number can change its last digit.
        let key = |line: &str| line.split(": ").next().unwrap().trim().to_owned();
        if committed.contains("\": ") {
            assert_eq!(key(line), key(committed));
        }
    }
    assert_eq!(json.lines().count(), REPORT_JSON.lines().count());
}

#[test]
fn the_shipped_network_misreads_each_example() {
    let classifier = Classifier::from_bytes(SHIPPED_WEIGHTS).unwrap();
    let examples = report().misread_examples;
    assert!(!examples.is_empty(), "docs/evaluation.json: {REMEDY}");
    for example in examples {
        assert!(
            is_misread(&classifier, &example),
            "docs/evaluation.json: a {} is no longer read as {}: {REMEDY}",
            example.label,
            example.predicted
        );
    }
}
