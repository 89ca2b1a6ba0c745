//! Why this digit: what in the ink speaks for a class and what against it, three ways.

use leptos::prelude::*;
use net::CLASSES;
use net::explain::Piece;

use super::heat::{Heat, square};
use crate::browser::plot::Scale;
use crate::state::inside::{Look, Turn};
use crate::ui::thumbnail::{path, view_box};

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
    let is_picture = Memo::new(move |_| look.with(Look::is_picture));
    let label = move |what: &str| {
        format!(
            "{what} Orange speaks for {0}, blue against it.",
            class.get()
        )
    };
    view! {
        <p id="class-choice">"What speaks "<b class="is-for">"for"</b>" (orange) and "<b class="is-against">"against"</b>" (blue) the digit"</p>
        <div class="classes" role="group" aria-labelledby="class-choice">{choices.collect_view()}</div>
        <ul class="reasons">
            <li data-testid="why-gradient">
                <Heat grid=saliency scale=Scale::Diverging label=Signal::derive(move || label("Each pixel by integrated gradients.")) />
                <p><b>"By gradient. "</b>"How much each pixel\u{2019}s ink adds to the logit on the way from blank paper; not what other ink there would do."</p>
            </li>
            <li data-testid="why-covering">
                <Heat grid=covering scale=Scale::Diverging label=Signal::derive(move || label("Each pixel by covering.")) />
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
    let drawn = move || {
        pieces.with(|pieces| {
        let most = pieces.iter().map(|piece| piece.worth.abs()).fold(f32::MIN_POSITIVE, f32::max);
        let one = |piece: &Piece| view! {
            <path class=if piece.worth < 0.0 { "is-against" } else { "is-for" } d=path(&piece.stroke)
                style:stroke-opacity=(0.15 + 0.85 * piece.worth.abs() / most).to_string()></path>
        };
        pieces.iter().map(one).collect_view()
    })
    };
    let frame = move || {
        pieces.with(|pieces| {
            let strokes = pieces.iter().map(|piece| piece.stroke.clone()).collect();
            ink::Drawing { strokes }.bounds().map(view_box)
        })
    };
    let words = move || {
        pieces.with(|pieces| {
            let one = |(index, piece): (usize, &Piece)| {
                format!(
                    "Part {}: {:+.1}; without it, it reads {}.",
                    index + 1,
                    piece.worth,
                    piece.without
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
    view! {
        <svg class="thumbnail strokes" viewBox=frame role="img" aria-label=move || format!("The strokes, coloured by what they do for {}.", class.get())>{drawn}</svg>
        <p><b>"By stroke. "</b>"How far the logit falls without it, the rest in its place. Two strokes that each suffice alone both seem to matter little."</p>
        <ol class="pieces">{words}</ol>
    }
}
