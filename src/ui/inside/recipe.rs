//! From ink to 28x28: each stage as a picture that can be left out.

use ink::{Raster, Stage};
use leptos::prelude::*;

use super::heat::{Heat, SaveGrid, square};
use crate::browser::form::is_ticked;
use crate::state::inside::card::measured;
use crate::state::inside::colour::Scale;
use crate::state::inside::picture::{Grid, side_by_side};
use crate::state::inside::recipe::sentence;
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
    let measured = measured();
    let right = measured.right_without(None);
    let all = Memo::new(move |_| pictures.with(|pictures| in_a_row(pictures)));
    let is_picture = Memo::new(move |_| look.with(Look::is_picture));
    let stages = Stage::ALL.into_iter().enumerate();
    let stages = stages.map(|(index, stage)| {
        let right = measured.right_without(Some(stage.name()));
        view! { <OneStage index stage right=right.unwrap_or_default() look pictures on_turn /> }
    });
    view! {
        <p hidden=move || !is_picture.get()>"The pad holds a picture. Without strokes it cannot be drawn stage by stage: draw a digit to see them."</p>
        <p>"Each picture is the drawing after one more stage. Leave one out and see what is read. With all, "
            {right}" of the drawings of ten people whom the network never met (pen-dev), each 120 px long on the pad, are read right."</p>
        <ol class="stages" hidden=is_picture>{stages.collect_view()}</ol>
        <SaveGrid name="from-ink-to-28x28".to_owned() title="The drawing after each stage.".to_owned() grid=all scale=Scale::Sequential />
        <p class="inside-answer" hidden=is_picture data-testid="recipe-reading">{read}</p>
    }
}

/// The pictures side by side.
fn in_a_row(pictures: &[Raster]) -> Grid {
    let pixels = pictures.iter().flat_map(|raster| raster.pixels());
    let pixels: Vec<f32> = pixels.map(|ink| f32::from(*ink)).collect();
    match pictures.len() {
        0 => Grid::default(),
        count => side_by_side(&pixels, [count, ink::SIDE, ink::SIDE]),
    }
}

#[component]
fn OneStage(
    index: usize,
    stage: Stage,
    right: String,
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
            <p class="inside-note">{right}" right without it."</p>
        </li>
    }
}
