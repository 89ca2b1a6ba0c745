//! The controls: buttons and the Live switch in, commands out. Each button says its key.

use leptos::prelude::*;

use crate::state::Command;

/// Classify, Undo, Redo and Erase.
#[component]
pub fn Controls(
    /// Whether Undo has anything to take back.
    can_undo: Memo<bool>,
    /// Whether Redo has anything to do again.
    can_redo: Memo<bool>,
    /// What a person wants done.
    #[prop(into)]
    on_command: Callback<Command>,
) -> impl IntoView {
    view! {
        <div class="controls" role="group" aria-label="Controls">
            <CommandButton command=Command::Classify on_command testid="classify" key="Enter" class="button is-primary">
                "Classify"
            </CommandButton>
            <CommandButton command=Command::Undo on_command testid="undo" key="Control+Z" disabled=Memo::new(move |_| !can_undo.get())>
                "Undo"
            </CommandButton>
            <CommandButton command=Command::Redo on_command testid="redo" key="Control+Shift+Z" disabled=Memo::new(move |_| !can_redo.get())>
                "Redo"
            </CommandButton>
            <CommandButton command=Command::Erase on_command testid="erase" key="Delete">
                "Erase"
            </CommandButton>
        </div>
    }
}

/// When there are answers: Live, and Clear Prediction.
#[component]
pub fn Answering(
    /// Whether answers follow the ink.
    live: Memo<bool>,
    /// What a person wants done.
    #[prop(into)]
    on_command: Callback<Command>,
) -> impl IntoView {
    let toggle = move |_| on_command.run(Command::Live(!live.get_untracked()));
    view! {
        <div class="answering">
            <button
                type="button"
                class="switch"
                role="switch"
                data-testid="live"
                title="Live: the prediction follows the pen"
                aria-checked=move || live.get().to_string()
                on:click=toggle
            >
                <span class="switch-track" aria-hidden="true"></span>
                "Live"
            </button>
            <CommandButton command=Command::ClearPrediction on_command testid="clear-prediction" class="button is-quiet">
                "Clear prediction"
            </CommandButton>
        </div>
    }
}

/// A key as it is written on a keyboard.
fn short(key: &str) -> String {
    key.replace("Control", "Ctrl").replace('+', " ")
}

/// A button for one command, with its key under its name.
#[component]
fn CommandButton(
    command: Command,
    on_command: Callback<Command>,
    testid: &'static str,
    /// The key that does the same, as `aria-keyshortcuts` writes it.
    #[prop(optional)]
    key: &'static str,
    #[prop(default = "button")] class: &'static str,
    #[prop(optional)] disabled: Option<Memo<bool>>,
    children: Children,
) -> impl IntoView {
    let shortcut = Some(key).filter(|key| !key.is_empty());
    view! {
        <button
            type="button"
            class=class
            data-testid=testid
            title=shortcut.map(|key| format!("Key: {key}"))
            aria-keyshortcuts=shortcut
            disabled=move || disabled.is_some_and(|disabled| disabled.get())
            on:click=move |_| on_command.run(command)
        >
            {children()}
            {shortcut.map(|key| view! { <kbd class="key" aria-hidden="true">{short(key)}</kbd> })}
        </button>
    }
}
