//! The answer: a huge digit, or a number, and how sure the network is of it.

use leptos::prelude::*;

use crate::state::reading::{Reading, Trust};

/// The digits, each of which lights up for a moment when it changes, and the words beside them.
#[component]
pub fn PredictionView(
    /// The predicted digits, from left to right.
    digits: Memo<Vec<u8>>,
    /// How far they are to be trusted.
    trust: Memo<Option<Trust>>,
    /// The words beside them.
    reading: Memo<Reading>,
) -> impl IntoView {
    let count = Memo::new(move |_| digits.with(Vec::len));
    let numbered = move || digits.get().into_iter().enumerate();
    view! {
        <div class="prediction" data-trust=move || trust.get().map(trust_name)>
            <div
                class="prediction-digit"
                class:is-empty=move || count.get() == 0
                class:is-number=move || { count.get() > 1 }
                style:--count=move || count.get().max(1).to_string()
            >
                <output data-testid="prediction" aria-live="off" aria-label="Prediction">
                    <For each=numbered key=|digit| *digit let(digit)>
                        <Digit digit=digit.1 />
                    </For>
                </output>
            </div>
            <p class="prediction-words">
                <strong class="prediction-headline">{move || reading.with(|words| words.headline.clone())}</strong>
                <span class="prediction-detail">{move || reading.with(|words| words.detail.clone())}</span>
            </p>
        </div>
    }
}

/// A digit that has just come. Each new one is a new element, so that its animation starts anew.
#[component]
fn Digit(digit: u8) -> impl IntoView {
    let is_new = RwSignal::new(true);
    view! {
        <span class:is-new=is_new on:animationend=move |_| is_new.set(false)>{digit}</span>
    }
}

fn trust_name(trust: Trust) -> &'static str {
    match trust {
        Trust::Sure => "sure",
        Trust::Unsure => "unsure",
        Trust::NoDigit => "no-digit",
        Trust::Earlier => "earlier",
    }
}
