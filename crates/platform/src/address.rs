//! The page's URL. Its fragment can contain a drawing and a lesson task.

use gloo_events::EventListener;
use wasm_bindgen::JsValue;
use web_sys::window;

/// Returns the page's URL with this fragment.
#[must_use]
pub fn with_fragment(fragment: &str) -> String {
    let href = window().and_then(|window| window.location().href().ok());
    let href = href.unwrap_or_default();
    let page = href.split('#').next().unwrap_or_default();
    format!("{page}#{fragment}")
}

/// Removes the fragment from the URL, so that a reload does not open it again, and returns it. `None` if it is empty.
#[must_use]
pub fn take_fragment() -> Option<String> {
    let window = window()?;
    let hash = window.location().hash().ok()?;
    let fragment = hash.strip_prefix('#').filter(|text| !text.is_empty())?;
    let page = with_fragment("");
    let history = window.history().ok()?;
    // If the browser refuses, the fragment stays in the URL.
    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(page.trim_end_matches('#')));
    Some(fragment.to_owned())
}

/// Calls `callback` when the fragment changes, until the returned listener is dropped.
#[must_use]
pub fn on_fragment_change(callback: impl Fn() + 'static) -> Option<EventListener> {
    let window = window()?;
    Some(EventListener::new(&window, "hashchange", move |_| {
        callback();
    }))
}
