//! Content that is not needed for the first stroke and its answer.

use std::time::Duration;

use components::Lazy;
use leptos::prelude::*;
use session::EngineState;

/// Maximum delay of the content. The engine may take much longer to load.
const MAX_DELAY: Duration = Duration::from_millis(200);

/// Renders its children in a separate task when the engine is ready or has failed, but at the latest after
/// [`MAX_DELAY`]. This keeps the main thread free for the first stroke and its answer.
#[component]
pub fn Deferred(
    /// The state of the engine.
    engine: Memo<EngineState>,
    children: Children,
) -> impl IntoView {
    let content = Lazy::default();
    set_timeout(move || content.request(), MAX_DELAY);
    Effect::new(move |_| {
        if engine.get() != EngineState::Loading {
            set_timeout(move || content.request(), Duration::ZERO);
        }
    });
    content.render(children)
}
