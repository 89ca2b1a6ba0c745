//! Tests of single components: what they show and which callbacks they call.

use std::cell::Cell;

use crate::mounted::{Mounted, Recorder, constant, event, pixels, tracking};
use components::Disclosure;
use digit_recogniser::bars::Bars;
use digit_recogniser::controls::{AnswerControls, Controls};
use digit_recogniser::engine_error_banner::EngineErrorBanner;
use digit_recogniser::model_input::ModelInput;
use digit_recogniser::prediction::PredictionView;
use digit_recogniser::threshold_settings::ThresholdSettings;
use digit_recogniser::warm_up::warm_up;
use ink::{Raster, SIDE};
use leptos::prelude::*;
use recognition::Prediction;
use session::answer_text::{AnswerText, Status};
use session::thresholds::Thresholds;
use session::{Command, EngineState};
use wasm_bindgen_test::wasm_bindgen_test;

fn prediction(digit: usize, confidence: f32) -> Prediction {
    let mut probabilities = [(1.0 - confidence) / 9.0; 10];
    probabilities[digit] = confidence;
    Prediction {
        probabilities,
        ood_score: -1.0,
    }
}

#[wasm_bindgen_test]
async fn without_a_prediction_every_bar_is_empty() {
    let mounted = Mounted::new(|| view! { <Bars prediction=constant(None) /> });
    for digit in 0..10 {
        let bar = mounted.by_testid(&format!("probability-{digit}"));
        assert_eq!(bar.get_attribute("data-value").as_deref(), Some("0"));
        assert_eq!(
            bar.text_content().as_deref(),
            Some(&*format!("{digit}: no prediction"))
        );
        assert!(!bar.class_list().contains("is-winner"));
    }
}

#[wasm_bindgen_test]
async fn each_bar_shows_its_probability_and_the_highest_is_marked() {
    let shown = RwSignal::new(None);
    let mounted = Mounted::new(move || view! { <Bars prediction=tracking(shown) /> });
    shown.set(Some(prediction(7, 0.91)));
    mounted.settle().await;
    let winner = mounted.by_testid("probability-7");
    assert_eq!(winner.get_attribute("data-value").as_deref(), Some("0.91"));
    assert_eq!(winner.text_content().as_deref(), Some("7: 91%"));
    assert!(winner.class_list().contains("is-winner"));
    assert_eq!(mounted.count(".is-winner"), 1);
    assert_eq!(
        mounted.by_testid("probability-3").text_content().as_deref(),
        Some("3: 1%")
    );
}

#[wasm_bindgen_test]
async fn the_prediction_contains_exactly_the_digits() {
    let digits = RwSignal::new(vec![]);
    let mounted = Mounted::new(move || {
        view! {
            <PredictionView
                digits=tracking(digits)
                status=constant(Some(Status::Uncertain))
                text=constant(AnswerText::new("Not sure: 4 or 9?", "4: 50%, 9: 45%"))
            />
        }
    });
    let shown = mounted.by_testid("prediction");
    assert_eq!(shown.get_attribute("aria-live").as_deref(), Some("off"));
    assert_eq!(shown.text_content().as_deref(), Some(""));
    digits.set(vec![4]);
    mounted.settle().await;
    assert_eq!(shown.text_content().as_deref(), Some("4"));
    assert_eq!(mounted.text(".prediction-headline"), "Not sure: 4 or 9?");
    assert_eq!(mounted.count("[data-status=uncertain]"), 1);
    digits.set(vec![2, 0, 2, 6]);
    mounted.settle().await;
    assert_eq!(shown.text_content().as_deref(), Some("2026"));
    digits.set(vec![]);
    mounted.settle().await;
    assert_eq!(shown.text_content().as_deref(), Some(""));
}

