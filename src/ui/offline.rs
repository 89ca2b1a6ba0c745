//! That the device is offline, and what that changes.

use leptos::prelude::*;

use crate::browser::connection;
use crate::state::EngineState;
use crate::state::offline;

/// A line for as long as the device is offline.
#[component]
pub fn Offline(
    /// Whether the network can answer.
    engine: Memo<EngineState>,
    /// What could not be fetched is to be fetched again.
    #[prop(into)]
    on_retry: Callback<()>,
) -> impl IntoView {
    let is_online = RwSignal::new(connection::is_online());
    StoredValue::new_local(connection::on_change(move |now| {
        is_online.set(now);
        if engine.with_untracked(|engine| offline::is_to_be_retried(now, engine)) {
            on_retry.run(());
        }
    }));
    let words = Memo::new(move |_| engine.with(|engine| offline::words(is_online.get(), engine)));
    view! {
        <p class="offline" class:is-silent=move || words.get().is_empty() role="status" data-testid="offline">{words}</p>
    }
}
