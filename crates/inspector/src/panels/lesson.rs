//! The lesson panel: tasks with instructions, status and explanation.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::figure::FigureView;
use platform::{address, files, scroll};
use text::inspector::task::TaskStrings;
use workers::host::Task;

use crate::figure::numbered_parts_figure;
use crate::lesson::LessonEvent;
use crate::state::{Event, InspectorState, Panel};

/// A button for each task, and the selected task.
#[component]
pub fn LessonPanel(
    /// The state of the inspector.
    state: RwSignal<InspectorState>,
    /// Called with each event.
    on_event: Callback<Event>,
    /// Opens a panel and scrolls to it.
    on_open: Callback<Panel>,
) -> impl IntoView {
    let strings = &text::INSPECTOR.lesson;
    let task = Memo::new(move |_| state.with(|state| state.lesson().progress().task));
    let is_done = move |task| state.with(|state| state.lesson().progress().is_done(task));
    let on_select =
        Callback::new(move |task| on_event.run(Event::Lesson(LessonEvent::TaskSelected(task))));
    let tasks = Task::ALL.map(|item| {
        let label =
            move || (strings.select_task)(item.number(), text_of(item).title, is_done(item));
        view! {
            <li><button
                type="button" class="button" data-testid=format!("task-{}", item.number())
                aria-current=move || (task.get() == item).then_some("step")
                aria-label=label
                on:click=move |_| on_select.run(item)
            >{item.number()}{move || is_done(item).then_some(" \u{2713}")}</button></li>
        }
    });
    view! {
        <ol class="tasks">{tasks.into_iter().collect_view()}</ol>
        <h3 data-testid="task-title">
            {move || (strings.heading)(task.get().number(), text_of(task.get()).title)}
        </h3>
        <p>{move || text_of(task.get()).instructions}</p>
        <TaskActions task on_open />
        {move || (task.get() == Task::KeyStroke).then(|| view! { <PartPicker state on_event /> })}
        {move || is_done(task.get()).then(|| view! { <Explanation task=task.get() on_open on_select /> })}
        <ProgressNote state task on_event />
        <p class="task-status">
            <b>{move || (strings.number)(task.get().number())}</b>
            <span role="status" data-testid="task-status">
                {move || state.with(|state| state.goal_status().text().to_owned())}
            </span>
        </p>
    }
}

/// Buttons that scroll to the pad and open the panel that the task needs.
#[component]
fn TaskActions(task: Memo<Task>, on_open: Callback<Panel>) -> impl IntoView {
    let strings = &text::INSPECTOR.lesson;
    let required_panel = move || {
        Panel::required_by(task.get()).map(|panel| view! {
            <button type="button" class="button" data-testid="task-panel" on:click=move |_| on_open.run(panel)>
                {(strings.open_panel)(panel.title())}
            </button>
        })
    };
    view! {
        <p class="task-actions">
            <button type="button" class="button" on:click=move |_| scroll::scroll_to("pad")>{strings.go_to_pad}</button>
            {required_panel}
        </p>
    }
}

/// The numbered parts of the drawing, and a button for each.
#[component]
fn PartPicker(state: RwSignal<InspectorState>, on_event: Callback<Event>) -> impl IntoView {
    let strings = &text::INSPECTOR.lesson;
    let attributions = Memo::new(move |_| {
        state.with(|state| {
            state
                .current_stroke_attributions()
                .cloned()
                .unwrap_or_default()
        })
    });
    let figure = Memo::new(move |_| attributions.with(|parts| numbered_parts_figure(parts)));
    let count = Memo::new(move |_| attributions.with(Vec::len));
    let buttons = move || {
        let button = |part: usize| {
            view! {
                <button type="button" class="button" data-testid=format!("part-{}", part + 1)
                    on:click=move |_| on_event.run(Event::Lesson(LessonEvent::PartSelected(part)))
                >{(strings.part)(part + 1)}</button>
            }
        };
        (0..count.get()).map(button).collect_view()
    };
    view! {
        <FigureView figure class="strokes" />
        <div class="button-group" role="group" aria-label=strings.parts>{buttons}</div>
    }
}

/// The explanation of a task that is done, and buttons for the related panel and the next task.
#[component]
fn Explanation(task: Task, on_open: Callback<Panel>, on_select: Callback<Task>) -> impl IntoView {
    let strings = &text::INSPECTOR.lesson;
    let panel = Panel::related_to(task);
    let next = task.next().map(|next| view! {
        <button type="button" class="button" data-testid="task-next" on:click=move |_| on_select.run(next)>
            {(strings.next_task)(next.number(), text_of(next).title)}
        </button>
    });
    view! {
        <div class="task-explanation" data-testid="task-taught">
            <p><b>{strings.done}</b>{text_of(task).explanation}</p>
            <p class="task-actions">
                <button type="button" class="button" data-testid="task-more" on:click=move |_| on_open.run(panel)>
                    {(strings.open_panel)(panel.title())}
                </button>
                {next}
            </p>
        </div>
    }
}

/// The progress, and buttons that reset it and copy a link to the task.
#[component]
fn ProgressNote(
    state: RwSignal<InspectorState>,
    task: Memo<Task>,
    on_event: Callback<Event>,
) -> impl IntoView {
    let strings = &text::INSPECTOR.lesson;
    let done_count = move || state.with(|state| state.lesson().progress().done_count());
    let message = RwSignal::new(String::new());
    let copy_link = move |_| {
        let link = address::with_fragment(&task.get_untracked().fragment());
        spawn_local(async move {
            let copied = files::copy_text(&link).await;
            message.set(copied.map_or_else(
                |error| format!("{error} {link}"),
                |()| (strings.link_copied)(&link),
            ));
        });
    };
    let reset = move |_| on_event.run(Event::Lesson(LessonEvent::ProgressReset));
    view! {
        <p class="inspector-note task-progress">
            {move || (strings.progress)(done_count(), Task::ALL.len())}
            <button type="button" class="button is-quiet" data-testid="task-reset" on:click=reset>{strings.reset}</button>
            <button type="button" class="button is-quiet" data-testid="task-link" on:click=copy_link>{strings.copy_link}</button>
            <span role="status">{message}</span>
        </p>
    }
}

/// Returns the text of a task.
#[must_use]
pub fn text_of(task: Task) -> TaskStrings {
    (text::INSPECTOR.lesson.task)(task)
}
