//! The root component: owns the session signal, connects it to the browser, and lays out all components.

use components::Disclosure;
use ink::link;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::controls::AnswerControls;
use super::deferred::Deferred;
use super::engine_error_banner::EngineErrorBanner;
use super::grouping_controls::GroupingControls;
use super::history::HistoryView;
use super::import_export::{self, ImportExport};
use super::inspector_host::InspectorHost;
use super::model_input::ModelInput;
use super::offline_banner::OfflineBanner;
use super::session_views::{
    Announcer, AnswerView, DrawingArea, ProbabilityBars, Toolbar, raster_of, read_request_of,
};
use super::threshold_settings::ThresholdSettings;
use super::toast::ToastView;
use super::warm_up::warm_up;
use platform::error::BrowserError;
use platform::files::{self, IncomingFile};
use platform::storage::{self, StorageKey};
use platform::worker::{Timeouts, WorkerConnection};
use platform::{address, app_shell, keys};
use session::document::Document;
use session::fragment::Fragment;
use session::toast::Toast;
use session::{Command, EngineState, ReadRequest, Session};
use workers::host::{Task, UnknownTask};

/// Replaces the placeholder of index.html with the app.
///
/// # Errors
/// If index.html has no placeholder.
pub fn mount() -> Result<(), BrowserError> {
    mount_to(app_shell::remove()?, App).forget();
    Ok(())
}

/// The page between header and footer.
#[component]
pub fn App() -> impl IntoView {
    let session = RwSignal::new(Session::default());
    let retry = connect(session);
    let command =
        Callback::new(move |command: Command| session.update(|session| session.dispatch(command)));
    listen_to_keys(command);
    let toast = RwSignal::new(None::<Toast>);
    let on_toast = Callback::new(move |new: Toast| toast.set(Some(new)));
    let on_open =
        Callback::new(move |document: Document| session.update(|session| session.open(document)));
    persist(session);
    let task = RwSignal::new(None::<Task>);
    open_links(session, task, on_toast);
    let is_dragged_over = receive_files(on_open, on_toast);

    let engine = Memo::new(move |_| session.with(|session| session.engine().clone()));
    warm_up_when_ready(engine, session);
    let raster = raster_of(session);
    let digits = Memo::new(move |_| session.with(|session| session.digit_boxes().to_vec()));
    let selected = Memo::new(move |_| session.with(Session::selected_digit));
    let has_overrides = Memo::new(move |_| session.with(Session::has_grouping_overrides));

    view! {
        <main class="page" data-state=move || engine.with(state_name)>
            <AnswerView session />
            <ModelInput raster />
            <DrawingArea session digits selected on_command=command />
            // Screen readers ignore a live region that is inserted together with its text, so it is never deferred.
            <Announcer session />
            <Deferred engine>
                <Toolbar session on_command=command />
                <GroupingControls digits selected has_overrides on_command=command />
                <AnswerControls live=Memo::new(move |_| session.with(Session::is_live)) on_command=command />
                <ProbabilityBars session />
                <div class="banners">
                    <OfflineBanner engine on_retry=retry />
                    <EngineErrorBanner engine on_retry=retry />
                </div>
                <Disclosures session task on_command=command on_open on_toast />
                <ToastView toast on_dismiss=move |()| toast.set(None) />
                <p class="drop-hint" hidden=move || !is_dragged_over.get()>{text::PAGE.import_export.drop_hint}</p>
            </Deferred>
        </main>
    }
}

/// The disclosures at the end of the page.
#[component]
fn Disclosures(
    session: RwSignal<Session>,
    task: RwSignal<Option<Task>>,
    on_command: Callback<Command>,
    on_open: Callback<Document>,
    on_toast: Callback<Toast>,
) -> impl IntoView {
    let drawing = Memo::new(move |_| session.with(Session::drawing));
    let history = Memo::new(move |_| session.with(|session| session.history().clone()));
    let thresholds = Memo::new(move |_| session.with(Session::thresholds));
    view! {
        <div class="disclosures">
            <Disclosure title=text::PAGE.import_export.title testid="exchange">
                <ImportExport drawing on_open on_toast />
            </Disclosure>
            <Disclosure title=text::PAGE.history_title testid="history">
                <HistoryView history on_command />
            </Disclosure>
            <Disclosure title=text::PAGE.thresholds.title testid="doubt">
                <ThresholdSettings thresholds on_command />
            </Disclosure>
            <InspectorHost session task />
        </div>
    }
}

