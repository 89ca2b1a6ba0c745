//! Numbers as a coloured picture.

use leptos::html;
use leptos::prelude::*;

use crate::browser::plot::{self, Scale};
use crate::state::inside::picture::Grid;

/// A picture of numbers, with what it shows in words.
#[component]
pub(super) fn Heat(
    #[prop(into)] grid: Signal<Grid>,
    scale: Scale,
    /// What is seen, for those who cannot.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let canvas = NodeRef::<html::Canvas>::new();
    Effect::new(move |_| {
        if let Some(canvas) = canvas.get() {
            grid.with(|grid| plot::write(&canvas, grid, scale))
                .unwrap_or_else(|error| leptos::logging::error!("{error}"));
        }
    });
    view! { <canvas node_ref=canvas class="heat" width="28" height="28" role="img" aria-label=label></canvas> }
}

/// 28 by 28 numbers.
pub(super) fn square(values: Vec<f32>) -> Grid {
    Grid {
        width: ink::SIDE,
        values,
    }
}
