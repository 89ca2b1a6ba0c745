//! A figure as inline SVG in the colours of the page's theme.

use leptos::prelude::*;

use super::save_figure::SaveFigure;
use crate::state::inspector::figure::{Figure, Shape, hex_color};

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
    let shapes = move || figure.with(|figure| figure.shapes.iter().map(shape_view).collect_view());
    let title = Signal::derive(move || figure.with(|figure| figure.title.clone()));
    let saved =
        move || figure.with_untracked(|figure| (!figure.shapes.is_empty()).then(|| figure.clone()));
    view! {
        <div class=format!("figure {class}")>
            <svg viewBox=view_box role="img" aria-label=label>{shapes}</svg>
            <SaveFigure figure=Callback::new(move |()| saved()) title />
        </div>
    }
}

fn shape_view(shape: &Shape) -> AnyView {
    match shape {
        Shape::Line(path, style) => view! {
            <path
                class=format!("line color-{}", style.color.name()) class:is-dashed=style.is_dashed
                d=path.clone() stroke-width=style.width stroke-opacity=style.opacity
            ></path>
        }
        .into_any(),
        Shape::Area(path, color) => {
            view! { <path class=format!("area color-{}", color.name()) d=path.clone()></path> }.into_any()
        }
        Shape::Rect([left, top, width, height], [red, green, blue, alpha]) => view! {
            <rect
                x=*left y=*top width=*width height=*height
                fill=hex_color([*red, *green, *blue]) fill-opacity=f32::from(*alpha) / 255.0
            ></rect>
        }
        .into_any(),
        Shape::Text(text, style) => view! {
            <text
                class=format!("area color-{}", style.color.name())
                x=style.position[0] y=style.position[1] font-size=style.font_size text-anchor=style.anchor.name()
            >{text.clone()}</text>
        }
        .into_any(),
    }
}
