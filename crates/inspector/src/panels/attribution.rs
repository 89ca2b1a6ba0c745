//! The attribution panel: how much each part of the ink counts for or against a class, by three methods.

use leptos::prelude::*;
use recognition::CLASSES;
use recognition::explanation::StrokeAttribution;

use super::figure::FigureView;
use super::heatmap::{Heatmap, Legend, SaveHeatmap, raster_grid};
use crate::figure::attribution_figure;
use crate::figure::color::ColorScale;
use crate::figure::feature_grid::Grid;
use crate::state::{Event, InspectorState};
use text::number_format::with_minus_sign;

/// Buttons that select the class, and a figure for each method.
#[component]
pub(super) fn AttributionPanel(
    state: RwSignal<InspectorState>,
    on_event: Callback<Event>,
) -> impl IntoView {
    let strings = &text::INSPECTOR.attribution;
    let class = Memo::new(move |_| state.with(InspectorState::class));
    let classes = (0..CLASSES as u8).map(|digit| {
        view! {
            <button
                type="button" class="button" data-testid=format!("class-{digit}")
                aria-pressed=move || (class.get() == digit).to_string()
                on:click=move |_| on_event.run(Event::ClassSelected(digit))
            >{digit}</button>
        }
    });
    let gradients = Memo::new(move |_| {
        raster_grid(
            state
                .with(InspectorState::integrated_gradients)
                .unwrap_or_default(),
        )
    });
    let occlusion =
        Memo::new(move |_| raster_grid(state.with(InspectorState::occlusion).unwrap_or_default()));
    let ink = Memo::new(move |_| {
        state.with(|state| {
            let selection = state.selection();
            selection.map_or_else(Vec::new, |selection| selection.raster.pixels().to_vec())
        })
    });
    let is_picture = Memo::new(move |_| state.with(InspectorState::is_picture));
    let attributions = Memo::new(move |_| {
        state.with(|state| state.stroke_attributions().cloned().unwrap_or_default())
    });
    view! {
        <p id="class-choice">{strings.select_digit}</p>
        <div class="button-group" role="group" aria-labelledby="class-choice">{classes.collect_view()}</div>
        <ul class="attributions">
            <li data-testid="why-gradient">
                <PixelAttributions
                    grid=gradients ink
                    title=Signal::derive(move || (strings.gradients_figure)(class.get()))
                    file_name=Signal::derive(move || (strings.gradients_file_name)(class.get()))
                />
                <p><b>{strings.gradients}</b>{strings.gradients_description}</p>
            </li>
            <li data-testid="why-covering">
                <PixelAttributions
                    grid=occlusion ink
                    title=Signal::derive(move || (strings.occlusion_figure)(class.get()))
                    file_name=Signal::derive(move || (strings.occlusion_file_name)(class.get()))
                />
                <p><b>{strings.occlusion}</b>{strings.occlusion_description}</p>
            </li>
            <li hidden=move || !is_picture.get()>{strings.picture}</li>
            <li data-testid="why-strokes" hidden=is_picture>
                <StrokeAttributions attributions class />
            </li>
        </ul>
    }
}

/// A heatmap over the ink, with its legend and buttons that save it.
#[component]
fn PixelAttributions(
    grid: Memo<Grid>,
    ink: Memo<Vec<u8>>,
    title: Signal<String>,
    file_name: Signal<String>,
) -> impl IntoView {
    const SCALE: ColorScale = ColorScale::Diverging;
    view! {
        <Heatmap grid scale=SCALE ink label=title />
        <Legend grid scale=SCALE />
        <SaveHeatmap name=file_name title grid scale=SCALE ink />
    }
}

/// The drawing's parts, coloured by their contribution, and a list of them.
#[component]
fn StrokeAttributions(
    attributions: Memo<Vec<StrokeAttribution>>,
    class: Memo<u8>,
) -> impl IntoView {
    let strings = &text::INSPECTOR.attribution;
    let item = move |(index, part): (usize, &StrokeAttribution)| {
        let contribution = with_minus_sign(format_args!("{:+.1}", part.contribution));
        let text = (strings.part)(index + 1, &contribution, part.digit_without);
        view! { <li>{text}</li> }
    };
    let items = move || {
        attributions.with(|attributions| attributions.iter().enumerate().map(item).collect_view())
    };
    let figure = Memo::new(move |_| {
        attributions.with(|attributions| attribution_figure(attributions, class.get()))
    });
    view! {
        <FigureView figure class="strokes" />
        <p><b>{strings.strokes}</b>{strings.strokes_description}</p>
        <ol class="parts">{items}</ol>
    }
}
