//! See inside: how the network reads the digit on the pad, in panels that compute only while they are open. A program
//! of its own in the page, which tells it the digit ([`crate::browser::panels`]).

#![expect(
    unreachable_pub,
    reason = "Leptos makes the props of a component public"
)]

mod heat;
mod layers;
mod recipe;
mod why;
mod wiggle;

use leptos::prelude::*;

use super::failure::Trouble;
use crate::browser::error::BrowserError;
use crate::browser::explainer::Explainer;
use crate::browser::form::is_open;
use crate::browser::panels::Place;
use crate::state::inside::{Act, Look, Panel, Turn};
use layers::Layers;
use recipe::Stages;
use why::Why;
use wiggle::Wiggles;

type Worker = StoredValue<Explainer, LocalStorage>;

/// Fills the place that the page leaves for the panels.
///
/// # Errors
/// Where the page has no such place.
pub fn mount() -> Result<(), BrowserError> {
    let place = Place::find()?;
    mount_to(place.element(), || view! { <Panels place /> }).forget();
    Ok(())
}

/// Four drawers, from ink to what changes the answer.
#[component]
fn Panels(place: Place) -> impl IntoView {
    let look = RwSignal::new(Look::default());
    let worker: Worker = StoredValue::new_local(Explainer::default());
    let on_turn = Callback::new(move |turn| advance(look, worker, turn));
    StoredValue::new_local(place.listen(move |told| {
        on_turn.run(told.map_or_else(|garbled| Turn::Fail(garbled.to_string()), Turn::Show));
    }));
    let reason = Signal::derive(move || look.with(|look| look.failure().map(str::to_owned)));
    let is_blank = Memo::new(move |_| look.with(|look| look.is_open() && look.subject().is_none()));
    view! {
            <p class="inside-note" role="status">
                {move || is_blank.get().then_some("Draw a digit: it is looked into as you draw.")}
            </p>
            <Trouble reason on_retry=move |()| on_turn.run(Turn::Retry) testid="explainer-retry" />
            <Leaf panel=Panel::Recipe title="From ink to 28 by 28" testid="inside-recipe" on_turn>
                <Stages look on_turn />
            </Leaf>
            <Leaf panel=Panel::Layers title="Through the network" testid="inside-layers" on_turn>
                <Layers look on_turn />
            </Leaf>
            <Leaf panel=Panel::Why title="Why this digit?" testid="inside-why" on_turn>
                <Why look on_turn />
            </Leaf>
            <Leaf panel=Panel::Wiggle title="What changes the answer?" testid="inside-wiggle" on_turn>
                <Wiggles look on_turn />
            </Leaf>
    }
}

/// A drawer whose inside is there only while it is open.
#[component]
fn Leaf(
    panel: Panel,
    title: &'static str,
    testid: &'static str,
    on_turn: Callback<Turn>,
    children: ChildrenFn,
) -> impl IntoView {
    let opened = RwSignal::new(false);
    let toggled = move |event: leptos::ev::Event| {
        opened.set(is_open(&event));
        on_turn.run(Turn::Open(panel, opened.get_untracked()));
    };
    view! {
        <details class="drawer" on:toggle=toggled>
            <summary data-testid=testid>{title}</summary>
            <div class="drawer-inside">{move || opened.get().then(|| children())}</div>
        </details>
    }
}

fn advance(look: RwSignal<Look>, worker: Worker, turn: Turn) {
    let act = look.try_update(|look| look.turn(turn)).flatten();
    let tell = move |turn| advance(look, worker, turn);
    worker.with_value(|worker| match act {
        Some(Act::Launch) => worker.launch(tell),
        Some(Act::Post(question)) => worker.ask(&question, tell),
        None => {}
    });
}
