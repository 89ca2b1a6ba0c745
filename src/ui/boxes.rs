//! Several digits: a box around each on the pad, and what can be done where they are split wrongly.

use leptos::prelude::*;
use number::Digit;

use crate::state::Command;
use crate::state::reading::percent;

/// A box over the ink of each digit, with a label to choose it by.
#[component]
pub fn Boxes(
    /// The digits; none where there are not several.
    digits: Memo<Vec<Digit>>,
    /// The one that is looked at.
    chosen: Memo<Option<usize>>,
    /// What a person wants done.
    #[prop(into)]
    on_command: Callback<Command>,
) -> impl IntoView {
    let boxes = move || {
        let digits = digits.get().into_iter().enumerate();
        digits
            .map(|(place, digit)| {
                let is_chosen = Memo::new(move |_| chosen.get() == Some(place));
                view! { <DigitBox place digit is_chosen on_command /> }
            })
            .collect_view()
    };
    view! { <div class="boxes" role="group" aria-label="Digits">{boxes}</div> }
}

/// How much room a box leaves around its ink, in units of the pad's side.
const MARGIN: f32 = 0.045;

#[component]
fn DigitBox(
    place: usize,
    digit: Digit,
    is_chosen: Memo<bool>,
    on_command: Callback<Command>,
) -> impl IntoView {
    let (min, max) = (digit.bounds.min, digit.bounds.max);
    let along = |from: f32, to: f32| {
        let [start, end] = [from - MARGIN, to + MARGIN].map(|at| 100.0 * at.clamp(0.0, 1.0));
        [format!("{start:.2}%"), format!("{:.2}%", end - start)]
    };
    let [left, width] = along(min.x, max.x);
    let [top, height] = along(min.y, max.y);
    let said = digit.prediction.digit();
    let share = percent(digit.prediction.certainty()).replace("over ", ">");
    view! {
        <div
            class="digit-box"
            class:is-chosen=is_chosen
            style:left=left
            style:top=top
            style:width=width
            style:height=height
        >
            <button
                type="button"
                class="digit-label"
                data-testid=format!("digit-{place}")
                aria-pressed=move || is_chosen.get().to_string()
                aria-label=format!("Digit {}: {said}, {share}", place + 1)
                on:click=move |_| on_command.run(Command::Choose(place))
            >
                <span class="digit-said">{said}" "<small>{share.clone()}</small></span>
            </button>
        </div>
    }
}

/// The chosen digit's name, and ways to mend the split around it.
#[component]
pub fn Mend(
    /// The digits; none where there are not several.
    digits: Memo<Vec<Digit>>,
    /// The one that is looked at.
    chosen: Memo<Option<usize>>,
    /// Whether the split is a person's already.
    is_mended: Memo<bool>,
    /// What a person wants done.
    #[prop(into)]
    on_command: Callback<Command>,
) -> impl IntoView {
    let count = Memo::new(move |_| digits.with(Vec::len));
    let place = Memo::new(move |_| chosen.get().unwrap_or(0));
    let strokes = Memo::new(move |_| {
        let chosen = |digits: &Vec<Digit>| digits.get(place.get()).map_or(0, |d| d.strokes.len());
        digits.with(chosen)
    });
    let joined = move |first: usize| {
        let said = |digits: &Vec<Digit>, i: usize| {
            let digit = digits.get(i).map(|digit| digit.prediction.digit());
            digit.map_or(String::new(), |digit| digit.to_string())
        };
        digits.with(|digits| {
            format!(
                "Join {} and {}",
                said(digits, first),
                said(digits, first + 1)
            )
        })
    };
    let send = move |command: Command| on_command.run(command);
    view! {
        <div class="mend" hidden=move || { count.get() < 2 && !is_mended.get() } role="group" aria-label="Mend the number">
            <span class="mend-name" hidden=move || { count.get() < 2 }>
                {move || format!("Digit {} of {}", place.get() + 1, count.get())}
            </span>
            <button
                type="button" class="button" data-testid="join"
                hidden=move || { place.get() + 1 >= count.get() }
                on:click=move |_| send(Command::Join(place.get_untracked()))
            >
                {move || joined(place.get())}
            </button>
            <button
                type="button" class="button" data-testid="join-before"
                hidden=move || { place.get() == 0 || count.get() < 2 }
                on:click=move |_| send(Command::Join(place.get_untracked().saturating_sub(1)))
            >
                {move || joined(place.get().saturating_sub(1))}
            </button>
            <button
                type="button" class="button" data-testid="part"
                hidden=move || { strokes.get() < 2 }
                on:click=move |_| send(Command::Part(place.get_untracked()))
            >
                "Split in two"
            </button>
            <button
                type="button" class="button" data-testid="unmend"
                hidden=move || !is_mended.get()
                on:click=move |_| send(Command::Unmend)
            >
                "Split by itself"
            </button>
        </div>
    }
}