#[wasm_bindgen_test]
async fn out_of_distribution_ink_is_marked_and_its_closest_digit_is_shown() {
    let status = RwSignal::new(Some(Status::Confident));
    let mounted = Mounted::new(move || {
        let text = constant(AnswerText::new("Not a digit?", ""));
        view! { <PredictionView digits=constant(vec![8]) status=tracking(status) text /> }
    });
    assert_eq!(mounted.count("[data-status=confident]"), 1);
    status.set(Some(Status::OutOfDistribution));
    mounted.settle().await;
    assert_eq!(mounted.count("[data-status=out-of-distribution]"), 1);
    assert_eq!(
        mounted.by_testid("prediction").text_content().as_deref(),
        Some("8")
    );
}

#[wasm_bindgen_test]
async fn a_digit_is_highlighted_only_when_it_changes() {
    let shown = RwSignal::new(Some(prediction(4, 0.9)));
    let mounted = Mounted::new(move || {
        let digits = Memo::new(move |_| shown.get().iter().map(Prediction::digit).collect());
        let text = constant(AnswerText::new("", ""));
        view! { <PredictionView digits status=constant(None) text /> }
    });
    let highlighted = || mounted.count("[data-testid=prediction] .is-new");
    assert_eq!(highlighted(), 1);
    mounted
        .find("[data-testid=prediction] .is-new")
        .dispatch_event(&event("animationend"))
        .unwrap();
    mounted.settle().await;
    assert_eq!(highlighted(), 0);
    shown.set(Some(prediction(4, 0.99)));
    mounted.settle().await;
    assert_eq!(highlighted(), 0, "the digit has not changed");
    shown.set(Some(prediction(9, 0.9)));
    mounted.settle().await;
    assert_eq!(
        (
            highlighted(),
            mounted.by_testid("prediction").text_content().as_deref()
        ),
        (1, Some("9"))
    );
}

