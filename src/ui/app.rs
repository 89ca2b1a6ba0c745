//! The page's one signal, what is derived from it, and where everything is put.

use ink::link;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::boxes::Mend;
use super::controls::Answering;
use super::doubt::Doubt;
use super::drawer::Drawer;
use super::exchange::{self, Exchange};
use super::failure::Failure;
use super::history::HistoryView;
use super::later::Later;
use super::model_input::ModelInput;
use super::notice::NoticeView;
use super::offline::Offline;
use super::parts::{Announcer, Answer, Hand, Shares, Sheet, question_of, raster_of};
use super::rehearsal::rehearse;
use super::see_inside::SeeInside;
use crate::browser::bundle::Bundle;
use crate::browser::driver::{Driver, Patience};
use crate::browser::error::BrowserError;
use crate::browser::storage::{self, Shelf};
use crate::browser::{address, bring, files, keys, shell};
use crate::client::Report;
use crate::state::content::Content;
use crate::state::fragment::Fragment;
use crate::state::inside::lesson::Task;
use crate::state::notice::Notice;
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
    let notice = RwSignal::new(None::<Notice>);
    let on_notice = Callback::new(move |said: Notice| notice.set(Some(said)));
    let on_open =
        Callback::new(move |content: Content| session.update(|session| session.open(content)));
    keep_over_reloads(session);
    let task = RwSignal::new(None::<Task>);
    open_links(session, task, on_notice);
    let is_dragged_over = take_files(on_open, on_notice);

    let engine = Memo::new(move |_| session.with(|session| session.engine().clone()));
    rehearse_once_ready(engine, session);
    let raster = raster_of(session);
    let digits = Memo::new(move |_| session.with(|session| session.boxes().to_vec()));
    let chosen = Memo::new(move |_| session.with(Session::chosen));

    view! {
        <main class="page" data-state=move || engine.with(state_name)>
            <Answer session />
            <ModelInput raster />
            <Sheet session digits chosen on_command=command />
            // A region that comes with its words is not spoken.
            <Announcer session />
            <Later engine>
                <Hand session on_command=command />
                <Mend digits chosen is_mended=Memo::new(move |_| session.with(Session::is_mended)) on_command=command />
                <Answering live=Memo::new(move |_| session.with(Session::is_live)) on_command=command />
                <Shares session />
                <div class="trouble">
                    <Offline engine on_retry=retry />
                    <Failure engine on_retry=retry />
                </div>
                <Drawers session task on_command=command on_open on_notice />
                <NoticeView notice on_dismiss=move |()| notice.set(None) />
                <p class="drop-hint" hidden=move || !is_dragged_over.get()>"Drop the picture or drawing to have it read"</p>
            </Later>
        </main>
    }
}

/// What is opened when it is wanted.
#[component]
fn Drawers(
    session: RwSignal<Session>,
    task: RwSignal<Option<Task>>,
    on_command: Callback<Command>,
    on_open: Callback<Content>,
    on_notice: Callback<Notice>,
) -> impl IntoView {
    let drawing = Memo::new(move |_| session.with(|session| session.drawing().clone()));
    let history = Memo::new(move |_| session.with(|session| session.history().clone()));
    let caution = Memo::new(move |_| session.with(Session::caution));
    view! {
        <div class="drawers">
            <Drawer title="Open, save, share" testid="exchange">
                <Exchange drawing on_open on_notice />
            </Drawer>
            <Drawer title="Last drawings" testid="history">
                <HistoryView history on_command />
            </Drawer>
            <Drawer title="How sure is sure?" testid="doubt">
                <Doubt caution on_command />
            </Drawer>
            <SeeInside session task />
        </div>
    }
}

