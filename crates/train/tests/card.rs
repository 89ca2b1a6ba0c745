//! The model card in the repository is of the weights in the repository.

use net::Classifier;
use train::SHIPPED_WEIGHTS;
use train::evaluate::misread::Misread;

const CARD: &str = include_str!("../../../MODEL_CARD.md");
const FIGURES: &str = include_str!("../../../docs/evaluation.json");
const REMEDY: &str = "renew it with `cargo model-card --mnist DIR --strokes FILE`";

#[test]
fn the_model_card_and_its_figures_are_of_the_shipped_weights() {
    let checksum = u32::from_le_bytes(*SHIPPED_WEIGHTS.last_chunk().unwrap());
    let checksum = format!("{checksum:08x}");
    assert!(
        CARD.contains(&checksum),
        "MODEL_CARD.md is of other weights: {REMEDY}"
    );
    let figures: serde_json::Value = serde_json::from_str(FIGURES).unwrap();
    assert_eq!(
        figures["weights"]["checksum"], checksum,
        "docs/evaluation.json: {REMEDY}"
    );
    assert_eq!(figures["weights"]["bytes"], SHIPPED_WEIGHTS.len());
}

#[test]
fn the_shipped_network_reads_each_example_of_a_mistake_as_is_said() {
    let classifier = Classifier::from_bytes(SHIPPED_WEIGHTS).unwrap();
    let mut figures: serde_json::Value = serde_json::from_str(FIGURES).unwrap();
    let misread: Vec<Misread> = serde_json::from_value(figures["misread"].take()).unwrap();
    assert!(!misread.is_empty(), "docs/evaluation.json: {REMEDY}");
    for one in misread {
        let Misread { label, answer, .. } = one;
        assert!(
            one.is_so(&classifier),
            "docs/evaluation.json: a {label} is not read as {answer} any more: {REMEDY}"
        );
    }
}
