//! The answer: a huge digit, and how sure the network is of it.

use leptos::prelude::*;

use crate::state::reading::{Reading, Trust};

/// The digit, which lights up for a moment when it changes, and the words beside it.
#[component]
pub fn PredictionView(
    /// The predicted digit.
    #[prop(into)]
    digit: Signal<Option<u8>>,
    /// How far it is to be trusted.
    #[prop(into)]
    trust: Signal<Option<Trust>>,
    /// The words beside it.
    #[prop(into)]
    reading: Signal<Reading>,
) -> impl IntoView {
    view! {
        <div class="prediction" data-trust=move || trust.get().map(trust_name)>
            <div class="prediction-digit" class:is-empty=move || digit.get().is_none()>
                <output data-testid="prediction" aria-live="off" aria-label="Predicted digit">
                    <For each=move || digit.get() key=|digit| *digit let(digit)>
                        <Digit digit />
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
