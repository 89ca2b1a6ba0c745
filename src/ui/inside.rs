//! See inside: how the network reads the digit on the pad, in panels that compute only while they are open.

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

use crate::browser::explainer::Explainer;
use crate::browser::form::is_open;
use crate::state::Session;
use crate::state::inside::{Act, Look, Panel, Turn};
use layers::Layers;
use recipe::Stages;
use why::Why;
use wiggle::Wiggles;

type Worker = StoredValue<Explainer, LocalStorage>;

/// Four drawers, from ink to what changes the answer.
#[component]
pub fn SeeInside(
    /// Whose digit is looked into.
    session: RwSignal<Session>,
) -> impl IntoView {
    let look = RwSignal::new(Look::default());
    let worker: Worker = StoredValue::new_local(Explainer::default());
    let on_turn = Callback::new(move |turn| advance(look, worker, turn));
    let is_open = Memo::new(move |_| look.with(Look::is_open));
    let subject = Memo::new(move |_| is_open.get().then(|| session.with(Session::subject)));
    Effect::new(move |_| {
        if let Some(subject) = subject.get() {
            on_turn.run(Turn::Show(subject));
        }
    });
    view! {
        <section class="inside" aria-labelledby="inside">
            <h2 id="inside">"See inside"</h2>
            <p class="inside-note" role="status">{move || look.with(note)}</p>
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
        </section>
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

fn note(look: &Look) -> String {
    match (look.failure(), look.is_open(), look.subject()) {
        (Some(why), ..) => why.to_owned(),
        (None, true, None) => "Draw a digit: it is looked into as you draw.".to_owned(),
        _ => String::new(),
    }
}
