//! Ten probability bars.

use leptos::prelude::*;
use net::{CLASSES, Prediction};

use crate::state::reading::percent;

/// One bar for each digit, as high as its probability; flat where there is no prediction.
#[component]
pub fn Bars(
    /// The prediction on show.
    prediction: Memo<Option<Prediction>>,
) -> impl IntoView {
    let bars = (0..CLASSES)
        .map(|digit| view! { <Bar digit prediction /> })
        .collect_view();
    view! {
        <ol class="bars" aria-label="Probability of each digit" class:is-empty=move || prediction.with(Option::is_none)>
            {bars}
        </ol>
    }
}

#[component]
fn Bar(digit: usize, prediction: Memo<Option<Prediction>>) -> impl IntoView {
    let probability = Memo::new(move |_| {
        prediction.with(|shown| shown.as_ref().map(|shown| shown.probabilities[digit]))
    });
    // Thousandths: the eye tells no less apart, and while somebody draws most bars stay as they are.
    let length = Memo::new(move |_| (probability.get().unwrap_or(0.0) * 1000.0).round() / 1000.0);
    let is_winner = Memo::new(move |_| {
        prediction.with(|shown| {
            shown
                .as_ref()
                .is_some_and(|shown| usize::from(shown.digit()) == digit)
        })
    });
    let share = move || probability.get().map_or("no prediction".into(), percent);
    view! {
        <li
            class="bar"
            class:is-winner=is_winner
            data-testid=format!("probability-{digit}")
            data-value=move || probability.get().unwrap_or(0.0).to_string()
        >
            <span class="bar-track" aria-hidden="true">
                <span class="bar-ink" style:transform=move || format!("scaleY({})", length.get())></span>
            </span>
            <span class="bar-digit">{digit}</span>
            <span class="visually-hidden">": "{share}</span>
        </li>
    }
}
