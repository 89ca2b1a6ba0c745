//! What the network sees: the 28x28 raster, pixel for pixel.

use ink::{Raster, SIDE};
use leptos::html;
use leptos::prelude::*;

use crate::browser::canvas::write_raster;

/// The raster enlarged without smoothing, white ink on black as the network reads it.
#[component]
pub fn ModelInput(
    /// What the network is given; `None` where nothing is drawn.
    raster: Memo<Option<Raster>>,
) -> impl IntoView {
    let canvas = NodeRef::<html::Canvas>::new();
    let is_empty = Memo::new(move |_| raster.with(Option::is_none));
    Effect::new(move |_| {
        if let Some(canvas) = canvas.get() {
            raster
                .with(|raster| write_raster(&canvas, raster.as_ref()))
                .unwrap_or_else(|error| leptos::logging::error!("{error}"));
        }
    });
    view! {
        <figure class="model-input" class:is-empty=is_empty>
            <canvas
                node_ref=canvas
                width=SIDE
                height=SIDE
                data-testid="model-input"
                data-empty=move || is_empty.get().to_string()
                role="img"
                aria-label=move || describe(is_empty.get())
            ></canvas>
            <figcaption>"What the network sees"</figcaption>
        </figure>
    }
}

fn describe(is_empty: bool) -> &'static str {
    if is_empty {
        "Nothing yet: the pad is blank."
    } else {
        "Your drawing, centred and shrunk to 28 by 28 grey pixels."
    }
}
