//! The list of recent drawings, which the user can restore or delete.

use leptos::prelude::*;
use session::Command;
use session::history::{Entry, EntryId, History};

use super::thumbnail::Thumbnail;

/// A thumbnail and the predicted number of each drawing, newest first.
#[component]
pub fn HistoryView(
    /// The drawings.
    history: Memo<History>,
    /// Receives the commands.
    #[prop(into)]
    on_command: Callback<Command>,
) -> impl IntoView {
    let strings = &text::ANSWER.history;
    let is_empty = Memo::new(move |_| history.with(|history| history.entries().is_empty()));
    view! {
        <div class="history">
            <p class="history-note">
                {move || if is_empty.get() { strings.empty } else { strings.privacy }}
            </p>
            <ul class="history-list" data-testid="history-list">
                <For
                    each=move || history.with(|history| history.entries().to_vec())
                    key=|entry| entry.id
                    let(entry)
                >
                    <HistoryItem entry on_command />
                </For>
            </ul>
            <button
                type="button"
                class="button"
                data-testid="forget-all"
                hidden=is_empty
                on:click=move |_| on_command.run(Command::ClearHistory)
            >
                {strings.clear}
            </button>
        </div>
    }
}

#[component]
fn HistoryItem(entry: Entry, on_command: Callback<Command>) -> impl IntoView {
    let strings = &text::ANSWER.history;
    let Entry { id, document, text } = entry;
    let id: EntryId = id;
    view! {
        <li class="history-item">
            <button
                type="button"
                class="history-restore"
                aria-label=(strings.restore)(&text)
                on:click=move |_| on_command.run(Command::RestoreFromHistory(id))
            >
                <Thumbnail document />
                <span class="history-text">{text.clone()}</span>
            </button>
            <button
                type="button"
                class="history-delete"
                aria-label=(strings.delete)(&text)
                on:click=move |_| on_command.run(Command::DeleteFromHistory(id))
            >
                "\u{00d7}"
            </button>
        </li>
    }
}
