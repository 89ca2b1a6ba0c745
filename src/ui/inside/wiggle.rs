//! What changes the answer: the probabilities over the range of each knob, and the smallest change that flips it.

use ink::{Knob, Raster};
use leptos::prelude::*;
use net::explain::Flip;

use super::heat::{Heat, SaveGrid, square};
use super::plot::Plot;
use crate::browser::form::number;
use crate::state::inside::colour::Scale;
use crate::state::inside::figure::{Figure, of_curve, signed};
use crate::state::inside::{Look, Turn};

/// A slider and a plot for each knob, and the flip.
#[component]
pub(super) fn Wiggles(look: RwSignal<Look>, on_turn: Callback<Turn>) -> impl IntoView {
    let knobs = Knob::ALL.map(|knob| view! { <KnobView knob look on_turn /> });
    let pixels = |raster: &Raster| raster.pixels().iter().map(|ink| f32::from(*ink)).collect();
    let wiggled = Memo::new(move |_| {
        square(look.with(|look| {
            let raster = look
                .subject()
                .and_then(|subject| look.wiggle().raster(&subject.drawing));
            raster.as_ref().map_or_else(Vec::new, pixels)
        }))
    });
    let is_picture = Memo::new(move |_| look.with(Look::is_picture));
    let flip = Memo::new(move |_| look.with(|look| look.flip().cloned()));
    let flipped = Memo::new(move |_| {
        square(flip.with(|flip| {
            flip.as_ref()
                .map_or_else(Vec::new, |flip| pixels(&flip.raster))
        }))
    });
    view! {
        <p hidden=move || !is_picture.get()>"The pad holds a picture. Without strokes it cannot be turned or drawn with another pen; its smallest change can be found."</p>
        <figure class="wiggled" hidden=is_picture>
            <Heat grid=wiggled scale=Scale::Sequential label="The drawing so changed, as the network reads it." />
            <figcaption>"The drawing so changed"</figcaption>
            <SaveGrid name="changed-drawing".to_owned() title="The drawing so changed.".to_owned() grid=wiggled scale=Scale::Sequential />
        </figure>
        <ul class="knobs" hidden=is_picture>{knobs.into_iter().collect_view()}</ul>
        <figure class="wiggled" data-testid="flip">
            <Heat grid=flipped scale=Scale::Sequential label="The drawing with the smallest change that flips its reading." />
            <figcaption>{move || flip.with(|flip| flip.as_ref().map(size))}</figcaption>
            <SaveGrid name="smallest-change".to_owned() title="The drawing with the smallest change that flips its reading.".to_owned() grid=flipped scale=Scale::Sequential />
        </figure>
    }
}

fn size(flip: &Flip) -> String {
    format!(
        "The smallest change found that makes a {} of this {}: {:.2} long (root of the sum of squares, ink = 1), at most {:.0} % of ink in a pixel. A smaller one may exist.",
        flip.to,
        flip.from,
        flip.l2,
        flip.largest * 100.0
    )
}

#[component]
fn KnobView(knob: Knob, look: RwSignal<Look>, on_turn: Callback<Turn>) -> impl IntoView {
    let [least, most] = knob.range();
    let setting = Memo::new(move |_| look.with(|look| look.wiggle().of(knob)));
    let figure = Memo::new(move |_| {
        look.with(|look| {
            let curve = look.curve(knob);
            curve.map_or_else(Figure::default, |curve| {
                of_curve(knob, setting.get(), curve)
            })
        })
    });
    let flips = move || figure.with(|figure| figure.description.clone());
    view! {
        <li>
            <label class="slider">
                <span>{knob.name()}" "<output>{move || signed(format_args!("{:.1}", setting.get()))}</output></span>
                <input
                    type="range" min=least max=most step="any" data-testid=format!("knob-{}", knob as usize)
                    prop:value=move || setting.get().to_string()
                    on:input=move |event| if let Some(value) = number(&event) { on_turn.run(Turn::Set(knob, value)) }
                />
            </label>
            <Plot figure class="curves" />
            <p class="inside-note" data-testid=format!("flips-{}", knob as usize)>{flips}</p>
        </li>
    }
}
