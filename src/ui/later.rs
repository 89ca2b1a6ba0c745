//! What a first stroke does not need.

use std::time::Duration;

use leptos::prelude::*;

use super::once::Once;
use crate::state::EngineState;

/// For so long at most the rest of the page waits for the network, which may be long on its way.
const PATIENCE: Duration = Duration::from_millis(200);

/// Makes what is in it in a task of its own, once the network has got as far as it gets or has kept everybody waiting: until
/// then the page's thread is the pen's and the first answer's alone.
#[component]
pub fn Later(
    /// Whether the network can answer.
    engine: Memo<EngineState>,
    children: Children,
) -> impl IntoView {
    let rest = Once::new();
    set_timeout(move || rest.want(), PATIENCE);
    Effect::new(move |_| {
        if engine.get() != EngineState::Loading {
            set_timeout(move || rest.want(), Duration::ZERO);
        }
    });
    rest.made(children)
}
