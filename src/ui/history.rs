//! The last drawings, to be brought back or forgotten.

use leptos::prelude::*;

use super::thumbnail::Thumbnail;
use crate::state::Command;
use crate::state::history::{Entry, EntryId, History};

/// A picture of each drawing with what it was read as; newest first.
#[component]
pub fn HistoryView(
    /// The drawings.
    history: Memo<History>,
    /// What a person wants done.
    #[prop(into)]
    on_command: Callback<Command>,
) -> impl IntoView {
    let is_empty = Memo::new(move |_| history.with(|history| history.entries().is_empty()));
    view! {
        <div class="history">
            <p class="history-note">
                {move || if is_empty.get() { "Drawings that you erase are kept here" } else { "Kept" }}
                " on this device only."
            </p>
            <ul class="history-list" data-testid="history-list">
                <For
                    each=move || history.with(|history| history.entries().to_vec())
                    key=|entry| entry.id
                    let(entry)
                >
                    <Item entry on_command />
                </For>
            </ul>
            <button
                type="button"
                class="button"
                data-testid="forget-all"
                hidden=is_empty
                on:click=move |_| on_command.run(Command::ForgetAll)
            >
                "Forget all"
            </button>
        </div>
    }
}

#[component]
fn Item(entry: Entry, on_command: Callback<Command>) -> impl IntoView {
    let Entry { id, content, said } = entry;
    let id: EntryId = id;
    view! {
        <li class="history-item">
            <button
                type="button"
                class="history-recall"
                aria-label=format!("Bring back the drawing read as {said}")
                on:click=move |_| on_command.run(Command::Recall(id))
            >
                <Thumbnail content />
                <span class="history-said">{said.clone()}</span>
            </button>
            <button
                type="button"
                class="history-forget"
                aria-label=format!("Forget the drawing read as {said}")
                on:click=move |_| on_command.run(Command::Forget(id))
            >
                "\u{00d7}"
            </button>
        </li>
    }
}
