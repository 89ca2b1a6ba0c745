//! Five short tasks: what to do, how far it has come, and what is learnt by it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::plot::Plot;
use crate::browser::{address, files, scroll};
use crate::state::fragment::Fragment;
use crate::state::inside::figure::of_parts;
use crate::state::inside::lesson::{Status, Study, Task};
use crate::state::inside::{Look, Panel, Turn};

/// The tasks, and the one that is looked at.
#[component]
pub fn Lesson(
    /// What is looked at.
    look: RwSignal<Look>,
    /// Hears what the learner does.
    on_turn: Callback<Turn>,
    /// Opens a panel and brings it into sight.
    on_open: Callback<Panel>,
) -> impl IntoView {
    let task = Memo::new(move |_| look.with(|look| look.lesson().progress().task));
    let is_done = move |task| look.with(|look| look.lesson().progress().is_done(task));
    let take = Callback::new(move |task| on_turn.run(Turn::Study(Study::Take(task))));
    let tasks = Task::ALL.map(|one| {
        view! {
            <li><button
                type="button" class="button" data-testid=format!("task-{}", one.number())
                aria-current=move || (task.get() == one).then_some("step")
                aria-label=move || format!("Task {}: {}{}", one.number(), one.title(), if is_done(one) { ", done" } else { "" })
                on:click=move |_| take.run(one)
            >{one.number()}{move || is_done(one).then_some(" \u{2713}")}</button></li>
        }
    });
    view! {
        <ol class="tasks">{tasks.into_iter().collect_view()}</ol>
        <h3 data-testid="task-title">{move || format!("{}. {}", task.get().number(), task.get().title())}</h3>
        <p>{move || task.get().asks()}</p>
        <Ways task on_open />
        {move || (task.get() == Task::Stroke).then(|| view! { <Guess look on_turn /> })}
        {move || is_done(task.get()).then(|| view! { <Taught task=task.get() on_open take /> })}
        <Kept look task on_turn />
        <p class="task-strip">
            <b>{move || format!("Task {}", task.get().number())}</b>
            <span role="status" data-testid="task-status">{move || look.with(|look| in_words(&look.status()))}</span>
        </p>
    }
}

fn in_words(status: &Status) -> String {
    match status {
        Status::Reached => "Done! Why that is so stands below the task.".to_owned(),
        Status::Missing(words) => words.clone(),
    }
}

/// To the pad, and to the panel without which the task cannot be done.
#[component]
fn Ways(task: Memo<Task>, on_open: Callback<Panel>) -> impl IntoView {
    let needed = move || {
        task.get().needs().map(|panel| view! {
            <button type="button" class="button" data-testid="task-panel" on:click=move |_| on_open.run(panel)>
                "Open \u{201c}"{panel.title()}"\u{201d}"
            </button>
        })
    };
    view! {
        <p class="task-ways">
            <button type="button" class="button" on:click=move |_| scroll::reveal("pad")>"To the pad"</button>
            {needed}
        </p>
    }
}

/// The numbered parts, and a button for each.
#[component]
fn Guess(look: RwSignal<Look>, on_turn: Callback<Turn>) -> impl IntoView {
    let pieces = Memo::new(move |_| look.with(|look| look.parts().cloned().unwrap_or_default()));
    let figure = Memo::new(move |_| pieces.with(|pieces| of_parts(pieces)));
    let count = Memo::new(move |_| pieces.with(Vec::len));
    let parts = move || {
        let part = |part: usize| {
            view! {
                <button type="button" class="button" data-testid=format!("part-{}", part + 1)
                    on:click=move |_| on_turn.run(Turn::Study(Study::Guess(part)))>{format!("Part {}", part + 1)}</button>
            }
        };
        (0..count.get()).map(part).collect_view()
    };
    view! {
        <Plot figure class="strokes" />
        <div class="classes" role="group" aria-label="The part that matters most">{parts}</div>
    }
}

/// Why it is so, and where to go on.
#[component]
fn Taught(task: Task, on_open: Callback<Panel>, take: Callback<Task>) -> impl IntoView {
    let panel = task.shows();
    let next = task.next().map(|next| view! {
        <button type="button" class="button" data-testid="task-next" on:click=move |_| take.run(next)>
            {format!("Task {}: {}", next.number(), next.title())}
        </button>
    });
    view! {
        <div class="taught" data-testid="task-taught">
            <p><b>"Done. "</b>{task.teaches()}</p>
            <p class="task-ways">
                <button type="button" class="button" data-testid="task-more" on:click=move |_| on_open.run(panel)>
                    "See \u{201c}"{panel.title()}"\u{201d}"
                </button>
                {next}
            </p>
        </div>
    }
}

/// What is kept, how to forget it, and the link to the task.
#[component]
fn Kept(look: RwSignal<Look>, task: Memo<Task>, on_turn: Callback<Turn>) -> impl IntoView {
    let count = move || look.with(|look| look.lesson().progress().count());
    let said = RwSignal::new(String::new());
    let copy = move |_| {
        let link = address::with_fragment(&Fragment::to_task(task.get_untracked()));
        spawn_local(async move {
            let copied = files::copy(&link).await;
            said.set(copied.map_or_else(
                |error| format!("{error} {link}"),
                |()| format!("Copied: {link}"),
            ));
        });
    };
    view! {
        <p class="inside-note task-kept">
            {move || format!("{} of {} done. This is kept on your device only. ", count(), Task::ALL.len())}
            <button type="button" class="button is-quiet" data-testid="task-reset" on:click=move |_| on_turn.run(Turn::Study(Study::Reset))>"Forget it"</button>
            <button type="button" class="button is-quiet" data-testid="task-link" on:click=copy>"Copy a link to this task"</button>
            <span role="status">{said}</span>
        </p>
    }
}
