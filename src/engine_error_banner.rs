//! The error banner of a failed engine.

use components::ErrorBanner;
use leptos::prelude::*;
use session::EngineState;

/// A banner that is shown while the engine has failed.
#[component]
pub fn EngineErrorBanner(
    /// The state of the engine.
    engine: Memo<EngineState>,
    /// Called by Retry.
    #[prop(into)]
    on_retry: Callback<()>,
) -> impl IntoView {
    let reason = Memo::new(move |_| match engine.get() {
        EngineState::Failed(reason) => Some((text::PAGE.error_banner.engine_failed)(&reason)),
        EngineState::Loading | EngineState::Ready => None,
    });
    view! { <ErrorBanner reason on_retry testid="retry" /> }
}