/// Connects the session to the recognise worker: submits read requests, applies events. Returns the callback of Retry.
fn connect(session: RwSignal<Session>) -> Callback<()> {
    let on_event = move |event| session.update(|session| session.on_engine_event(event));
    let connection = WorkerConnection::new("recognise", Timeouts::QUICK_ANSWER, on_event);
    let connection = StoredValue::new_local(connection);
    let launch = move || connection.with_value(WorkerConnection::launch);
    launch();
    let request = read_request_of(session);
    Effect::new(move |_| {
        if let Some(ReadRequest { revision, target }) = request.get() {
            connection.with_value(|connection| connection.submit(revision, &target));
        }
    });
    Callback::new(move |()| launch())
}

/// Runs the warm-up when the engine is ready, unless the user has already drawn something.
fn warm_up_when_ready(engine: Memo<EngineState>, session: RwSignal<Session>) {
    let is_blank = move || session.try_with_untracked(Session::is_blank) == Some(true);
    Effect::watch(
        move || engine.get() == EngineState::Ready,
        move |is_ready, _, _| {
            if *is_ready && is_blank() {
                spawn_local(warm_up(is_blank));
            }
        },
        false,
    );
}

fn listen_to_keys(on_command: Callback<Command>) {
    let listener = window_event_listener(ev::keydown, move |event| {
        if let Some(command) = keys::page_command(&event) {
            event.prevent_default();
            on_command.run(command);
        }
    });
    on_cleanup(move || listener.remove());
}

/// Opens the drawing and the lesson task of a link: the URL that the page was opened with, and each change of its
/// fragment. If the drawing is damaged, opens a blank pad.
fn open_links(session: RwSignal<Session>, task: RwSignal<Option<Task>>, on_toast: Callback<Toast>) {
    let open = move || {
        let Some(fragment) = address::take_fragment() else {
            return;
        };
        let fragment = Fragment::parse(&fragment);
        match fragment.task {
            Some(Ok(linked_task)) => task.set(Some(linked_task)),
            Some(Err(UnknownTask(number))) => {
                on_toast.run(Toast::Error((text::PAGE.inspector.unknown_task)(&number)));
            }
            None => {}
        }
        if let Some(drawing) = fragment.drawing {
            let document = match link::parse(&drawing) {
                Ok(drawing) => drawing.into(),
                Err(error) => {
                    on_toast.run(Toast::Error((text::ERRORS.link)(error)));
                    Document::default()
                }
            };
            session.update(|session| session.open(document));
        }
    };
    open();
    StoredValue::new_local(address::on_fragment_change(open));
}

/// Opens files that are pasted or dropped anywhere on the page. Returns whether a file is being dragged over it.
fn receive_files(on_open: Callback<Document>, on_toast: Callback<Toast>) -> RwSignal<bool> {
    let is_over = RwSignal::new(false);
    let receive = move |file: Option<IncomingFile>| {
        if let Some(file) = file {
            spawn_local(async move { import_export::open(&file, on_open, on_toast).await });
        }
    };
    let listeners = [
        window_event_listener(ev::paste, move |event| receive(files::pasted(&event))),
        window_event_listener(ev::dragover, move |event| {
            is_over.set(files::accept_drag(&event));
        }),
        window_event_listener(ev::dragleave, move |event| {
            if event.related_target().is_none() {
                is_over.set(false);
            }
        }),
        window_event_listener(ev::drop, move |event| {
            is_over.set(false);
            receive(files::dropped(&event));
        }),
    ];
    on_cleanup(move || listeners.into_iter().for_each(|listener| listener.remove()));
    is_over
}

/// Restores the stored document, history and thresholds. Stores history and thresholds when they change, and the
/// document only when the page is hidden, so that storing never slows down a stroke.
fn persist(session: RwSignal<Session>) {
    session.update(|session| {
        if let Some(history) = StorageKey::History.load() {
            session.load_history(history);
        }
        if let Some(thresholds) = StorageKey::Thresholds.load() {
            session.dispatch(Command::SetThresholds(thresholds));
        }
        if let Some(document) = StorageKey::Document.load().filter(Document::is_valid) {
            session.restore(document);
        }
    });
    let save =
        move || session.with_untracked(|session| StorageKey::Document.save(session.document()));
    StoredValue::new_local(storage::on_page_hide(save));
    let history = Memo::new(move |_| session.with(|session| session.history().clone()));
    Effect::watch(
        move || history.get(),
        |history, _, _| StorageKey::History.save(history),
        false,
    );
    let thresholds = Memo::new(move |_| session.with(Session::thresholds));
    Effect::watch(
        move || thresholds.get(),
        |thresholds, _, _| StorageKey::Thresholds.save(thresholds),
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
