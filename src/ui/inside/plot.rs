//! A figure on the page, in the colours of its theme.

use leptos::prelude::*;

use super::save::Save;
use crate::state::inside::figure::{Figure, Mark, hex};

/// A picture made of marks, with what it shows in words, and its files.
#[component]
pub(super) fn Plot(
    #[prop(into)] figure: Signal<Figure>,
    /// How the style sheet calls it.
    class: &'static str,
) -> impl IntoView {
    let frame = move || figure.with(|figure| format!("0 0 {} {}", figure.size[0], figure.size[1]));
    let words = move || figure.with(|figure| format!("{} {}", figure.title, figure.description));
    let marks = move || figure.with(|figure| figure.marks.iter().map(mark).collect_view());
    let title = Signal::derive(move || figure.with(|figure| figure.title.clone()));
    let saved =
        move || figure.with_untracked(|figure| (!figure.marks.is_empty()).then(|| figure.clone()));
    view! {
        <div class=format!("plot {class}")>
            <svg viewBox=frame role="img" aria-label=words>{marks}</svg>
            <Save figure=Callback::new(move |()| saved()) of=title />
        </div>
    }
}

fn mark(mark: &Mark) -> AnyView {
    match mark {
        Mark::Line(path, stroke) => view! {
            <path
                class=format!("line tone-{}", stroke.tone.name()) class:is-dashed=stroke.dashed
                d=path.clone() stroke-width=stroke.width stroke-opacity=stroke.opacity
            ></path>
        }
        .into_any(),
        Mark::Area(path, tone) => {
            view! { <path class=format!("area tone-{}", tone.name()) d=path.clone()></path> }.into_any()
        }
        Mark::Cell([left, top, width, height], [red, green, blue, covers]) => view! {
            <rect
                x=*left y=*top width=*width height=*height
                fill=hex([*red, *green, *blue]) fill-opacity=f32::from(*covers) / 255.0
            ></rect>
        }
        .into_any(),
        Mark::Words(words, lettering) => view! {
            <text
                class=format!("area tone-{}", lettering.tone.name())
                x=lettering.at[0] y=lettering.at[1] font-size=lettering.size text-anchor=lettering.align.name()
            >{words.clone()}</text>
        }
        .into_any(),
    }
}
