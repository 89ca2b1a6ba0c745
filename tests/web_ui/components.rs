//! The components on their own, mounted in a browser: what they show, and what they report.

use std::cell::Cell;

use crate::stage::{Heard, Stage, event, following, pixels, still};
use digit_recogniser::state::caution::Caution;
use digit_recogniser::state::reading::{Reading, Trust};
use digit_recogniser::state::{Command, EngineState};
use digit_recogniser::ui::bars::Bars;
use digit_recogniser::ui::controls::{Answering, Controls};
use digit_recogniser::ui::doubt::Doubt;
use digit_recogniser::ui::drawer::Drawer;
use digit_recogniser::ui::failure::Failure;
use digit_recogniser::ui::model_input::ModelInput;
use digit_recogniser::ui::prediction::PredictionView;
use digit_recogniser::ui::rehearsal::rehearse;
use ink::{Raster, SIDE};
use leptos::prelude::*;
use net::Prediction;
use wasm_bindgen_test::wasm_bindgen_test;

fn prediction(digit: usize, certainty: f32) -> Prediction {
    let mut probabilities = [(1.0 - certainty) / 9.0; 10];
    probabilities[digit] = certainty;
    Prediction {
        probabilities,
        ood_score: -1.0,
    }
}

#[wasm_bindgen_test]
async fn without_a_prediction_every_bar_is_flat() {
    let stage = Stage::new(|| view! { <Bars prediction=still(None) /> });
    for digit in 0..10 {
        let bar = stage.hook(&format!("probability-{digit}"));
        assert_eq!(bar.get_attribute("data-value").as_deref(), Some("0"));
        assert_eq!(
            bar.text_content().as_deref(),
            Some(&*format!("{digit}: no prediction"))
        );
        assert!(!bar.class_list().contains("is-winner"));
    }
}

#[wasm_bindgen_test]
async fn bars_show_and_say_each_probability_and_mark_the_winner() {
    let shown = RwSignal::new(None);
    let stage = Stage::new(move || view! { <Bars prediction=following(shown) /> });
    shown.set(Some(prediction(7, 0.91)));
    stage.settle().await;
    let winner = stage.hook("probability-7");
    assert_eq!(winner.get_attribute("data-value").as_deref(), Some("0.91"));
    assert_eq!(winner.text_content().as_deref(), Some("7: 91%"));
    assert!(winner.class_list().contains("is-winner"));
    assert_eq!(stage.all(".is-winner"), 1);
    assert_eq!(
        stage.hook("probability-3").text_content().as_deref(),
        Some("3: 1%")
    );
}

#[wasm_bindgen_test]
async fn the_prediction_is_exactly_the_digit_or_empty() {
    let digits = RwSignal::new(vec![]);
    let stage = Stage::new(move || {
        view! {
            <PredictionView
                digits=following(digits)
                trust=still(Some(Trust::Unsure))
                reading=still(Reading::message("Not sure: 4 or 9?", "4 with 50%"))
            />
        }
    });
    let shown = stage.hook("prediction");
    assert_eq!(shown.get_attribute("aria-live").as_deref(), Some("off"));
    assert_eq!(shown.text_content().as_deref(), Some(""));
    digits.set(vec![4]);
    stage.settle().await;
    assert_eq!(shown.text_content().as_deref(), Some("4"));
    assert_eq!(stage.text(".prediction-headline"), "Not sure: 4 or 9?");
    assert_eq!(stage.all("[data-trust=unsure]"), 1);
    digits.set(vec![2, 0, 2, 6]);
    stage.settle().await;
    assert_eq!(shown.text_content().as_deref(), Some("2026"));
    digits.set(vec![]);
    stage.settle().await;
    assert_eq!(shown.text_content().as_deref(), Some(""));
}

#[wasm_bindgen_test]
async fn the_digit_that_no_digit_comes_nearest_to_is_shown_and_marked() {
    let trust = RwSignal::new(Some(Trust::Sure));
    let stage = Stage::new(move || {
        let reading = still(Reading::message("Not a digit?", ""));
        view! { <PredictionView digits=still(vec![8]) trust=following(trust) reading /> }
    });
    assert_eq!(stage.all("[data-trust=sure]"), 1);
    trust.set(Some(Trust::NoDigit));
    stage.settle().await;
    assert_eq!(stage.all("[data-trust=no-digit]"), 1);
    assert_eq!(
        stage.hook("prediction").text_content().as_deref(),
        Some("8")
    );
}

#[wasm_bindgen_test]
async fn a_digit_lights_up_when_it_changes_and_not_when_it_is_confirmed() {
    let shown = RwSignal::new(Some(prediction(4, 0.9)));
    let stage = Stage::new(move || {
        let digits = Memo::new(move |_| shown.get().iter().map(Prediction::digit).collect());
        let reading = still(Reading::message("", ""));
        view! { <PredictionView digits trust=still(None) reading /> }
    });
    let lit = || stage.all("[data-testid=prediction] .is-new");
    assert_eq!(lit(), 1);
    stage
        .find("[data-testid=prediction] .is-new")
        .dispatch_event(&event("animationend"))
        .unwrap();
    stage.settle().await;
    assert_eq!(lit(), 0);
    shown.set(Some(prediction(4, 0.99)));
    stage.settle().await;
    assert_eq!(lit(), 0, "the same digit is no news");
    shown.set(Some(prediction(9, 0.9)));
    stage.settle().await;
    assert_eq!(
        (lit(), stage.hook("prediction").text_content().as_deref()),
        (1, Some("9"))
    );
}

