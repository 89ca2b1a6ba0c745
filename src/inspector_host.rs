//! The entry to See inside. The panels are a separate program, the inspector, which is fetched when the user first
//! opens them.

use components::ErrorBanner;
use leptos::prelude::*;
use leptos::task::spawn_local;
use platform::dom_events::is_open;
use platform::inspector_host::{self, HostElement};
use session::Session;
use workers::host::{HostMessage, Task};

/// The state of the inspector program.
#[derive(Clone, Debug, PartialEq, Eq)]
enum LoadState {
    NotLoaded,
    Loading,
    Running,
    Failed(String),
}

/// A disclosure with the host element of the panels. While it is open, it sends them the selected digit.
#[component]
pub fn InspectorHost(
    /// The session whose selected digit is inspected.
    session: RwSignal<Session>,
    /// The task of a link. Cleared when it has been sent.
    task: RwSignal<Option<Task>>,
) -> impl IntoView {
    let strings = &text::PAGE.inspector;
    let state = RwSignal::new(LoadState::NotLoaded);
    let opened = RwSignal::new(false);
    let attempts = StoredValue::new(0);
    let load = move |()| {
        state.set(LoadState::Loading);
        attempts.update_value(|attempts| *attempts += 1);
        spawn_local(async move {
            let started = inspector_host::start(attempts.get_value()).await;
            state.set(started.map_or_else(LoadState::Failed, |()| LoadState::Running));
        });
    };
    let on_toggle = move |event: leptos::ev::Event| {
        opened.set(is_open(&event));
        if opened.get_untracked() && state.get_untracked() == LoadState::NotLoaded {
            load(());
        }
    };
    let is_shown = Memo::new(move |_| opened.get() && state.get() == LoadState::Running);
    let selection = Memo::new(move |_| is_shown.get().then(|| session.with(Session::selection)));
    Effect::new(move |_| {
        if let Some(selection) = selection.get() {
            send(&HostMessage::Selection(selection));
        }
    });
    Effect::new(move |_| match (task.get(), is_shown.get()) {
        (Some(linked), true) => {
            task.write_untracked().take();
            send(&HostMessage::Task(linked));
        }
        (Some(_), false) => open(),
        (None, _) => {}
    });
    let reason = Memo::new(move |_| match state.get() {
        LoadState::Failed(reason) => Some(reason),
        _ => None,
    });
    view! {
        <details class="disclosure inspector" on:toggle=on_toggle>
            <summary data-testid="inside"><h2>{strings.title}</h2></summary>
            <p class="inspector-note">{strings.note}</p>
            <p role="status">{move || (state.get() == LoadState::Loading).then_some(strings.loading)}</p>
            <ErrorBanner reason on_retry=load testid="inside-retry" />
            <div id=inspector_host::HOST_ID></div>
        </details>
    }
}

fn send(message: &HostMessage) {
    HostElement::find()
        .and_then(|host| host.send(message))
        .unwrap_or_else(|error| leptos::logging::error!("{error}"));
}

fn open() {
    if let Ok(host) = HostElement::find() {
        host.open();
    }
}
