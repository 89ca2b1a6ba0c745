//! What to say, and to offer, when the network is not there.

use leptos::prelude::*;

use crate::state::EngineState;

/// A message and a Retry button, for as long as the engine has failed.
#[component]
pub fn Failure(
    /// Whether the network can answer.
    #[prop(into)]
    engine: Signal<EngineState>,
    /// Retry was pressed.
    #[prop(into)]
    on_retry: Callback<()>,
) -> impl IntoView {
    let reason = move || match engine.get() {
        EngineState::Failed(why) => Some(why),
        EngineState::Loading | EngineState::Ready => None,
    };
    view! {
        <div class="failure" role="alert">
            {move || reason().map(|why| view! {
                <div class="failure-note">
                    <p>{why}" Your drawing is kept."</p>
                    <button type="button" class="button" data-testid="retry" on:click=move |_| on_retry.run(())>"Retry"</button>
                </div>
            })}
        </div>
    }
}
