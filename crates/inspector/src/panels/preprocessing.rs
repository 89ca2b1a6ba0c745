//! The preprocessing panel: the drawing after each stage. The user can disable stages.

use ink::{Raster, Stage};
use leptos::prelude::*;
use recognition::Prediction;

use super::heatmap::{Heatmap, SaveHeatmap, raster_grid};
use crate::figure::color::ColorScale;
use crate::figure::feature_grid::{Grid, tile_maps};
use crate::model_card::model_card;
use crate::state::{Event, InspectorState};
use platform::dom_events::is_checked;

/// The stages in a row, and the prediction for the result.
#[component]
pub(super) fn PreprocessingPanel(
    state: RwSignal<InspectorState>,
    on_event: Callback<Event>,
) -> impl IntoView {
    let strings = &text::INSPECTOR.preprocessing;
    let rasters = Memo::new(move |_| state.with(InspectorState::stage_rasters));
    let answer = Memo::new(move |_| {
        let answer = |prediction: &Prediction| {
            let confidence = (text::ANSWER.percent)(prediction.confidence() * 100.0);
            (strings.answer)(prediction.digit(), &confidence)
        };
        state
            .with(|state| state.prediction().map(answer))
            .unwrap_or_default()
    });
    let all_rasters = Memo::new(move |_| rasters.with(|rasters| tile_rasters(rasters)));
    let is_picture = Memo::new(move |_| state.with(InspectorState::is_picture));
    let card = model_card();
    let stages = Stage::ALL.into_iter().enumerate().map(|(index, stage)| {
        let accuracy_without = card.accuracy_without[index];
        view! { <StageView index stage accuracy_without state rasters on_event /> }
    });
    view! {
        <p hidden=move || !is_picture.get()>{strings.picture}</p>
        <p>{(strings.intro)(card.accuracy_with_all_stages)}</p>
        <ol class="stages" hidden=is_picture>{stages.collect_view()}</ol>
        <SaveHeatmap
            name=strings.file_name.to_owned() title=strings.figure_title.to_owned()
            grid=all_rasters scale=ColorScale::Sequential
        />
        <p class="inspector-answer" hidden=is_picture data-testid="recipe-reading">{answer}</p>
    }
}

fn pixels(raster: &Raster) -> impl Iterator<Item = f32> {
    raster.pixels().iter().map(|ink| f32::from(*ink))
}

/// Returns the rasters side by side.
fn tile_rasters(rasters: &[Raster]) -> Grid {
    let pixels: Vec<f32> = rasters.iter().flat_map(pixels).collect();
    match rasters.len() {
        0 => Grid::default(),
        count => tile_maps(&pixels, [count, ink::SIDE, ink::SIDE]),
    }
}

/// The drawing after a stage, and the checkbox that disables the stage.
#[component]
fn StageView(
    index: usize,
    stage: Stage,
    accuracy_without: f32,
    state: RwSignal<InspectorState>,
    rasters: Memo<Vec<Raster>>,
    on_event: Callback<Event>,
) -> impl IntoView {
    let strings = &text::INSPECTOR.preprocessing;
    let grid = Memo::new(move |_| {
        rasters
            .with(|rasters| raster_grid(rasters.get(index).into_iter().flat_map(pixels).collect()))
    });
    view! {
        <li class="stage">
            <Heatmap grid scale=ColorScale::Sequential label=(strings.stage_picture)(stage) />
            <label class="checkbox">
                <input
                    type="checkbox"
                    data-testid=format!("stage-{stage}")
                    prop:checked=move || !state.with(|state| state.is_disabled(stage))
                    on:change=move |event| on_event.run(Event::StageToggled(stage, !is_checked(&event)))
                />
                {(strings.stage_name)(stage)}
            </label>
            <p>{(strings.stage_description)(stage)}</p>
            <p class="inspector-note">{(strings.accuracy_without)(accuracy_without)}</p>
        </li>
    }
}
