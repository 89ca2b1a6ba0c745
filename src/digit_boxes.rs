//! Boxes on the pad around the digits of a number.

use leptos::prelude::*;
use recognition::Digit;
use session::Command;
use session::answer_text::percent;

/// A box around the ink of each digit. Its label is a button that selects the digit.
#[component]
pub fn DigitBoxes(
    /// The digits. Empty if there is only one.
    digits: Memo<Vec<Digit>>,
    /// The index of the selected digit.
    selected: Memo<Option<usize>>,
    /// Receives the selection.
    #[prop(into)]
    on_command: Callback<Command>,
) -> impl IntoView {
    let boxes = move || {
        let digits = digits.get().into_iter().enumerate();
        digits
            .map(|(index, digit)| {
                let is_selected = Memo::new(move |_| selected.get() == Some(index));
                view! { <DigitBox index digit is_selected on_command /> }
            })
            .collect_view()
    };
    view! { <div class="digit-boxes" role="group" aria-label=text::PAGE.grouping.boxes>{boxes}</div> }
}

/// Margin between ink and box, in units of the pad's side.
const MARGIN: f32 = 0.045;

#[component]
fn DigitBox(
    index: usize,
    digit: Digit,
    is_selected: Memo<bool>,
    on_command: Callback<Command>,
) -> impl IntoView {
    let (min, max) = (digit.bounds.min, digit.bounds.max);
    let start_and_length = |from: f32, to: f32| {
        let [start, end] = [from - MARGIN, to + MARGIN].map(|edge| 100.0 * edge.clamp(0.0, 1.0));
        [format!("{start:.2}%"), format!("{:.2}%", end - start)]
    };
    let [left, width] = start_and_length(min.x, max.x);
    let [top, height] = start_and_length(min.y, max.y);
    let class = digit.prediction.digit();
    let strings = &text::PAGE.grouping;
    let confidence = (strings.short_percent)(&percent(digit.prediction.confidence()));
    view! {
        <div
            class="digit-box"
            class:is-selected=is_selected
            style:left=left
            style:top=top
            style:width=width
            style:height=height
        >
            <button
                type="button"
                class="digit-label"
                data-testid=format!("digit-{index}")
                aria-pressed=move || is_selected.get().to_string()
                aria-label=(strings.box_label)(index, class, &confidence)
                on:click=move |_| on_command.run(Command::SelectDigit(index))
            >
                <span class="digit-text">{class}" "<small>{confidence.clone()}</small></span>
            </button>
        </div>
    }
}
