//! The network's input: the 28x28 raster, enlarged.

use ink::{Raster, SIDE};
use leptos::html;
use leptos::prelude::*;
use platform::canvas::write_raster;

/// The raster without smoothing: white ink on black, as the network receives it.
#[component]
pub fn ModelInput(
    /// The network's input; `None` if the pad is blank.
    raster: Memo<Option<Raster>>,
) -> impl IntoView {
    let strings = &text::PAGE.network_input;
    let canvas = NodeRef::<html::Canvas>::new();
    let is_empty = Memo::new(move |_| raster.with(Option::is_none));
    Effect::new(move |_| {
        if let Some(canvas) = canvas.get() {
            raster
                .with(|raster| write_raster(&canvas, raster.as_ref()))
                .unwrap_or_else(|error| leptos::logging::error!("{error}"));
        }
    });
    let description = move || {
        if is_empty.get() {
            strings.blank
        } else {
            strings.drawing
        }
    };
    view! {
        <figure class="model-input" class:is-empty=is_empty>
            <canvas
                node_ref=canvas
                width=SIDE
                height=SIDE
                data-testid="model-input"
                data-empty=move || is_empty.get().to_string()
                role="img"
                aria-label=description
            ></canvas>
            <figcaption>{strings.caption}</figcaption>
        </figure>
    }
}
