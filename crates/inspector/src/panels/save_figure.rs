//! Buttons that save a figure as a file.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::figure::{Figure, svg_document};
use platform::files::{self, Download, FileError};
use platform::png;

/// Pixels of a PNG file per unit of the figure.
const PNG_SCALE: f32 = 4.0;

/// Buttons that save a figure as PNG or SVG.
#[component]
pub(super) fn SaveFigure(
    /// Returns the current figure; `None` if there is nothing to save.
    figure: Callback<(), Option<Figure>>,
    /// The title of the figure, for the accessible names of the buttons.
    #[prop(into)]
    title: Signal<String>,
) -> impl IntoView {
    let error = RwSignal::new(String::new());
    let show_error = move |result: Result<(), FileError>| {
        error.set(
            result
                .err()
                .map_or_else(String::new, |error| error.to_string()),
        );
    };
    let save_svg = move |_| {
        if let Some(figure) = figure.run(()) {
            show_error(files::save(&Download {
                name: format!("{}.svg", figure.name),
                mime_type: "image/svg+xml",
                bytes: svg_document(&figure).into_bytes(),
            }));
        }
    };
    let save_png = move |_| {
        if let Some(figure) = figure.run(()) {
            spawn_local(async move { show_error(save_as_png(&figure).await) });
        }
    };
    let label = move |file_type: &str| (text::INSPECTOR.common.save_as)(file_type, &title.get());
    view! {
        <p class="save-figure">
            {text::INSPECTOR.common.save}
            <button type="button" class="button is-quiet" aria-label=move || label("PNG") on:click=save_png>"PNG"</button>
            <button type="button" class="button is-quiet" aria-label=move || label("SVG") on:click=save_svg>"SVG"</button>
            <span role="alert">{error}</span>
        </p>
    }
}

async fn save_as_png(figure: &Figure) -> Result<(), FileError> {
    files::save(&Download {
        name: format!("{}.png", figure.name),
        mime_type: "image/png",
        bytes: png_file(figure).await?,
    })
}

/// Encodes a figure as a PNG file.
///
/// # Errors
/// If the browser cannot render or encode it.
pub async fn png_file(figure: &Figure) -> Result<Vec<u8>, FileError> {
    let size = figure.size.map(|side| (side * PNG_SCALE).ceil() as u32);
    png::encode_svg(&svg_document(figure), size).await
}