#[wasm_bindgen_test]
async fn every_control_sends_its_command() {
    let heard = Heard::<Command>::default();
    let live = RwSignal::new(true);
    let stage = Stage::new({
        let heard = heard.clone();
        move || {
            view! {
                <Controls can_undo=still(true) can_redo=still(true) on_command=heard.callback() />
                <Answering live=following(live) on_command=heard.callback() />
            }
        }
    });
    for testid in [
        "classify",
        "undo",
        "redo",
        "erase",
        "clear-prediction",
        "live",
    ] {
        stage.hook(testid).click();
    }
    live.set(false);
    stage.settle().await;
    assert_eq!(
        stage.hook("live").get_attribute("aria-checked").as_deref(),
        Some("false")
    );
    stage.hook("live").click();
    use Command::{Classify, ClearPrediction, Erase, Live, Redo, Undo};
    assert_eq!(
        heard.all(),
        [
            Classify,
            Undo,
            Redo,
            Erase,
            ClearPrediction,
            Live(false),
            Live(true)
        ]
    );
}

#[wasm_bindgen_test]
async fn undo_and_redo_are_offered_only_where_they_can_do_something() {
    let heard = Heard::<Command>::default();
    let possible = RwSignal::new(false);
    let stage = Stage::new({
        let heard = heard.clone();
        move || view! { <Controls can_undo=following(possible) can_redo=following(possible) on_command=heard.callback() /> }
    });
    let click = || ["undo", "redo"].map(|testid| stage.hook(testid).click());
    click();
    assert_eq!(heard.all(), []);
    possible.set(true);
    stage.settle().await;
    click();
    assert_eq!(heard.all(), [Command::Undo, Command::Redo]);
}

#[wasm_bindgen_test]
async fn the_model_input_is_the_raster_pixel_for_pixel_and_empty_when_blank() {
    let raster = RwSignal::new(None);
    let stage = Stage::new(move || view! { <ModelInput raster=following(raster) /> });
    let canvas = stage.hook("model-input");
    stage.settle().await;
    assert_eq!(canvas.get_attribute("data-empty").as_deref(), Some("true"));

    let drawn = Raster::from_pixels(std::array::from_fn(|i| (i % 251) as u8));
    raster.set(Some(drawn.clone()));
    stage.settle().await;
    assert_eq!(canvas.get_attribute("data-empty").as_deref(), Some("false"));
    let alpha: Vec<u8> = pixels(&canvas, SIDE as u32)
        .chunks(4)
        .map(|rgba| rgba[3])
        .collect();
    assert_eq!(alpha, drawn.pixels());

    raster.set(None);
    stage.settle().await;
    assert!(pixels(&canvas, SIDE as u32).iter().all(|value| *value == 0));
}

#[wasm_bindgen_test]
async fn a_failed_engine_is_named_with_a_way_out() {
    let heard = Heard::<()>::default();
    let engine = RwSignal::new(EngineState::Ready);
    let stage = Stage::new({
        let heard = heard.clone();
        move || view! { <Failure engine=following(engine) on_retry=heard.callback() /> }
    });
    assert_eq!(stage.all("[data-testid=retry]"), 0);
    engine.set(EngineState::Failed("The network stopped answering.".into()));
    stage.settle().await;
    assert_eq!(
        stage.text(".failure-note p"),
        "The network stopped answering. Your drawing is kept."
    );
    stage.hook("retry").click();
    assert_eq!(heard.all(), [()]);
    engine.set(EngineState::Loading);
    stage.settle().await;
    assert_eq!(stage.all("[data-testid=retry]"), 0);
}

#[wasm_bindgen_test]
async fn what_a_drawer_holds_is_made_once_when_it_is_first_opened() {
    let made = Heard::default();
    let note: Callback<()> = made.callback();
    let stage = Stage::new(move || {
        view! {
            <Drawer title="Drawer" testid="drawer">
                {
                    note.run(());
                    view! { <input /> }
                }
            </Drawer>
        }
    });
    assert_eq!((made.all().len(), stage.all("input")), (0, 0));
    for _ in 0..3 {
        stage.hook("drawer").click();
        stage.settle().await;
        assert_eq!((made.all().len(), stage.all("input")), (1, 1));
    }
}

#[wasm_bindgen_test]
async fn each_limit_of_doubt_says_what_it_comes_to_where_it_is() {
    let caution = RwSignal::new(Caution::default());
    let stage =
        Stage::new(move || view! { <Doubt caution=following(caution) on_command=|_| {} /> });
    let strictest = Caution {
        sure_from: Caution::SURE.1,
        strange_to: Caution::STRANGE.0,
    };
    for moved in [Caution::default(), strictest] {
        caution.set(moved);
        stage.settle().await;
        let said = ["sure-from", "strange-to"].map(|limit| {
            let note = stage.hook(limit).get_attribute("aria-describedby");
            stage.text(&format!("#{}", note.unwrap()))
        });
        assert_eq!(said, [moved.doubted(), moved.turned_away()]);
    }
    assert_ne!(strictest.doubted(), Caution::default().doubted());
}

#[wasm_bindgen_test]
async fn a_drawer_that_the_browser_opens_has_its_content() {
    let stage = Stage::new(|| view! { <Drawer title="Drawer" testid="drawer"><input /></Drawer> });
    stage.find("details").set_attribute("open", "").unwrap();
    stage.settle().await;
    assert_eq!(stage.all("input"), 1);
}

#[wasm_bindgen_test]
async fn a_rehearsal_ends_by_itself_or_when_somebody_draws_and_leaves_nothing_on_the_page() {
    let before = document().body().unwrap().inner_html();
    for (most, expected) in [(u32::MAX, 11), (7, 7), (1, 1)] {
        let asked = Cell::new(0);
        rehearse(|| {
            asked.set(asked.get() + 1);
            asked.get() < most
        })
        .await;
        assert_eq!(asked.get(), expected);
    }
    assert_eq!(document().body().unwrap().inner_html(), before);
}
