//! A picture as a file.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::files::{self, FileError, Outgoing};
use crate::browser::png;
use crate::state::inside::figure::{Figure, document};

/// Saves what is on show as PNG or as SVG.
#[component]
pub(super) fn Save(
    /// The picture as it is now; none where there is nothing to show.
    figure: Callback<(), Option<Figure>>,
    /// What is saved, in words.
    #[prop(into)]
    of: Signal<String>,
) -> impl IntoView {
    let trouble = RwSignal::new(String::new());
    let tell = move |done: Result<(), FileError>| {
        trouble.set(
            done.err()
                .map_or_else(String::new, |error| error.to_string()),
        );
    };
    let save_svg = move |_| {
        if let Some(figure) = figure.run(()) {
            tell(files::save(&Outgoing {
                name: format!("{}.svg", figure.name),
                kind: "image/svg+xml",
                bytes: document(&figure).into_bytes(),
            }));
        }
    };
    let save_png = move |_| {
        if let Some(figure) = figure.run(()) {
            spawn_local(async move { tell(as_png(&figure).await) });
        }
    };
    let label = move |kind: &str| format!("Save as {kind}: {}", of.get());
    view! {
        <p class="save">
            "Save "
            <button type="button" class="button is-quiet" aria-label=move || label("PNG") on:click=save_png>"PNG"</button>
            <button type="button" class="button is-quiet" aria-label=move || label("SVG") on:click=save_svg>"SVG"</button>
            <span role="alert">{trouble}</span>
        </p>
    }
}

async fn as_png(figure: &Figure) -> Result<(), FileError> {
    let bytes = png::of_figure(figure).await?;
    files::save(&Outgoing {
        name: format!("{}.png", figure.name),
        kind: "image/png",
        bytes,
    })
}
