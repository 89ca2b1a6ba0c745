//! What is in the hand: pen or eraser, and how broad the ink looks.

use leptos::prelude::*;

use crate::state::Command;
use crate::state::pen::{Brush, Tip};

/// Pen or eraser, and three widths, each a group of radio buttons.
#[component]
pub fn Tools(
    /// Pen or eraser.
    tip: Memo<Tip>,
    /// The width of the ink.
    brush: Memo<Brush>,
    /// What a person wants done.
    #[prop(into)]
    on_command: Callback<Command>,
) -> impl IntoView {
    let tips = [
        (Tip::Ink, "Pen", "pen", "P"),
        (Tip::Eraser, "Eraser", "eraser", "E"),
    ];
    let tips = tips.map(|(value, label, testid, key)| {
        let is_on = Memo::new(move |_| tip.get() == value);
        let command = Command::Take(value);
        view! {
            <Choice group="tip" label testid key is_on command on_command>
                {label}<kbd class="key">{key}</kbd>
            </Choice>
        }
    });
    let widths = [
        ("Fine", "fine", "1"),
        ("Medium", "medium", "2"),
        ("Broad", "broad", "3"),
    ];
    let brushes = Brush::ALL.into_iter().zip(widths);
    let brushes: Vec<_> = brushes
        .map(|(value, (label, testid, key))| {
            let is_on = Memo::new(move |_| brush.get() == value);
            let command = Command::Dip(value);
            view! {
                <Choice group="brush" label testid key is_on command on_command>
                    <span class="dot" style:--width=value.width().to_string()></span>
                </Choice>
            }
        })
        .collect();
    view! {
        <div class="tools">
            <fieldset class="choices">
                <legend class="visually-hidden">"Tool"</legend>
                {tips.into_iter().collect_view()}
            </fieldset>
            <fieldset class="choices">
                <legend class="visually-hidden">"Width of the ink"</legend>
                {brushes}
            </fieldset>
        </div>
    }
}

/// One of a group, with its key on the pad in the tooltip.
#[component]
fn Choice(
    group: &'static str,
    label: &'static str,
    testid: &'static str,
    key: &'static str,
    is_on: Memo<bool>,
    command: Command,
    on_command: Callback<Command>,
    children: Children,
) -> impl IntoView {
    view! {
        <label class="choice" title=format!("{label} (on the pad: {key})")>
            <input
                type="radio"
                class="visually-hidden"
                name=group
                data-testid=testid
                aria-label=label
                aria-keyshortcuts=key
                prop:checked=is_on
                on:change=move |_| on_command.run(command)
            />
            <span class="choice-face">{children()}</span>
        </label>
    }
}
