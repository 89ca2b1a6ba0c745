//! What to say, and to offer, when something could not be had.

use leptos::prelude::*;

use crate::state::EngineState;

/// A message and a Retry button, for as long as the engine has failed.
#[component]
pub fn Failure(
    /// Whether the network can answer.
    engine: Memo<EngineState>,
    /// Retry was pressed.
    #[prop(into)]
    on_retry: Callback<()>,
) -> impl IntoView {
    let reason = Memo::new(move |_| match engine.get() {
        EngineState::Failed(why) => Some(format!("{why} Your drawing is kept.")),
        EngineState::Loading | EngineState::Ready => None,
    });
    view! { <Trouble reason on_retry testid="retry" /> }
}

/// A reason and a Retry button, for as long as there is a reason.
#[component]
pub fn Trouble(
    /// Why something could not be had, in words for a person.
    reason: Memo<Option<String>>,
    /// Retry was pressed.
    #[prop(into)]
    on_retry: Callback<()>,
    /// The button's name for tests.
    testid: &'static str,
) -> impl IntoView {
    view! {
        <div class="failure" role="alert">
            {move || reason.get().map(|why| view! {
                <div class="failure-note">
                    <p>{why}</p>
                    <button type="button" class="button" data-testid=testid on:click=move |_| on_retry.run(())>"Retry"</button>
                </div>
            })}
        </div>
    }
}
