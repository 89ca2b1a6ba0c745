//! Whether the device is on any network at all: more a browser does not know of a connection.

use gloo_events::EventListener;
use web_sys::window;

/// Whether it is; true where the browser cannot tell.
#[must_use]
pub fn is_online() -> bool {
    window().is_none_or(|window| window.navigator().on_line())
}

/// Calls back when that changes, as long as the result lives.
#[must_use]
pub fn on_change(react: impl Fn(bool) + Clone + 'static) -> Vec<EventListener> {
    let Some(window) = window() else {
        return Vec::new();
    };
    let on = |name: &'static str, is_online| {
        let react = react.clone();
        EventListener::new(&window, name, move |_| react(is_online))
    };
    vec![on("online", true), on("offline", false)]
}
