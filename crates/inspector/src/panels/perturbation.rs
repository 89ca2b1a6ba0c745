//! The perturbation panel: the probabilities over the range of each parameter, and the adversarial example.

use components::Slider;
use ink::{Parameter, Raster};
use leptos::prelude::*;

use super::figure::FigureView;
use super::heatmap::{Heatmap, SaveHeatmap, raster_grid};
use crate::figure::color::ColorScale;
use crate::figure::{Figure, sweep_figure};
use crate::state::{Event, InspectorState};
use text::number_format::with_minus_sign;

/// A slider and a figure for each parameter, and the adversarial example.
#[component]
pub(super) fn PerturbationPanel(
    state: RwSignal<InspectorState>,
    on_event: Callback<Event>,
) -> impl IntoView {
    let strings = &text::INSPECTOR.perturbation;
    let parameters =
        Parameter::ALL.map(|parameter| view! { <ParameterView parameter state on_event /> });
    let pixels = |raster: &Raster| raster.pixels().iter().map(|ink| f32::from(*ink)).collect();
    let modified = Memo::new(move |_| {
        raster_grid(state.with(|state| {
            let raster = state
                .selection()
                .and_then(|selection| state.perturbation().raster(&selection.drawing));
            raster.as_ref().map_or_else(Vec::new, pixels)
        }))
    });
    let is_picture = Memo::new(move |_| state.with(InspectorState::is_picture));
    let example = Memo::new(move |_| state.with(|state| state.adversarial_example().cloned()));
    let adversarial = Memo::new(move |_| {
        raster_grid(example.with(|example| {
            example
                .as_ref()
                .map_or_else(Vec::new, |example| pixels(&example.raster))
        }))
    });
    let caption = move || example.with(|example| example.as_ref().map(strings.adversarial));
    view! {
        <p hidden=move || !is_picture.get()>{strings.picture}</p>
        <figure class="modified-drawing" hidden=is_picture>
            <Heatmap grid=modified scale=ColorScale::Sequential label=strings.modified_description />
            <figcaption>{strings.modified}</figcaption>
            <SaveHeatmap
                name=strings.modified_file_name.to_owned() title=strings.modified.to_owned()
                grid=modified scale=ColorScale::Sequential
            />
        </figure>
        <ul class="curves" hidden=is_picture>{parameters.into_iter().collect_view()}</ul>
        <figure class="modified-drawing" data-testid="flip">
            <Heatmap grid=adversarial scale=ColorScale::Sequential label=strings.adversarial_description />
            <figcaption>{caption}</figcaption>
            <SaveHeatmap
                name=strings.adversarial_file_name.to_owned() title=strings.adversarial_description.to_owned()
                grid=adversarial scale=ColorScale::Sequential
            />
        </figure>
    }
}

/// The slider of a parameter, and the probabilities over its range.
#[component]
fn ParameterView(
    parameter: Parameter,
    state: RwSignal<InspectorState>,
    on_event: Callback<Event>,
) -> impl IntoView {
    let [min, max] = parameter.range();
    let value = Memo::new(move |_| state.with(|state| state.perturbation().get(parameter)));
    let figure = Memo::new(move |_| {
        state.with(|state| {
            let sweep = state.sweep(parameter);
            sweep.map_or_else(Figure::default, |sweep| {
                sweep_figure(parameter, value.get(), sweep)
            })
        })
    });
    let class_changes = move || figure.with(|figure| figure.description.clone());
    view! {
        <li>
            <Slider
                id=format!("knob-{}", parameter as usize)
                min=min max=Memo::new(move |_| max) value
                on_change=move |value| on_event.run(Event::ParameterChanged(parameter, value))
            >
                {(text::INSPECTOR.perturbation.parameter)(parameter)}" "
                <output>{move || with_minus_sign(format_args!("{:.1}", value.get()))}</output>
            </Slider>
            <FigureView figure class="sweep" />
            <p class="inspector-note" data-testid=format!("flips-{}", parameter as usize)>{class_changes}</p>
        </li>
    }
}
