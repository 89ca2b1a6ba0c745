//! A banner that is shown while the device is offline.

use leptos::prelude::*;
use platform::connection;
use session::EngineState;
use session::offline;

/// Says what still works while the device is offline. Restarts a failed engine when the device is back online.
#[component]
pub fn OfflineBanner(
    /// The state of the engine.
    engine: Memo<EngineState>,
    /// Starts the engine again.
    #[prop(into)]
    on_retry: Callback<()>,
) -> impl IntoView {
    let is_online = RwSignal::new(connection::is_online());
    StoredValue::new_local(connection::on_change(move |now| {
        is_online.set(now);
        if engine.with_untracked(|engine| offline::should_retry(now, engine)) {
            on_retry.run(());
        }
    }));
    let message =
        Memo::new(move |_| engine.with(|engine| offline::message(is_online.get(), engine)));
    view! {
        <p class="offline-banner" class:is-empty=move || message.get().is_empty() role="status" data-testid="offline">{message}</p>
    }
}