#[wasm_bindgen_test]
async fn every_control_sends_its_command() {
    let events = Recorder::<Command>::default();
    let live = RwSignal::new(true);
    let mounted = Mounted::new({
        let events = events.clone();
        move || {
            view! {
                <Controls can_undo=constant(true) can_redo=constant(true) on_command=events.callback() />
                <AnswerControls live=tracking(live) on_command=events.callback() />
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
        mounted.by_testid(testid).click();
    }
    live.set(false);
    mounted.settle().await;
    assert_eq!(
        mounted
            .by_testid("live")
            .get_attribute("aria-checked")
            .as_deref(),
        Some("false")
    );
    mounted.by_testid("live").click();
    use Command::{Classify, ClearPrediction, Erase, Redo, SetLive, Undo};
    assert_eq!(
        events.recorded(),
        [
            Classify,
            Undo,
            Redo,
            Erase,
            ClearPrediction,
            SetLive(false),
            SetLive(true)
        ]
    );
}

#[wasm_bindgen_test]
async fn undo_and_redo_are_disabled_when_there_is_nothing_to_undo_or_redo() {
    let events = Recorder::<Command>::default();
    let is_enabled = RwSignal::new(false);
    let mounted = Mounted::new({
        let events = events.clone();
        move || view! { <Controls can_undo=tracking(is_enabled) can_redo=tracking(is_enabled) on_command=events.callback() /> }
    });
    let click = || ["undo", "redo"].map(|testid| mounted.by_testid(testid).click());
    click();
    assert_eq!(events.recorded(), []);
    is_enabled.set(true);
    mounted.settle().await;
    click();
    assert_eq!(events.recorded(), [Command::Undo, Command::Redo]);
}

#[wasm_bindgen_test]
async fn the_model_input_shows_every_pixel_of_the_raster_and_is_empty_on_a_blank_pad() {
    let raster = RwSignal::new(None);
    let mounted = Mounted::new(move || view! { <ModelInput raster=tracking(raster) /> });
    let canvas = mounted.by_testid("model-input");
    mounted.settle().await;
    assert_eq!(canvas.get_attribute("data-empty").as_deref(), Some("true"));

    let drawn = Raster::from_pixels(std::array::from_fn(|i| (i % 251) as u8));
    raster.set(Some(drawn.clone()));
    mounted.settle().await;
    assert_eq!(canvas.get_attribute("data-empty").as_deref(), Some("false"));
    let alpha: Vec<u8> = pixels(&canvas, SIDE as u32)
        .chunks(4)
        .map(|rgba| rgba[3])
        .collect();
    assert_eq!(alpha, drawn.pixels());

    raster.set(None);
    mounted.settle().await;
    assert!(pixels(&canvas, SIDE as u32).iter().all(|value| *value == 0));
}

#[wasm_bindgen_test]
async fn an_engine_error_is_shown_with_a_retry_button() {
    let events = Recorder::<()>::default();
    let engine = RwSignal::new(EngineState::Ready);
    let mounted = Mounted::new({
        let events = events.clone();
        move || view! { <EngineErrorBanner engine=tracking(engine) on_retry=events.callback() /> }
    });
    assert_eq!(mounted.count("[data-testid=retry]"), 0);
    engine.set(EngineState::Failed(
        "The recogniser stopped responding.".into(),
    ));
    mounted.settle().await;
    assert_eq!(
        mounted.text(".error-banner-message p"),
        "The recogniser stopped responding. Your drawing is still here."
    );
    mounted.by_testid("retry").click();
    assert_eq!(events.recorded(), [()]);
    engine.set(EngineState::Loading);
    mounted.settle().await;
    assert_eq!(mounted.count("[data-testid=retry]"), 0);
}

#[wasm_bindgen_test]
async fn a_disclosure_renders_its_content_once_when_it_is_first_opened() {
    let rendered = Recorder::default();
    let on_render: Callback<()> = rendered.callback();
    let mounted = Mounted::new(move || {
        view! {
            <Disclosure title="Title" testid="disclosure">
                {
                    on_render.run(());
                    view! { <input /> }
                }
            </Disclosure>
        }
    });
    assert_eq!((rendered.recorded().len(), mounted.count("input")), (0, 0));
    for _ in 0..3 {
        mounted.by_testid("disclosure").click();
        mounted.settle().await;
        assert_eq!((rendered.recorded().len(), mounted.count("input")), (1, 1));
    }
}

#[wasm_bindgen_test]
async fn each_threshold_slider_is_described_by_its_measured_effect() {
    let thresholds = RwSignal::new(Thresholds::default());
    let mounted = Mounted::new(
        move || view! { <ThresholdSettings thresholds=tracking(thresholds) on_command=|_| {} /> },
    );
    let strictest = Thresholds {
        confidence: Thresholds::CONFIDENCE_RANGE.1,
        ood: Thresholds::OOD_RANGE.0,
    };
    for moved in [Thresholds::default(), strictest] {
        thresholds.set(moved);
        mounted.settle().await;
        let effects = ["sure-from", "strange-to"].map(|slider| {
            let note = mounted.by_testid(slider).get_attribute("aria-describedby");
            mounted.text(&format!("#{}", note.unwrap()))
        });
        assert_eq!(effects, [moved.flagged_summary(), moved.rejected_summary()]);
    }
    assert_ne!(
        strictest.flagged_summary(),
        Thresholds::default().flagged_summary()
    );
}

#[wasm_bindgen_test]
async fn a_disclosure_opened_by_a_script_renders_its_content() {
    let mounted = Mounted::new(
        || view! { <Disclosure title="Title" testid="disclosure"><input /></Disclosure> },
    );
    mounted.find("details").set_attribute("open", "").unwrap();
    mounted.settle().await;
    assert_eq!(mounted.count("input"), 1);
}

#[wasm_bindgen_test]
async fn the_warm_up_ends_when_finished_or_cancelled_and_leaves_the_document_unchanged() {
    let before = document().body().unwrap().inner_html();
    for (max_steps, expected) in [(u32::MAX, 11), (7, 7), (1, 1)] {
        let steps = Cell::new(0);
        warm_up(|| {
            steps.set(steps.get() + 1);
            steps.get() < max_steps
        })
        .await;
        assert_eq!(steps.get(), expected);
    }
    assert_eq!(document().body().unwrap().inner_html(), before);
}
