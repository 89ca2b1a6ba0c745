//! Numbers as a coloured picture, and the legend of its colours.

use leptos::html;
use leptos::prelude::*;

use crate::browser::plot;
use crate::state::inside::colour::Scale;
use crate::state::inside::figure::{of_grid, signed};
use crate::state::inside::picture::{Grid, limit};
use crate::ui::inside::save::Save;

/// A picture of numbers, with what it shows in words.
#[component]
pub(super) fn Heat(
    #[prop(into)] grid: Signal<Grid>,
    scale: Scale,
    /// What is seen, for those who cannot.
    #[prop(into)]
    label: Signal<String>,
    /// What lies under the colours: a pixel for each number, 0 = paper.
    #[prop(into, optional)]
    ink: Signal<Vec<u8>>,
) -> impl IntoView {
    let canvas = NodeRef::<html::Canvas>::new();
    Effect::new(move |_| {
        if let Some(canvas) = canvas.get() {
            grid.with(|grid| ink.with(|ink| plot::write(&canvas, grid, scale, ink)))
                .unwrap_or_else(|error| leptos::logging::error!("{error}"));
        }
    });
    view! { <canvas node_ref=canvas class="heat" width="28" height="28" role="img" aria-label=label></canvas> }
}

/// The colours from the least number to the largest, with these.
#[component]
pub(super) fn Legend(#[prop(into)] grid: Signal<Grid>, scale: Scale) -> impl IntoView {
    const STEPS: u8 = 64;
    let largest = Memo::new(move |_| grid.with(|grid| limit(&grid.values)));
    let bar = Memo::new(move |_| {
        let (least, largest) = (scale.least(largest.get()), largest.get());
        let value = |step: u8| least + (largest - least) * f32::from(step) / f32::from(STEPS - 1);
        Grid {
            width: usize::from(STEPS),
            values: (0..STEPS).map(value).collect(),
        }
    });
    let middle = match scale {
        Scale::Sequential => None,
        Scale::Diverging => Some(view! { <span>"0"</span> }),
    };
    view! {
        <div class="legend">
            <Heat grid=bar scale label="The colours of the numbers, from the least to the largest." />
            <p class="legend-ends">
                <span>{move || signed(format_args!("{:.2}", scale.least(largest.get())))}</span>
                {middle}
                <span>{move || format!("{:.2}", largest.get())}</span>
            </p>
        </div>
    }
}

/// Saves a picture of numbers, its legend with it.
#[component]
pub(super) fn SaveGrid(
    /// What the file is called.
    #[prop(into)]
    name: Signal<String>,
    /// What it shows.
    #[prop(into)]
    title: Signal<String>,
    #[prop(into)] grid: Signal<Grid>,
    scale: Scale,
    /// What lies under the colours.
    #[prop(into, optional)]
    ink: Signal<Vec<u8>>,
) -> impl IntoView {
    let figure = move || {
        let (name, title) = (name.get_untracked(), title.get_untracked());
        grid.with_untracked(|grid| {
            let has_numbers = !grid.values.is_empty();
            has_numbers.then(|| ink.with_untracked(|ink| of_grid(&name, &title, grid, scale, ink)))
        })
    };
    view! { <Save figure=Callback::new(move |()| figure()) of=title /> }
}

/// 28 by 28 numbers.
pub(super) fn square(values: Vec<f32>) -> Grid {
    Grid {
        width: ink::SIDE,
        values,
    }
}
