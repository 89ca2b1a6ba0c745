//! The panels, as Leptos components.
//!
//! They are mounted in the page's host element ([`platform::inspector_host`]). A panel requests results only while it
//! is open.

#![expect(
    unreachable_pub,
    reason = "Leptos makes the props of a component public"
)]

mod attribution;
mod feature_maps;
mod figure;
mod heatmap;
mod layers;
pub mod lesson;
pub mod model_card;
mod perturbation;
mod preprocessing;
pub mod save_figure;

use components::ErrorBanner;
use leptos::prelude::*;
use platform::dom_events::is_open;
use platform::error::BrowserError;
use platform::inspector_host::HostElement;
use platform::scroll::scroll_to;
use platform::storage::StorageKey;
use platform::worker::{Timeouts, WorkerConnection};
use workers::WorkerFailure;
use workers::explain::{Answer, Query};
use workers::host::HostMessage;

use crate::lesson::LessonEvent;
use crate::state::{self, Event, InspectorState, Panel, WorkerEvent};
use attribution::AttributionPanel;
use layers::LayersPanel;
use lesson::LessonPanel;
use model_card::ModelCardPanel;
use perturbation::PerturbationPanel;
use preprocessing::PreprocessingPanel;

/// Mounts the panels in the page's host element.
///
/// # Errors
/// Returns an error if the page has no host element.
pub fn mount() -> Result<(), BrowserError> {
    let host = HostElement::find()?;
    mount_to(host.node(), || view! { <Inspector host /> }).forget();
    Ok(())
}

/// The six panels.
#[component]
fn Inspector(
    /// The element that receives the page's messages.
    host: HostElement,
) -> impl IntoView {
    let state = RwSignal::new(InspectorState::default());
    let on_event = dispatcher(state);
    let on_open = Callback::new(move |panel: Panel| {
        on_event.run(Event::PanelToggled(panel, true));
        // The content must be laid out before scrolling to it.
        request_animation_frame(move || scroll_to(panel.id()));
    });
    persist_progress(state, on_event);
    StoredValue::new_local(host.listen(move |message| match message {
        Ok(HostMessage::Selection(selection)) => on_event.run(Event::SelectionChanged(selection)),
        Ok(HostMessage::Task(task)) => {
            on_event.run(Event::Lesson(LessonEvent::TaskSelected(task)));
            on_open.run(Panel::Lesson);
        }
        Err(_) => on_event.run(Event::Worker(WorkerEvent::Failed(
            WorkerFailure::VersionMismatch,
        ))),
    }));
    let reason =
        Memo::new(move |_| state.with(|state| state.worker_failure().map(text::ERRORS.recogniser)));
    let is_blank = Memo::new(move |_| {
        state.with(|state| state.has_open_panel() && state.selection().is_none())
    });
    view! {
        <p class="inspector-note" role="status">
            {move || is_blank.get().then_some(text::INSPECTOR.common.draw_a_digit)}
        </p>
        <ErrorBanner reason on_retry=move |()| on_event.run(Event::RetryRequested) testid="explainer-retry" />
        <PanelDisclosure panel=Panel::Lesson state on_event>
            <LessonPanel state on_event on_open />
        </PanelDisclosure>
        <PanelDisclosure panel=Panel::Preprocessing state on_event>
            <PreprocessingPanel state on_event />
        </PanelDisclosure>
        <PanelDisclosure panel=Panel::Layers state on_event>
            <LayersPanel state on_event />
        </PanelDisclosure>
        <PanelDisclosure panel=Panel::Attribution state on_event>
            <AttributionPanel state on_event />
        </PanelDisclosure>
        <PanelDisclosure panel=Panel::Perturbation state on_event>
            <PerturbationPanel state on_event />
        </PanelDisclosure>
        <PanelDisclosure panel=Panel::ModelCard state on_event>
            <ModelCardPanel />
        </PanelDisclosure>
    }
}

/// A disclosure whose content exists only while it is open.
#[component]
fn PanelDisclosure(
    panel: Panel,
    state: RwSignal<InspectorState>,
    on_event: Callback<Event>,
    children: ChildrenFn,
) -> impl IntoView {
    let opened = Memo::new(move |_| state.with(|state| state.is_open(panel)));
    let on_toggle = move |event: leptos::ev::Event| {
        let is_open = is_open(&event);
        if is_open != opened.get_untracked() {
            on_event.run(Event::PanelToggled(panel, is_open));
        }
    };
    view! {
        <details class="disclosure" prop:open=move || opened.get() on:toggle=on_toggle>
            <summary id=panel.id() data-testid=panel.id()>{panel.title()}</summary>
            <div class="disclosure-content">{move || opened.get().then(|| children())}</div>
        </details>
    }
}

/// Loads the stored progress of the lesson, and stores it whenever it changes.
fn persist_progress(state: RwSignal<InspectorState>, on_event: Callback<Event>) {
    if let Some(progress) = StorageKey::Lesson.load() {
        on_event.run(Event::Lesson(LessonEvent::ProgressLoaded(progress)));
    }
    let progress = Memo::new(move |_| state.with(|state| state.lesson().progress()));
    Effect::watch(
        move || progress.get(),
        |progress, _, _| StorageKey::Lesson.save(progress),
        false,
    );
}

/// Returns the callback that applies an event to the state and runs its effect.
fn dispatcher(state: RwSignal<InspectorState>) -> Callback<Event> {
    let worker = StoredValue::new_local(None::<WorkerConnection<Query, Answer>>);
    let dispatch = Callback::new(move |event| {
        let effect = state.try_update(|state| state.update(event)).flatten();
        worker.with_value(|worker| match (worker, effect) {
            (Some(worker), Some(state::Effect::StartWorker)) => worker.launch(),
            (Some(worker), Some(state::Effect::SendQuery(query))) => worker.submit(0, &query),
            _ => {}
        });
    });
    let on_worker_event = move |event| dispatch.run(Event::Worker(event));
    worker.set_value(Some(WorkerConnection::new(
        "explain",
        Timeouts::SLOW_ANSWER,
        on_worker_event,
    )));
    dispatch
}
