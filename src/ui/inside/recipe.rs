//! From ink to 28x28: each stage as a picture that can be left out.

use ink::{Raster, Stage};
use leptos::prelude::*;

use super::heat::{Heat, square};
use crate::browser::form::is_ticked;
use crate::browser::plot::Scale;
use crate::state::inside::recipe::{RIGHT, right_without, sentence};
use crate::state::inside::{Look, Turn};
use crate::state::reading::percent;

/// The stages in a row, and what is read in the end.
#[component]
pub(super) fn Stages(look: RwSignal<Look>, on_turn: Callback<Turn>) -> impl IntoView {
    let pictures = Memo::new(move |_| look.with(Look::pictures));
    let read = Memo::new(move |_| {
        let said = |read: &net::Prediction| {
            format!("Read as {}, {}.", read.digit(), percent(read.certainty()))
        };
        look.with(|look| look.reading().map(said))
            .unwrap_or_default()
    });
    let is_picture = Memo::new(move |_| look.with(Look::is_picture));
    let stages = Stage::ALL.into_iter().enumerate();
    let stages =
        stages.map(|(index, stage)| view! { <OneStage index stage look pictures on_turn /> });
    view! {
        <p hidden=move || !is_picture.get()>"The pad holds a picture. Without strokes it cannot be drawn stage by stage: draw a digit to see them."</p>
        <p>"Each picture is the drawing after one more stage. Leave one out and see what is read. With all, "
            {RIGHT}" of pen-dev\u{2019}s drawings are read right."</p>
        <ol class="stages" hidden=is_picture>{stages.collect_view()}</ol>
        <p class="inside-answer" hidden=is_picture data-testid="recipe-reading">{read}</p>
    }
}

#[component]
fn OneStage(
    index: usize,
    stage: Stage,
    look: RwSignal<Look>,
    pictures: Memo<Vec<Raster>>,
    on_turn: Callback<Turn>,
) -> impl IntoView {
    let ink = |raster: &Raster| raster.pixels().iter().map(|ink| f32::from(*ink)).collect();
    let grid = Memo::new(move |_| {
        square(pictures.with(|pictures| pictures.get(index).map_or_else(Vec::new, ink)))
    });
    view! {
        <li class="stage">
            <Heat grid scale=Scale::Sequential label=format!("The drawing after {stage}.") />
            <label class="tick">
                <input
                    type="checkbox"
                    data-testid=format!("stage-{stage}")
                    prop:checked=move || !look.with(|look| look.is_without(stage))
                    on:change=move |event| on_turn.run(Turn::Without(stage, !is_ticked(&event)))
                />
                {stage.name()}
            </label>
            <p>{sentence(stage)}</p>
            <p class="inside-note">{right_without(stage)}" right without it."</p>
        </li>
    }
}
