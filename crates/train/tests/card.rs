//! The model card in the repository is of the weights in the repository.

use train::SHIPPED_WEIGHTS;

const CARD: &str = include_str!("../../../MODEL_CARD.md");
const FIGURES: &str = include_str!("../../../docs/evaluation.json");

#[test]
fn the_model_card_and_its_figures_are_of_the_shipped_weights() {
    let checksum = u32::from_le_bytes(*SHIPPED_WEIGHTS.last_chunk().unwrap());
    let checksum = format!("{checksum:08x}");
    let remedy = "renew it with `cargo model-card --mnist DIR --strokes FILE`";
    assert!(
        CARD.contains(&checksum),
        "MODEL_CARD.md is of other weights: {remedy}"
    );
    let figures: serde_json::Value = serde_json::from_str(FIGURES).unwrap();
    assert_eq!(
        figures["weights"]["checksum"], checksum,
        "docs/evaluation.json: {remedy}"
    );
    assert_eq!(figures["weights"]["bytes"], SHIPPED_WEIGHTS.len());
}
