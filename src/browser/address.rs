//! The page's own address: a drawing behind its `#`.

use gloo_events::EventListener;
use wasm_bindgen::JsValue;
use web_sys::window;

/// The page's address with this text behind its `#`.
#[must_use]
pub fn with_fragment(text: &str) -> String {
    let href = window().and_then(|window| window.location().href().ok());
    let href = href.unwrap_or_default();
    let page = href.split('#').next().unwrap_or_default();
    format!("{page}#{text}")
}

/// Takes the text behind the `#` out of the address, so that a reload keeps what has been drawn since; `None` where
/// there is none.
#[must_use]
pub fn take_fragment() -> Option<String> {
    let window = window()?;
    let hash = window.location().hash().ok()?;
    let text = hash.strip_prefix('#').filter(|text| !text.is_empty())?;
    let page = with_fragment("");
    let history = window.history().ok()?;
    // Where the browser refuses, the text stays in the address.
    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(page.trim_end_matches('#')));
    Some(text.to_owned())
}

/// Calls back when a person puts another text behind the `#`, as long as the result lives.
#[must_use]
pub fn on_fragment(react: impl Fn() + 'static) -> Option<EventListener> {
    let window = window()?;
    Some(EventListener::new(&window, "hashchange", move |_| react()))
}
