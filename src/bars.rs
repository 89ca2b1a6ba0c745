//! Ten probability bars.

use leptos::prelude::*;
use recognition::{CLASSES, Prediction};
use session::answer_text::percent;

/// A bar for each digit. Its height is the digit's probability, or 0 while there is no prediction.
#[component]
pub fn Bars(
    /// The current prediction.
    prediction: Memo<Option<Prediction>>,
) -> impl IntoView {
    let bars = (0..CLASSES)
        .map(|digit| view! { <Bar digit prediction /> })
        .collect_view();
    view! {
        <ol class="bars" aria-label=text::PAGE.probabilities.label class:is-empty=move || prediction.with(Option::is_none)>
            {bars}
        </ol>
    }
}

#[component]
fn Bar(digit: usize, prediction: Memo<Option<Prediction>>) -> impl IntoView {
    let probability = Memo::new(move |_| {
        prediction.with(|current| current.as_ref().map(|current| current.probabilities[digit]))
    });
    // Rounded to thousandths: finer steps are invisible, and most bars then need no update during a stroke.
    let height = Memo::new(move |_| (probability.get().unwrap_or(0.0) * 1000.0).round() / 1000.0);
    let is_winner = Memo::new(move |_| {
        prediction.with(|current| {
            current
                .as_ref()
                .is_some_and(|current| usize::from(current.digit()) == digit)
        })
    });
    let value = move || {
        let none = text::PAGE.probabilities.none;
        probability.get().map_or(none.into(), percent)
    };
    view! {
        <li
            class="bar"
            class:is-winner=is_winner
            data-testid=format!("probability-{digit}")
            data-value=move || probability.get().unwrap_or(0.0).to_string()
        >
            <span class="bar-track" aria-hidden="true">
                <span class="bar-fill" style:transform=move || format!("scaleY({})", height.get())></span>
            </span>
            <span class="bar-digit">{digit}</span>
            <span class="visually-hidden">": "{value}</span>
        </li>
    }
}
