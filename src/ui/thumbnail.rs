//! A small picture of a drawing.

use ink::Bounds;
use leptos::html;
use leptos::prelude::*;

use crate::browser::canvas::write_raster;
use crate::state::content::Content;
use crate::state::inside::figure::path;

/// The ink, as lines that stay sharp at any size; a picture, as the network read it.
#[component]
pub fn Thumbnail(
    /// What to show.
    content: Content,
) -> impl IntoView {
    match content.photo {
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
            let bounds = content.marks.drawing().bounds();
            let paths = content.marks.drawing().strokes.iter().map(path);
            let paths = paths.map(|d| view! { <path d=d></path> }).collect_view();
            view! { <svg class="thumbnail" viewBox=bounds.map(view_box) aria-hidden="true">{paths}</svg> }
                .into_any()
        }
    }
}

/// A square around the ink with room for half the pen's width.
fn view_box(bounds: Bounds) -> String {
    let [width, height] = bounds.size();
    let side = (1.2 * bounds.longer_side()).max(0.2);
    let left = f64::from(bounds.min.x) - (side - width) / 2.0;
    let top = f64::from(bounds.min.y) - (side - height) / 2.0;
    format!("{left} {top} {side} {side}")
}
