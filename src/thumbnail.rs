//! A thumbnail of a document.

use ink::Bounds;
use ink::svg::stroke_path;
use leptos::html;
use leptos::prelude::*;
use platform::canvas::write_raster;
use session::document::Document;

/// An SVG of the strokes, or the raster of a picture.
#[component]
pub fn Thumbnail(
    /// The document to show.
    document: Document,
) -> impl IntoView {
    match document.photo {
        Some(photo) => {
            let canvas = NodeRef::<html::Canvas>::new();
            Effect::new(move |_| {
                if let Some(canvas) = canvas.get() {
                    write_raster(&canvas, Some(&photo.raster))
                        .unwrap_or_else(|error| leptos::logging::error!("{error}"));
                }
            });
            view! { <canvas node_ref=canvas class="thumbnail is-photo" width="28" height="28" aria-hidden="true"></canvas> }
                .into_any()
        }
        None => {
            let drawing = document.ink.drawing();
            let paths = drawing.strokes.iter().map(stroke_path);
            let paths = paths.map(|d| view! { <path d=d></path> }).collect_view();
            view! { <svg class="thumbnail" viewBox=drawing.bounds().map(view_box) aria-hidden="true">{paths}</svg> }
                .into_any()
        }
    }
}

/// Returns a square view box around the ink with a margin for the pen's width.
fn view_box(bounds: Bounds) -> String {
    let [width, height] = bounds.size();
    let side = (1.2 * bounds.longer_side()).max(0.2);
    let left = f64::from(bounds.min.x) - (side - width) / 2.0;
    let top = f64::from(bounds.min.y) - (side - height) / 2.0;
    format!("{left} {top} {side} {side}")
}
