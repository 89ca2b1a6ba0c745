//! What changes the answer: the probabilities over the range of each knob, and the smallest change that flips it.

use ink::{Knob, Raster};
use leptos::prelude::*;
use net::CLASSES;
use net::explain::{Curve, Flip};

use super::heat::{Heat, square};
use crate::browser::form::number;
use crate::browser::plot::Scale;
use crate::state::inside::picture::line;
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
        </figure>
        <ul class="knobs" hidden=is_picture>{knobs.into_iter().collect_view()}</ul>
        <figure class="wiggled" data-testid="flip">
            <Heat grid=flipped scale=Scale::Sequential label="The drawing with the smallest change that flips its reading." />
            <figcaption>{move || flip.with(|flip| flip.as_ref().map(size))}</figcaption>
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

fn name(knob: Knob) -> &'static str {
    match knob {
        Knob::Turn => "Turn, degrees clockwise",
        Knob::Slant => "Slant to the right",
        Knob::Size => "Size, pixels",
        Knob::Thickness => "Pen, pixels",
        Knob::Shift => "Shift after centring, pixels",
        Knob::Noise => "Noise",
    }
}

#[component]
fn KnobView(knob: Knob, look: RwSignal<Look>, on_turn: Callback<Turn>) -> impl IntoView {
    let [least, most] = knob.range();
    let setting = Memo::new(move |_| look.with(|look| look.wiggle().of(knob)));
    let curve = Memo::new(move |_| look.with(|look| look.curve(knob).cloned()));
    let across = move |setting: f32| (setting - least) / (most - least) * 240.0;
    let plot = move || curve.with(|curve| curve.as_ref().map(|curve| lines(curve, across)));
    let flips = move || curve.with(|curve| curve.as_ref().map(in_words));
    view! {
        <li>
            <label class="slider">
                <span>{name(knob)}" "<output>{move || format!("{:.1}", setting.get())}</output></span>
                <input
                    type="range" min=least max=most step="any" data-testid=format!("knob-{}", knob as usize)
                    prop:value=move || setting.get().to_string()
                    on:input=move |event| if let Some(value) = number(&event) { on_turn.run(Turn::Set(knob, value)) }
                />
            </label>
            <svg class="curves" viewBox="-6 -10 252 74" role="img" aria-label=move || format!("Ten probabilities. {}", flips().unwrap_or_default())>
                <path class="curve-at" d=move || format!("M{:.1} 0V60", across(setting.get()))></path>
                {plot}
            </svg>
            <p class="inside-note" data-testid=format!("flips-{}", knob as usize)>{flips}</p>
        </li>
    }
}

/// A line for each digit that is ever likely, its number at its peak; a dash where the reading flips.
fn lines<A: Fn(f32) -> f32>(curve: &Curve, across: A) -> impl IntoView + use<A> {
    let is_likely = |digit: &usize| curve.probabilities.iter().any(|row| row[*digit] > 0.1);
    let lines = (0..CLASSES).filter(is_likely).map(|digit| {
        let (path, [x, y]) = line(&curve.probabilities, digit);
        view! { <path d=path></path><text x=x y=y - 2.0>{digit}</text> }
    });
    let flips = curve.flips.iter().map(|flip| {
        let d = format!("M{:.1} 0V60", across(flip.setting));
        view! { <path class="curve-flip" d=d></path> }
    });
    (lines.collect_view(), flips.collect_view())
}

fn in_words(curve: &Curve) -> String {
    let one = |flip: &net::explain::Flipped| {
        format!(
            "{} becomes {} at {:.1}",
            flip.below, flip.above, flip.setting
        )
    };
    let flips: Vec<String> = curve.flips.iter().map(one).collect();
    if flips.is_empty() {
        "The reading never flips.".to_owned()
    } else {
        format!("{}.", flips.join("; "))
    }
}
