//! The answer: the predicted digit or number in large type, its status, and a text beside it.

use leptos::prelude::*;
use session::answer_text::{AnswerText, Status};
use text::PAGE;

/// The digits, which are briefly highlighted when they change, and the text of the answer.
#[component]
pub fn PredictionView(
    /// The predicted digits, from left to right.
    digits: Memo<Vec<u8>>,
    /// The status of the answer, which sets its style.
    status: Memo<Option<Status>>,
    /// Headline and detail.
    text: Memo<AnswerText>,
) -> impl IntoView {
    let count = Memo::new(move |_| digits.with(Vec::len));
    let indexed = move || digits.get().into_iter().enumerate();
    view! {
        <div class="prediction" data-status=move || status.get().map(status_name)>
            <div
                class="prediction-digit"
                class:is-empty=move || count.get() == 0
                class:is-number=move || { count.get() > 1 }
                style:--count=move || count.get().max(1).to_string()
            >
                <output data-testid="prediction" aria-live="off" aria-label=PAGE.prediction>
                    <For each=indexed key=|digit| *digit let(digit)>
                        <Digit digit=digit.1 />
                    </For>
                </output>
            </div>
            <p class="prediction-text">
                <strong class="prediction-headline">{move || text.with(|text| text.headline.clone())}</strong>
                <span class="prediction-detail">{move || text.with(|text| text.detail.clone())}</span>
            </p>
        </div>
    }
}

/// A digit with an entry animation. A changed digit is a new element, so its animation restarts.
#[component]
fn Digit(digit: u8) -> impl IntoView {
    let is_new = RwSignal::new(true);
    view! {
        <span class:is-new=is_new on:animationend=move |_| is_new.set(false)>{digit}</span>
    }
}

fn status_name(status: Status) -> &'static str {
    match status {
        Status::Confident => "confident",
        Status::Uncertain => "uncertain",
        Status::OutOfDistribution => "out-of-distribution",
        Status::Stale => "stale",
    }
}
