//! Feature maps side by side, of which pointer, finger and keys choose a value alike; what is chosen is marked, and so is
//! what it came from.

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use net::explain::Place;

use super::heat::Heat;
use crate::browser::form::{arrow, spot};
use crate::state::inside::colour::Scale;
use crate::state::inside::picture::{Grid, map_at, step};

/// The maps of one layer.
#[component]
pub(super) fn Maps(
    #[prop(into)] grid: Signal<Grid>,
    scale: Scale,
    #[prop(into)] label: Signal<String>,
    /// Maps, rows and columns.
    #[prop(into)]
    shape: Signal<[usize; 3]>,
    /// Which block's output this is; none where nothing can be chosen.
    block: Option<usize>,
    /// What is looked at.
    place: Memo<Place>,
    /// What is marked: left, top, width and height in shares of the picture.
    #[prop(into)]
    marked: Signal<Option<[f32; 4]>>,
    on_look: Callback<Place>,
) -> impl IntoView {
    let look = move |found: Option<[usize; 3]>| {
        if let (Some([map, x, y]), Some(block)) = (found, block) {
            let next = Place { block, map, x, y };
            if place.get_untracked() != next {
                on_look.run(next);
            }
        }
    };
    let pointed = move |event: MouseEvent| {
        look(spot(&event).and_then(|spot| map_at(spot, shape.get_untracked())));
    };
    let steered = move |event: KeyboardEvent| {
        let Some(way) = arrow(&event).filter(|_| block.is_some()) else {
            return;
        };
        event.prevent_default();
        let at = place.get_untracked();
        // The first key in another layer begins at its corner.
        let from = if Some(at.block) == block {
            [at.map, at.x, at.y]
        } else {
            [0; 3]
        };
        look(step(from, way, shape.get_untracked()));
    };
    let mark = move || {
        marked.get().map(|share| {
            let [left, top, width, height] = share.map(|share| format!("{:.3}%", share * 100.0));
            view! { <span class="marked" style:left=left style:top=top style:width=width style:height=height></span> }
        })
    };
    let words = move || label.with(|label| format!("{label}. Arrow keys choose a value."));
    match block {
        Some(_) => view! {
            <div
                class="maps" role="group" tabindex="0" aria-label=words data-testid=block.map(|block| format!("maps-{block}"))
                on:click=pointed
                on:pointermove=move |event| pointed(event.into())
                on:keydown=steered
            >
                <Heat grid scale label />
                {mark}
            </div>
        }
        .into_any(),
        None => view! { <div class="maps"><Heat grid scale label />{mark}</div> }.into_any(),
    }
}
