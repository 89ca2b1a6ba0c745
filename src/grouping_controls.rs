//! Buttons that change how strokes are grouped into digits.

use leptos::prelude::*;
use recognition::Digit;
use session::Command;

/// The position of the selected digit, and buttons that merge it with a neighbour, split it, or discard the user's
/// grouping.
#[component]
pub fn GroupingControls(
    /// The digits. Empty if there is only one.
    digits: Memo<Vec<Digit>>,
    /// The index of the selected digit.
    selected: Memo<Option<usize>>,
    /// Whether the user has changed the grouping.
    has_overrides: Memo<bool>,
    /// Receives the changes.
    #[prop(into)]
    on_command: Callback<Command>,
) -> impl IntoView {
    let strings = &text::PAGE.grouping;
    let count = Memo::new(move |_| digits.with(Vec::len));
    let index = Memo::new(move |_| selected.get().unwrap_or(0));
    let stroke_count = Memo::new(move |_| {
        digits.with(|digits| {
            digits
                .get(index.get())
                .map_or(0, |digit| digit.strokes.len())
        })
    });
    let merge_label = move |left: usize| {
        let class = |digits: &Vec<Digit>, i: usize| {
            let digit = digits.get(i).map(|digit| digit.prediction.digit());
            digit.map_or(String::new(), |digit| digit.to_string())
        };
        digits.with(|digits| (strings.merge)(&class(digits, left), &class(digits, left + 1)))
    };
    let send = move |command: Command| on_command.run(command);
    view! {
        <div class="grouping-controls" hidden=move || { count.get() < 2 && !has_overrides.get() } role="group" aria-label=strings.controls>
            <span class="grouping-controls-label" hidden=move || { count.get() < 2 }>
                {move || (strings.selected)(index.get(), count.get())}
            </span>
            <button
                type="button" class="button" data-testid="join"
                hidden=move || { index.get() + 1 >= count.get() }
                on:click=move |_| send(Command::MergeDigits(index.get_untracked()))
            >
                {move || merge_label(index.get())}
            </button>
            <button
                type="button" class="button" data-testid="join-before"
                hidden=move || { index.get() == 0 || count.get() < 2 }
                on:click=move |_| send(Command::MergeDigits(index.get_untracked().saturating_sub(1)))
            >
                {move || merge_label(index.get().saturating_sub(1))}
            </button>
            <button
                type="button" class="button" data-testid="part"
                hidden=move || { stroke_count.get() < 2 }
                on:click=move |_| send(Command::SplitDigit(index.get_untracked()))
            >
                {strings.split}
            </button>
            <button
                type="button" class="button" data-testid="unmend"
                hidden=move || !has_overrides.get()
                on:click=move |_| send(Command::ResetGrouping)
            >
                {strings.reset}
            </button>
        </div>
    }
}
