//! Tests which queries the state sends, and the data of the panels.

use ink::{Drawing, Raster, SIDE, Stroke};
use workers::Reply;
use workers::client::{Action, WorkerClient};

use super::*;

fn selection(ink: u8) -> Selection {
    let points = [[0.2, 0.2], [0.6, 0.8]].map(ink::Point::from);
    Selection {
        raster: Raster::from_pixels([ink; SIDE * SIDE]),
        drawing: Drawing {
            strokes: vec![Stroke {
                points: points.to_vec(),
            }],
        },
        digit: Some(7),
        probabilities: None,
    }
}

fn select(ink: u8) -> Event {
    Event::SelectionChanged(Some(selection(ink)))
}

/// Opens a panel with a digit on the pad and the worker ready; returns the first query.
fn open(panel: Panel) -> (InspectorState, Query) {
    let mut state = InspectorState::default();
    assert_eq!(state.update(select(9)), None);
    let effect = state.update(Event::PanelToggled(panel, true));
    assert_eq!(effect, Some(Effect::StartWorker));
    let Some(Effect::SendQuery(query)) = state.update(Event::Worker(WorkerEvent::Ready)) else {
        panic!("expected a query to the ready worker")
    };
    (state, query)
}

fn answer(answer: Answer) -> Event {
    Event::Worker(WorkerEvent::Answered(0, answer))
}

fn failed() -> Event {
    Event::Worker(WorkerEvent::Failed(WorkerFailure::AnswerTimeout))
}

#[test]
fn the_worker_is_not_started_before_a_panel_is_opened() {
    let mut state = InspectorState::default();
    assert_eq!(state.update(select(9)), None);
    assert_eq!(state.update(Event::ClassSelected(3)), None);
    assert!(!state.has_open_panel());
}

#[test]
fn only_one_query_is_in_flight_and_the_next_is_about_the_latest_drawing() {
    let (mut state, query) = open(Panel::Layers);
    assert_eq!(query, Query::Layers(selection(9).raster));
    assert_eq!(state.update(select(5)), None);
    let next = state.update(answer(Answer::ReceptiveField(None)));
    assert_eq!(
        next,
        Some(Effect::SendQuery(Query::Layers(selection(5).raster)))
    );
}

#[test]
fn occlusion_is_available_once_every_band_is_computed() {
    let (mut state, _) = open(Panel::Attribution);
    let map = || answer(Answer::PixelAttributions(vec![1.0; 196]));
    let mut query_count = 1;
    while state.update(map()).is_some() {
        query_count += 1;
        assert_eq!(
            state.occlusion().is_some(),
            query_count > 2 + OCCLUSION_BANDS
        );
    }
    assert_eq!(query_count, 2 + OCCLUSION_BANDS);
    assert_eq!(state.occlusion().map(|map| map.len()), Some(784));
}

#[test]
fn a_closed_panel_sends_no_queries() {
    let (mut state, _) = open(Panel::Perturbation);
    state.update(Event::PanelToggled(Panel::Perturbation, false));
    let effect = state.update(answer(Answer::PixelAttributions(vec![])));
    assert_eq!(effect, None);
}

#[test]
fn a_failed_worker_receives_no_queries_and_its_error_is_shown() {
    let (mut state, _) = open(Panel::Layers);
    assert_eq!(state.update(failed()), None);
    assert_eq!(state.update(Event::ClassSelected(3)), None);
    assert_eq!(state.worker_failure(), Some(&WorkerFailure::AnswerTimeout));
}

#[test]
fn regression_a_worker_that_hangs_is_reported() {
    let (mut state, query) = open(Panel::Layers);
    let mut client = WorkerClient::default();
    client.launch();
    client.on_launched();
    client.on_message(Ok(Reply::Ready));
    client.submit(0, query);
    for action in client.on_timeout() {
        if let Action::Emit(event) = action {
            state.update(Event::Worker(event));
        }
    }
    let message = state.worker_failure().map(text::ERRORS.recogniser);
    assert_eq!(
        message.as_deref(),
        Some("The recogniser stopped responding.")
    );
}

#[test]
fn a_failed_worker_is_restarted_on_request() {
    let (mut state, _) = open(Panel::Layers);
    state.update(failed());
    assert_eq!(
        state.update(Event::RetryRequested),
        Some(Effect::StartWorker)
    );
    assert_eq!(state.worker_failure(), None);
    let query = state.update(Event::Worker(WorkerEvent::Ready));
    assert_eq!(
        query,
        Some(Effect::SendQuery(Query::Layers(selection(9).raster)))
    );
}

#[test]
fn queries_that_need_strokes_are_not_sent_for_a_picture() {
    let mut state = InspectorState::default();
    let drawing = Drawing::default();
    state.update(Event::SelectionChanged(Some(Selection {
        drawing,
        ..selection(9)
    })));
    assert!(state.is_picture());
    for panel in [
        Panel::Preprocessing,
        Panel::Attribution,
        Panel::Perturbation,
    ] {
        state.update(Event::PanelToggled(panel, true));
    }
    let mut effect = state.update(Event::Worker(WorkerEvent::Ready));
    let mut query_count = 0;
    while let Some(Effect::SendQuery(query)) = effect {
        let needs_strokes = matches!(
            query,
            Query::Classify(_) | Query::StrokeAttributions(..) | Query::Sweep(..)
        );
        assert!(!needs_strokes, "{query:?}");
        query_count += 1;
        effect = state.update(answer(Answer::PixelAttributions(vec![])));
    }
    assert_eq!(query_count, 1 + OCCLUSION_BANDS + 1);
}

#[test]
fn the_class_is_the_predicted_digit_until_the_user_selects_one() {
    let mut state = InspectorState::default();
    state.update(select(9));
    assert_eq!(state.class(), 7);
    state.update(Event::ClassSelected(3));
    assert_eq!(state.class(), 3);
}

#[test]
fn the_raster_after_the_last_stage_equals_the_networks_input_unless_a_stage_is_disabled() {
    let mut state = InspectorState::default();
    state.update(select(9));
    let rasters = state.stage_rasters();
    assert_eq!(rasters.len(), Stage::ALL.len());
    assert_eq!(rasters.last(), selection(9).drawing.raster().as_ref());
    state.update(Event::StageToggled(Stage::Fit, true));
    assert_ne!(state.stage_rasters().last(), rasters.last());
}
