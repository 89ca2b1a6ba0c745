//! Buttons and the Live switch. Each sends a command; buttons with a keyboard shortcut show it.

use leptos::prelude::*;
use session::Command;

/// Classify, Undo, Redo and Erase.
#[component]
pub fn Controls(
    /// Whether there is an edit to undo.
    can_undo: Memo<bool>,
    /// Whether there is an edit to redo.
    can_redo: Memo<bool>,
    /// Receives the commands.
    #[prop(into)]
    on_command: Callback<Command>,
) -> impl IntoView {
    let strings = &text::PAGE.actions;
    view! {
        <div class="controls" role="group" aria-label=strings.label>
            <CommandButton command=Command::Classify on_command testid="classify" shortcut="Enter" class="button is-primary">
                {strings.classify}
            </CommandButton>
            <CommandButton command=Command::Undo on_command testid="undo" shortcut="Control+Z" disabled=Memo::new(move |_| !can_undo.get())>
                {strings.undo}
            </CommandButton>
            <CommandButton command=Command::Redo on_command testid="redo" shortcut="Control+Shift+Z" disabled=Memo::new(move |_| !can_redo.get())>
                {strings.redo}
            </CommandButton>
            <CommandButton command=Command::Erase on_command testid="erase" shortcut="Delete">
                {strings.erase}
            </CommandButton>
        </div>
    }
}

/// The Live switch and Clear prediction.
#[component]
pub fn AnswerControls(
    /// Whether the prediction is updated while the user draws.
    live: Memo<bool>,
    /// Receives the commands.
    #[prop(into)]
    on_command: Callback<Command>,
) -> impl IntoView {
    let strings = &text::PAGE.actions;
    let toggle = move |_| on_command.run(Command::SetLive(!live.get_untracked()));
    view! {
        <div class="answer-controls">
            <button
                type="button"
                class="switch"
                role="switch"
                data-testid="live"
                title=strings.live_tooltip
                aria-checked=move || live.get().to_string()
                on:click=toggle
            >
                <span class="switch-track" aria-hidden="true"></span>
                {strings.live}
            </button>
            <CommandButton command=Command::ClearPrediction on_command testid="clear-prediction" class="button is-quiet">
                {strings.clear_prediction}
            </CommandButton>
        </div>
    }
}

/// A button for one command, with its keyboard shortcut under its label.
#[component]
fn CommandButton(
    command: Command,
    on_command: Callback<Command>,
    testid: &'static str,
    /// The keyboard shortcut in the syntax of `aria-keyshortcuts`, or empty.
    #[prop(optional)]
    shortcut: &'static str,
    #[prop(default = "button")] class: &'static str,
    #[prop(optional)] disabled: Option<Memo<bool>>,
    children: Children,
) -> impl IntoView {
    let strings = &text::PAGE.actions;
    let shortcut = Some(shortcut).filter(|shortcut| !shortcut.is_empty());
    view! {
        <button
            type="button"
            class=class
            data-testid=testid
            title=shortcut.map(|keys| (strings.shortcut_tooltip)(keys))
            aria-keyshortcuts=shortcut
            disabled=move || disabled.is_some_and(|disabled| disabled.get())
            on:click=move |_| on_command.run(command)
        >
            {children()}
            {shortcut.map(|shortcut| view! {
                <kbd class="key" aria-hidden="true">{(strings.short_shortcut)(shortcut)}</kbd>
            })}
        </button>
    }
}
