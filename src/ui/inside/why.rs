//! Why this digit: what in the ink speaks for a class and what against it, three ways.

use leptos::prelude::*;
use net::CLASSES;
use net::explain::Piece;

use super::heat::{Heat, Legend, SaveGrid, square};
use super::plot::Plot;
use crate::state::inside::colour::Scale;
use crate::state::inside::figure::{of_pieces, signed};
use crate::state::inside::{Look, Turn};

/// A chooser of the class, and three pictures.
#[component]
pub(super) fn Why(look: RwSignal<Look>, on_turn: Callback<Turn>) -> impl IntoView {
    let class = Memo::new(move |_| look.with(Look::class));
    let choices = (0..CLASSES as u8).map(|digit| {
        view! {
            <button
                type="button" class="button" data-testid=format!("class-{digit}")
                aria-pressed=move || (class.get() == digit).to_string()
                on:click=move |_| on_turn.run(Turn::Ask(digit))
            >{digit}</button>
        }
    });
    let saliency = Memo::new(move |_| square(look.with(Look::saliency).unwrap_or_default()));
    let covering = Memo::new(move |_| square(look.with(Look::covering).unwrap_or_default()));
    let ink = Memo::new(move |_| {
        look.with(|look| {
            let subject = look.subject();
            subject.map_or_else(Vec::new, |subject| subject.raster.pixels().to_vec())
        })
    });
    let is_picture = Memo::new(move |_| look.with(Look::is_picture));
    let label = move |what: &str| {
        format!(
            "{what} Orange speaks for {0}, blue against it.",
            class.get()
        )
    };
    let by_gradient = Signal::derive(move || label("Each pixel by integrated gradients."));
    let by_covering = Signal::derive(move || label("Each pixel by covering."));
    view! {
        <p id="class-choice">"What speaks "<b class="is-for">"for"</b>" (orange) and "<b class="is-against">"against"</b>" (blue) the digit"</p>
        <div class="classes" role="group" aria-labelledby="class-choice">{choices.collect_view()}</div>
        <ul class="reasons">
            <li data-testid="why-gradient">
                <Heat grid=saliency scale=Scale::Diverging ink label=by_gradient />
                <Legend grid=saliency scale=Scale::Diverging />
                <SaveGrid name=Signal::derive(move || format!("gradient-for-{}", class.get())) title=by_gradient grid=saliency scale=Scale::Diverging ink />
                <p><b>"By gradient. "</b>"How much each pixel\u{2019}s ink adds to the logit on the way from blank paper; not what other ink there would do."</p>
            </li>
            <li data-testid="why-covering">
                <Heat grid=covering scale=Scale::Diverging ink label=by_covering />
                <Legend grid=covering scale=Scale::Diverging />
                <SaveGrid name=Signal::derive(move || format!("covering-for-{}", class.get())) title=by_covering grid=covering scale=Scale::Diverging ink />
                <p><b>"By covering. "</b>"How far the logit falls under a 5 by 5 patch of paper; not what two places do together."</p>
            </li>
            <li hidden=move || !is_picture.get()>"The pad holds a picture. It has no strokes of which to tell what each does."</li>
            <li data-testid="why-strokes" hidden=is_picture>
                <Strokes pieces=Memo::new(move |_| look.with(|look| look.pieces().cloned().unwrap_or_default())) class />
            </li>
        </ul>
    }
}

/// The ink, each stroke in the colour of what it does.
#[component]
fn Strokes(pieces: Memo<Vec<Piece>>, class: Memo<u8>) -> impl IntoView {
    let words = move || {
        pieces.with(|pieces| {
            let one = |(index, piece): (usize, &Piece)| {
                let worth = signed(format_args!("{:+.1}", piece.worth));
                let without = piece.without;
                format!(
                    "Part {}: {worth}; without it, it reads {without}.",
                    index + 1
                )
            };
            pieces
                .iter()
                .enumerate()
                .map(one)
                .map(|words| view! { <li>{words}</li> })
                .collect_view()
        })
    };
    let figure = Memo::new(move |_| pieces.with(|pieces| of_pieces(pieces, class.get())));
    view! {
        <Plot figure class="strokes" />
        <p><b>"By stroke. "</b>"How far the logit falls without it, the rest in its place. Two strokes that each suffice alone both seem to matter little."</p>
        <ol class="pieces">{words}</ol>
    }
}
