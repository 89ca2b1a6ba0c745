//! See inside: how the network reads the digit on the pad, in panels that compute only while they are open. A program
//! of its own in the page, which tells it the digit ([`crate::browser::panels`]).

#![expect(
    unreachable_pub,
    reason = "Leptos makes the props of a component public"
)]

pub mod card;
mod heat;
mod layers;
pub mod lesson;
mod maps;
mod plot;
mod recipe;
mod save;
mod why;
mod wiggle;

use leptos::prelude::*;

use super::failure::Trouble;
use crate::browser::error::BrowserError;
use crate::browser::explainer::Explainer;
use crate::browser::form::is_open;
use crate::browser::panels::Place;
use crate::browser::scroll::reveal;
use crate::browser::storage::Shelf;
use crate::protocol::panels::Told;
use crate::state::inside::lesson::Study;
use crate::state::inside::{Act, Look, Panel, Turn};
use card::Card;
use layers::Layers;
use lesson::Lesson;
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

/// Six drawers: tasks, four from ink to what changes the answer, and how good it is.
#[component]
fn Panels(place: Place) -> impl IntoView {
    let look = RwSignal::new(Look::default());
    let worker: Worker = StoredValue::new_local(Explainer::default());
    let on_turn = Callback::new(move |turn| advance(look, worker, turn));
    let on_open = Callback::new(move |panel: Panel| {
        on_turn.run(Turn::Open(panel, true));
        // What is in it takes its room first.
        request_animation_frame(move || reveal(panel.id()));
    });
    keep_progress(look, on_turn);
    StoredValue::new_local(place.listen(move |told| match told {
        Ok(Told::Subject(subject)) => on_turn.run(Turn::Show(subject)),
        Ok(Told::Task(task)) => {
            on_turn.run(Turn::Study(Study::Take(task)));
            on_open.run(Panel::Lesson);
        }
        Err(garbled) => on_turn.run(Turn::Fail(garbled.to_string())),
    }));
    let reason = Memo::new(move |_| look.with(|look| look.failure().map(str::to_owned)));
    let is_blank = Memo::new(move |_| look.with(|look| look.is_open() && look.subject().is_none()));
    view! {
            <p class="inside-note" role="status">
                {move || is_blank.get().then_some("Draw a digit: it is looked into as you draw.")}
            </p>
            <Trouble reason on_retry=move |()| on_turn.run(Turn::Retry) testid="explainer-retry" />
            <Leaf panel=Panel::Lesson look on_turn>
                <Lesson look on_turn on_open />
            </Leaf>
            <Leaf panel=Panel::Recipe look on_turn>
                <Stages look on_turn />
            </Leaf>
            <Leaf panel=Panel::Layers look on_turn>
                <Layers look on_turn />
            </Leaf>
            <Leaf panel=Panel::Why look on_turn>
                <Why look on_turn />
            </Leaf>
            <Leaf panel=Panel::Wiggle look on_turn>
                <Wiggles look on_turn />
            </Leaf>
            <Leaf panel=Panel::Card look on_turn>
                <Card />
            </Leaf>
    }
}

/// A drawer whose inside is there only while it is open.
#[component]
fn Leaf(
    panel: Panel,
    look: RwSignal<Look>,
    on_turn: Callback<Turn>,
    children: ChildrenFn,
) -> impl IntoView {
    let opened = Memo::new(move |_| look.with(|look| look.has_open(panel)));
    let toggled = move |event: leptos::ev::Event| {
        let is_open = is_open(&event);
        if is_open != opened.get_untracked() {
            on_turn.run(Turn::Open(panel, is_open));
        }
    };
    view! {
        <details class="drawer" prop:open=move || opened.get() on:toggle=toggled>
            <summary id=panel.id() data-testid=panel.id()>{panel.title()}</summary>
            <div class="drawer-inside">{move || opened.get().then(|| children())}</div>
        </details>
    }
}

/// Goes on with the lesson where it was left, and keeps how far it comes.
fn keep_progress(look: RwSignal<Look>, on_turn: Callback<Turn>) {
    if let Some(progress) = Shelf::Lesson.get() {
        on_turn.run(Turn::Study(Study::Resume(progress)));
    }
    let progress = Memo::new(move |_| look.with(|look| look.lesson().progress()));
    Effect::watch(
        move || progress.get(),
        |progress, _, _| Shelf::Lesson.put(progress),
        false,
    );
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
