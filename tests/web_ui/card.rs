//! The model card on its own: what a cell of the matrix says and shows, by pointer and by key.
use crate::stage::Stage;
use digit_recogniser::state::inside::card::{Evaluation, measured};
use digit_recogniser::ui::inside::card::Card;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

/// The first pair of digits of which this is so, first the one that was meant.
fn pair(is_so: impl Fn(usize, usize) -> bool) -> [usize; 2] {
    let pairs = (0..10).flat_map(|label| (0..10).map(move |answer| [label, answer]));
    let mut pairs = pairs.filter(|[label, answer]| label != answer);
    pairs
        .find(|[label, answer]| is_so(*label, *answer))
        .unwrap()
}

fn cells(set: &Evaluation) -> u32 {
    let counts = set.confusion.as_flattened().iter();
    counts.filter(|count| **count > 0).count() as u32
}

#[wasm_bindgen_test]
async fn the_card_begins_with_drawings_and_changes_to_images() {
    let measured = measured();
    let stage = Stage::new(|| view! { <Card /> });
    let pressed = |set: usize| {
        stage
            .hook(&format!("set-{set}"))
            .get_attribute("aria-pressed")
    };
    assert_eq!(pressed(1).as_deref(), Some("true"));
    assert_eq!(stage.all(".count"), cells(&measured.drawings));
    stage.hook("set-0").click();
    stage.settle().await;
    assert_eq!(
        (pressed(0).as_deref(), pressed(1).as_deref()),
        (Some("true"), Some("false"))
    );
    assert_eq!(stage.all(".count"), cells(&measured.images));
    let count = measured.images.confusion[7][7].to_string();
    assert_eq!(stage.text("[data-testid=confusion-7-7]"), count);
    assert_ne!(measured.drawings.confusion[7][7].to_string(), count);
}

#[wasm_bindgen_test]
async fn a_mistake_is_said_with_a_drawing_and_a_link_that_carries_it_to_the_pad() {
    let measured = measured();
    let [label, answer] = pair(|label, answer| {
        measured.images.confusion[label][answer] > 0 && measured.misread(label, answer).is_some()
    });
    let stage = Stage::new(|| view! { <Card /> });
    stage.hook("set-0").click();
    stage.settle().await;
    assert_eq!(stage.all(".misread svg"), 0);
    stage.hook(&format!("confusion-{label}-{answer}")).click();
    stage.settle().await;
    assert_eq!(
        stage.text("[data-testid=confusion-said]"),
        measured.images.read_as(label, answer)
    );
    let drawing = &measured.misread(label, answer).unwrap().drawing;
    let strokes = ink::link::parse(drawing).unwrap().strokes.len();
    assert_eq!(stage.all(".misread svg path"), strokes as u32);
    let link = stage.hook("misread-to-pad").get_attribute("href");
    assert_eq!(link, Some(format!("#{drawing}")));
}

#[wasm_bindgen_test]
async fn a_mistake_without_an_example_says_so_and_what_is_right_shows_none() {
    let measured = measured();
    let [label, answer] = pair(|label, answer| {
        measured.images.confusion[label][answer] > 0 && measured.misread(label, answer).is_none()
    });
    let stage = Stage::new(|| view! { <Card /> });
    stage.hook("set-0").click();
    stage.settle().await;
    stage.hook(&format!("confusion-{label}-{answer}")).click();
    stage.settle().await;
    let shown = stage.text(".misread");
    assert!(
        shown.contains(&format!("none was read as {answer}")),
        "{shown}"
    );
    assert_eq!(stage.all(".misread svg, .misread a"), 0);
    stage.hook("confusion-7-7").click();
    stage.settle().await;
    assert_eq!(stage.text(".misread"), measured.images.read_as(7, 7));
}

#[wasm_bindgen_test]
async fn one_cell_at_a_time_is_chosen_and_stays_so_while_the_focus_goes_on_to_its_link() {
    let stage = Stage::new(|| view! { <Card /> });
    stage.hook("confusion-1-1").click();
    stage.settle().await;
    let said = || stage.text("[data-testid=confusion-said]");
    let before = said();
    assert!(before.contains("ones"), "{before}");
    stage.hook("confusion-9-9").focus().unwrap();
    stage.settle().await;
    assert_eq!(said(), before, "the focus alone chooses nothing");
    stage.hook("confusion-7-7").click();
    stage.settle().await;
    assert_eq!(stage.all(".count[aria-pressed=true]"), 1);
    let chosen = stage.find(".count[aria-pressed=true]");
    assert_eq!(
        chosen.get_attribute("data-testid").as_deref(),
        Some("confusion-7-7")
    );
}

#[wasm_bindgen_test]
async fn every_cell_with_a_count_can_be_reached_by_key_and_says_itself() {
    let set = measured().drawings;
    let stage = Stage::new(|| view! { <Card /> });
    for (label, row) in set.confusion.iter().enumerate() {
        for answer in (0..10).filter(|answer| row[*answer] > 0) {
            let cell = stage.hook(&format!("confusion-{label}-{answer}"));
            assert_eq!((cell.tag_name().as_str(), cell.tab_index()), ("BUTTON", 0));
            let words = cell.get_attribute("aria-label");
            assert_eq!(words, Some(set.read_as(label, answer)));
        }
    }
}
