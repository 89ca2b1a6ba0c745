//! Tells whether the device is connected to a network. Browsers cannot tell whether that network reaches the internet.

use gloo_events::EventListener;
use web_sys::window;

/// Returns whether the device is online. True if the browser cannot tell.
#[must_use]
pub fn is_online() -> bool {
    window().is_none_or(|window| window.navigator().on_line())
}

/// Calls `callback` when the device goes online or offline, until the returned listeners are dropped.
#[must_use]
pub fn on_change(callback: impl Fn(bool) + Clone + 'static) -> Vec<EventListener> {
    let Some(window) = window() else {
        return Vec::new();
    };
    let listen = |name: &'static str, is_online| {
        let callback = callback.clone();
        EventListener::new(&window, name, move |_| callback(is_online))
    };
    vec![listen("online", true), listen("offline", false)]
}
