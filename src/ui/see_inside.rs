//! Where See inside is opened. Its panels are a program of their own, fetched when a person first does.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::failure::Trouble;
use crate::browser::form::is_open;
use crate::browser::panels::{self, Place};
use crate::protocol::panels::Told;
use crate::state::Session;
use crate::state::inside::lesson::Task;

/// Where the panels are.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Panels {
    Away,
    Coming,
    Here,
    Failed(String),
}

/// A heading that opens the place of the panels, and tells them which digit there is while it is open.
#[component]
pub fn SeeInside(
    /// Whose digit is looked into.
    session: RwSignal<Session>,
    /// The task that a link leads to; taken once it is told.
    task: RwSignal<Option<Task>>,
) -> impl IntoView {
    let panels = RwSignal::new(Panels::Away);
    let opened = RwSignal::new(false);
    let attempts = StoredValue::new(0);
    let fetch = move |()| {
        panels.set(Panels::Coming);
        attempts.update_value(|attempts| *attempts += 1);
        spawn_local(async move {
            let started = panels::start(attempts.get_value()).await;
            panels.set(started.map_or_else(Panels::Failed, |()| Panels::Here));
        });
    };
    let toggled = move |event: leptos::ev::Event| {
        opened.set(is_open(&event));
        if opened.get_untracked() && panels.get_untracked() == Panels::Away {
            fetch(());
        }
    };
    let is_shown = Memo::new(move |_| opened.get() && panels.get() == Panels::Here);
    let subject = Memo::new(move |_| is_shown.get().then(|| session.with(Session::subject)));
    Effect::new(move |_| {
        if let Some(subject) = subject.get() {
            tell(&Told::Subject(subject));
        }
    });
    Effect::new(move |_| match (task.get(), is_shown.get()) {
        (Some(linked), true) => {
            task.write_untracked().take();
            tell(&Told::Task(linked));
        }
        (Some(_), false) => open(),
        (None, _) => {}
    });
    let reason = Memo::new(move |_| match panels.get() {
        Panels::Failed(why) => Some(why),
        _ => None,
    });
    view! {
        <details class="drawer inside" on:toggle=toggled>
            <summary data-testid="inside"><h2>"See inside"</h2></summary>
            <p class="inside-note">"How the network reads the digit on the pad, step by step, as you draw."</p>
            <p role="status">{move || (panels.get() == Panels::Coming).then_some("Loading\u{2026}")}</p>
            <Trouble reason on_retry=fetch testid="inside-retry" />
            <div id=panels::HOST></div>
        </details>
    }
}

fn tell(told: &Told) {
    Place::find()
        .and_then(|place| place.tell(told))
        .unwrap_or_else(|error| leptos::logging::error!("{error}"));
}

fn open() {
    if let Ok(place) = Place::find() {
        place.open();
    }
}