/// Ties the session to the engine's worker: questions out, reports in. Returns what to do on Retry.
fn connect(session: RwSignal<Session>, worker: Bundle) -> Callback<()> {
    let report = move |report| session.update(|session| note(session, report));
    let driver = StoredValue::new_local(Driver::start(worker, Patience::default(), report));
    let question = question_of(session);
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
        Report::Answered(revision, number) => session.answered(revision, number),
        Report::Failed(why) => session.engine_failed(why),
    }
}

/// Before the first stroke, and not while it is drawn.
fn rehearse_once_ready(engine: Memo<EngineState>, session: RwSignal<Session>) {
    let is_blank = move || session.try_with_untracked(Session::is_blank) == Some(true);
    Effect::watch(
        move || engine.get() == EngineState::Ready,
        move |is_ready, _, _| {
            if *is_ready && is_blank() {
                spawn_local(rehearse(is_blank));
            }
        },
        false,
    );
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

/// Opens the drawing that a link carries, and the task that it leads to: the link by which the page was opened, and any that
/// is pasted later. A broken drawing opens a blank pad.
fn open_links(
    session: RwSignal<Session>,
    task: RwSignal<Option<Task>>,
    on_notice: Callback<Notice>,
) {
    let open = move || {
        let Some(text) = address::take_fragment() else {
            return;
        };
        let fragment = Fragment::parse(&text);
        match fragment.task {
            Some(Ok(linked)) => task.set(Some(linked)),
            Some(Err(error)) => on_notice.run(Notice::trouble(&error)),
            None => {}
        }
        if let Some(drawing) = fragment.drawing {
            let content = match link::parse(&drawing) {
                Ok(drawing) => drawing.into(),
                Err(error) => {
                    on_notice.run(Notice::trouble(&error));
                    Content::default()
                }
            };
            session.update(|session| session.open(content));
        }
    };
    open();
    StoredValue::new_local(address::on_fragment(open));
}

/// Reads files that are pasted or dropped anywhere; tells whether one is dragged over the page.
fn take_files(on_open: Callback<Content>, on_notice: Callback<Notice>) -> RwSignal<bool> {
    let is_over = RwSignal::new(false);
    let take = move |file: Option<bring::File>| {
        if let Some(file) = file {
            spawn_local(async move { exchange::open(&file, on_open, on_notice).await });
        }
    };
    let listeners = [
        window_event_listener(ev::paste, move |event| take(files::pasted(&event))),
        window_event_listener(ev::dragover, move |event| {
            is_over.set(files::may_drop(&event));
        }),
        window_event_listener(ev::dragleave, move |event| {
            if event.related_target().is_none() {
                is_over.set(false);
            }
        }),
        window_event_listener(ev::drop, move |event| {
            is_over.set(false);
            take(files::dropped(&event));
        }),
    ];
    on_cleanup(move || listeners.into_iter().for_each(|listener| listener.remove()));
    is_over
}

/// Brings back what was kept, and keeps what is there for the next time.
fn keep_over_reloads(session: RwSignal<Session>) {
    session.update(|session| {
        if let Some(history) = Shelf::History.get() {
            session.remember(history);
        }
        if let Some(caution) = Shelf::Caution.get() {
            session.obey(Command::Heed(caution));
        }
        if let Some(content) = Shelf::Content.get().filter(Content::is_whole) {
            session.restore(content);
        }
    });
    let keep = move || session.with_untracked(|session| Shelf::Content.put(session.content()));
    StoredValue::new_local(storage::on_leaving(keep));
    let history = Memo::new(move |_| session.with(|session| session.history().clone()));
    Effect::watch(
        move || history.get(),
        |history, _, _| Shelf::History.put(history),
        false,
    );
    let caution = Memo::new(move |_| session.with(Session::caution));
    Effect::watch(
        move || caution.get(),
        |caution, _, _| Shelf::Caution.put(caution),
        false,
    );
}

fn state_name(engine: &EngineState) -> &'static str {
    match engine {
        EngineState::Loading => "loading",
        EngineState::Ready => "ready",
        EngineState::Failed(_) => "failed",
    }
}
