//! The page's one signal, what is derived from it, and where everything is put.

use leptos::prelude::*;
use net::Prediction;

use super::bars::Bars;
use super::controls::Controls;
use super::failure::Failure;
use super::model_input::ModelInput;
use super::pad::Pad;
use super::prediction::PredictionView;
use crate::browser::bundle::Bundle;
use crate::browser::driver::{Driver, Patience};
use crate::browser::error::BrowserError;
use crate::browser::{keys, shell, storage};
use crate::client::Report;
use crate::state::{Command, EngineState, Session};

/// Puts the app in the place of the shell that index.html shows until now.
///
/// # Errors
/// Where the page's HTML has no such place, or does not name the worker's files.
pub fn mount() -> Result<(), BrowserError> {
    let worker = Bundle::of_worker()?;
    mount_to(shell::take_place()?, || view! { <App worker /> }).forget();
    Ok(())
}

/// Everything between the page's heading and its foot.
#[component]
pub fn App(
    /// Where the engine's worker is to be had.
    worker: Bundle,
) -> impl IntoView {
    let session = RwSignal::new(Session::default());
    let retry = connect(session, worker);
    let command =
        Callback::new(move |command: Command| session.update(|session| session.obey(command)));
    listen_to_keys(command);
    keep_over_reloads(session);

    let engine = Memo::new(move |_| session.with(|session| session.engine().clone()));
    let drawing = Memo::new(move |_| session.with(|session| session.drawing().clone()));
    let raster = Memo::new(move |_| session.with(|session| session.raster().cloned()));
    let prediction = Memo::new(move |_| session.with(|session| session.prediction().cloned()));

    view! {
        <main class="page" data-state=move || engine.with(state_name)>
            <PredictionView
                digit=Memo::new(move |_| prediction.with(|shown| shown.as_ref().map(Prediction::digit)))
                trust=Memo::new(move |_| session.with(Session::trust))
                reading=Memo::new(move |_| session.with(Session::reading))
            />
            <ModelInput raster />
            <Pad drawing on_pen=move |event| session.maybe_update(|session| session.follow(event)) />
            <Controls
                live=Signal::derive(move || session.with(Session::is_live))
                can_undo=Signal::derive(move || session.with(Session::can_undo))
                can_redo=Signal::derive(move || session.with(Session::can_redo))
                on_command=command
            />
            <Bars prediction />
            <Failure engine on_retry=retry />
        </main>
    }
}

/// Ties the session to the engine's worker: questions out, reports in. Returns what to do on Retry.
fn connect(session: RwSignal<Session>, worker: Bundle) -> Callback<()> {
    let report = move |report| session.update(|session| note(session, report));
    let driver = StoredValue::new_local(Driver::start(worker, Patience::default(), report));
    let question = Memo::new(move |_| session.with(Session::question));
    Effect::new(move |_| {
        if let Some(question) = question.get() {
            driver.with_value(|driver| driver.ask(question));
        }
    });
    Callback::new(move |()| driver.with_value(Driver::relaunch))
}

fn note(session: &mut Session, report: Report) {
    match report {
        Report::Started => session.engine_started(),
        Report::Ready => session.engine_ready(),
        Report::Answered(revision, prediction) => session.answered(revision, prediction),
        Report::Failed(why) => session.engine_failed(why),
    }
}

fn listen_to_keys(on_command: Callback<Command>) {
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        if let Some(command) = keys::command(&event) {
            event.prevent_default();
            on_command.run(command);
        }
    });
    on_cleanup(move || listener.remove());
}

/// Brings back what was drawn before a reload, and keeps what is drawn for the next.
fn keep_over_reloads(session: RwSignal<Session>) {
    if let Some(drawing) = storage::kept() {
        session.update(|session| session.restore(drawing));
    }
    let drawing = move || session.with_untracked(|session| session.drawing().clone());
    StoredValue::new_local(storage::keep_on_leaving(drawing));
}

fn state_name(engine: &EngineState) -> &'static str {
    match engine {
        EngineState::Loading => "loading",
        EngineState::Ready => "ready",
        EngineState::Failed(_) => "failed",
    }
}
