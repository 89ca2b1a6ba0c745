//! Radio buttons for the tool and the brush width.

use leptos::prelude::*;
use session::Command;
use session::pointer::{Brush, Tool};

/// Two groups of radio buttons: pen or eraser, and three brush widths.
#[component]
pub fn Tools(
    /// The selected tool.
    tool: Memo<Tool>,
    /// The selected brush width.
    brush: Memo<Brush>,
    /// Receives the commands.
    #[prop(into)]
    on_command: Callback<Command>,
) -> impl IntoView {
    let strings = &text::PAGE.tools;
    let tools = [
        (Tool::Pen, strings.pen, "pen", "P"),
        (Tool::Eraser, strings.eraser, "eraser", "E"),
    ];
    let tools = tools.map(|(value, label, testid, key)| {
        let is_selected = Memo::new(move |_| tool.get() == value);
        let command = Command::SelectTool(value);
        view! {
            <Choice group="tool" label testid key is_selected command on_command>
                {label}<kbd class="key">{key}</kbd>
            </Choice>
        }
    });
    let widths = [
        (strings.fine, "fine", "1"),
        (strings.medium, "medium", "2"),
        (strings.broad, "broad", "3"),
    ];
    let brushes = Brush::ALL.into_iter().zip(widths);
    let brushes: Vec<_> = brushes
        .map(|(value, (label, testid, key))| {
            let is_selected = Memo::new(move |_| brush.get() == value);
            let command = Command::SetBrush(value);
            view! {
                <Choice group="brush" label testid key is_selected command on_command>
                    <span class="dot" style:--width=value.width().to_string()></span>
                </Choice>
            }
        })
        .collect();
    view! {
        <div class="tools">
            <fieldset class="choices">
                <legend class="visually-hidden">{strings.label}</legend>
                {tools.into_iter().collect_view()}
            </fieldset>
            <fieldset class="choices">
                <legend class="visually-hidden">{strings.brush_width}</legend>
                {brushes}
            </fieldset>
        </div>
    }
}

/// A radio button. Its tooltip names the key that selects it while the pad has focus.
#[component]
fn Choice(
    group: &'static str,
    label: &'static str,
    testid: &'static str,
    key: &'static str,
    is_selected: Memo<bool>,
    command: Command,
    on_command: Callback<Command>,
    children: Children,
) -> impl IntoView {
    view! {
        <label class="choice" title=(text::PAGE.tools.tooltip)(label, key)>
            <input
                type="radio"
                class="visually-hidden"
                name=group
                data-testid=testid
                aria-label=label
                aria-keyshortcuts=key
                prop:checked=is_selected
                on:change=move |_| on_command.run(command)
            />
            <span class="choice-label">{children()}</span>
        </label>
    }
}
