//! Tests of the model card: its test sets, and the cells of the confusion matrix.

use inspector::model_card::{cell_text, model_card};
use inspector::panels::model_card::ModelCardPanel;
use leptos::prelude::*;
use recognition::model_card::TestSet;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::mounted::Mounted;

/// Returns the first pair of different digits, label and prediction, that satisfies the condition.
fn find_pair(condition: impl Fn(usize, usize) -> bool) -> [usize; 2] {
    let pairs = (0..10).flat_map(|label| (0..10).map(move |predicted| [label, predicted]));
    let mut pairs = pairs.filter(|[label, predicted]| label != predicted);
    pairs
        .find(|[label, predicted]| condition(*label, *predicted))
        .unwrap()
}

fn cell_count(set: &TestSet) -> u32 {
    let counts = set.confusion.as_flattened().iter();
    counts.filter(|count| **count > 0).count() as u32
}

#[wasm_bindgen_test]
async fn the_drawings_are_selected_initially_and_the_images_can_be_selected() {
    let [images, drawings] = model_card().test_sets;
    let mounted = Mounted::new(|| view! { <ModelCardPanel /> });
    let pressed = |set: usize| {
        mounted
            .by_testid(&format!("set-{set}"))
            .get_attribute("aria-pressed")
    };
    assert_eq!(pressed(1).as_deref(), Some("true"));
    assert_eq!(mounted.count(".count"), cell_count(&drawings));
    mounted.by_testid("set-0").click();
    mounted.settle().await;
    assert_eq!(
        (pressed(0).as_deref(), pressed(1).as_deref()),
        (Some("true"), Some("false"))
    );
    assert_eq!(mounted.count(".count"), cell_count(&images));
    let count = images.confusion[7][7].to_string();
    assert_eq!(mounted.text("[data-testid=confusion-7-7]"), count);
    assert_ne!(drawings.confusion[7][7].to_string(), count);
}

#[wasm_bindgen_test]
async fn a_mistake_is_shown_with_an_example_and_a_link_to_it() {
    let card = model_card();
    let [images, _] = &card.test_sets;
    let [label, predicted] = find_pair(|label, predicted| {
        images.confusion[label][predicted] > 0 && card.misread_example(label, predicted).is_some()
    });
    let mounted = Mounted::new(|| view! { <ModelCardPanel /> });
    mounted.by_testid("set-0").click();
    mounted.settle().await;
    assert_eq!(mounted.count(".misread-example svg"), 0);
    mounted
        .by_testid(&format!("confusion-{label}-{predicted}"))
        .click();
    mounted.settle().await;
    assert_eq!(
        mounted.text("[data-testid=confusion-said]"),
        cell_text(images, label, predicted)
    );
    let drawing = &card.misread_example(label, predicted).unwrap().drawing;
    let strokes = ink::link::parse(drawing).unwrap().strokes.len();
    assert_eq!(mounted.count(".misread-example svg path"), strokes as u32);
    let link = mounted.by_testid("misread-to-pad").get_attribute("href");
    assert_eq!(link, Some(format!("#{drawing}")));
}

#[wasm_bindgen_test]
async fn a_missing_example_is_reported_and_a_correct_prediction_has_no_example() {
    let card = model_card();
    let [images, _] = &card.test_sets;
    let [label, predicted] = find_pair(|label, predicted| {
        images.confusion[label][predicted] > 0 && card.misread_example(label, predicted).is_none()
    });
    let mounted = Mounted::new(|| view! { <ModelCardPanel /> });
    mounted.by_testid("set-0").click();
    mounted.settle().await;
    mounted
        .by_testid(&format!("confusion-{label}-{predicted}"))
        .click();
    mounted.settle().await;
    let shown = mounted.text(".misread-example");
    assert!(
        shown.contains(&format!(
            "There is no example: none of our own drawings of {label}, "
        )),
        "{shown}"
    );
    assert_eq!(mounted.count(".misread-example svg, .misread-example a"), 0);
    mounted.by_testid("confusion-7-7").click();
    mounted.settle().await;
    assert_eq!(mounted.text(".misread-example"), cell_text(images, 7, 7));
}

#[wasm_bindgen_test]
async fn focusing_a_cell_does_not_change_the_selected_cell() {
    let mounted = Mounted::new(|| view! { <ModelCardPanel /> });
    mounted.by_testid("confusion-1-1").click();
    mounted.settle().await;
    let text = || mounted.text("[data-testid=confusion-said]");
    let before = text();
    assert!(before.contains("ones"), "{before}");
    mounted.by_testid("confusion-9-9").focus().unwrap();
    mounted.settle().await;
    assert_eq!(text(), before, "focus alone selects nothing");
    mounted.by_testid("confusion-7-7").click();
    mounted.settle().await;
    assert_eq!(mounted.count(".count[aria-pressed=true]"), 1);
    let selected = mounted.find(".count[aria-pressed=true]");
    assert_eq!(
        selected.get_attribute("data-testid").as_deref(),
        Some("confusion-7-7")
    );
}

#[wasm_bindgen_test]
async fn every_nonzero_cell_is_reachable_by_keyboard_and_has_a_name() {
    let [_, set] = &model_card().test_sets;
    let mounted = Mounted::new(|| view! { <ModelCardPanel /> });
    for (label, row) in set.confusion.iter().enumerate() {
        for predicted in (0..10).filter(|predicted| row[*predicted] > 0) {
            let cell = mounted.by_testid(&format!("confusion-{label}-{predicted}"));
            assert_eq!((cell.tag_name().as_str(), cell.tab_index()), ("BUTTON", 0));
            let name = cell.get_attribute("aria-label");
            assert_eq!(name, Some(cell_text(set, label, predicted)));
        }
    }
}
