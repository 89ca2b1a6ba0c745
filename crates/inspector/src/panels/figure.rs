//! A figure as inline SVG in the colours of the page's theme.

use leptos::prelude::*;

use super::save_figure::SaveFigure;
use crate::figure::{Figure, svg_shapes};

/// A figure, with buttons that save it.
#[component]
pub(super) fn FigureView(
    #[prop(into)] figure: Signal<Figure>,
    /// A CSS class.
    class: &'static str,
) -> impl IntoView {
    let view_box =
        move || figure.with(|figure| format!("0 0 {} {}", figure.size[0], figure.size[1]));
    let label = move || figure.with(|figure| format!("{} {}", figure.title, figure.description));
    let shapes = move || figure.with(svg_shapes);
    let title = Signal::derive(move || figure.with(|figure| figure.title.clone()));
    let saved =
        move || figure.with_untracked(|figure| (!figure.shapes.is_empty()).then(|| figure.clone()));
    view! {
        <div class=format!("figure {class}")>
            <svg viewBox=view_box role="img" aria-label=label inner_html=shapes></svg>
            <SaveFigure figure=Callback::new(move |()| saved()) title />
        </div>
    }
}
