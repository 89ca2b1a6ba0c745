//! The ink of this tab, kept by the browser over a reload and for no longer than the tab.
//!
//! Written when the page is left or hidden, so that keeping it costs nothing while a person draws. Where the
//! browser allows no storage, or holds what another build left, nothing is kept and nothing fails.

use gloo_events::EventListener;
use ink::Drawing;
use web_sys::{Storage, window};

use crate::protocol;

const KEY: &str = "drawing";

/// The ink that was on the pad when the page was left; `None` where there was none or it cannot be had.
#[must_use]
pub fn kept() -> Option<Drawing> {
    let text = storage()?.get_item(KEY).ok()??;
    let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(c).ok()).collect();
    protocol::decode(&bytes?).ok()
}

/// Keeps what `drawing` gives whenever the page is left or hidden, as long as the result lives.
#[must_use]
pub fn keep_on_leaving(
    drawing: impl Fn() -> Drawing + Clone + 'static,
) -> Option<[EventListener; 2]> {
    let window = window()?;
    let document = window.document()?;
    let again = drawing.clone();
    Some([
        EventListener::new(&window, "pagehide", move |_| keep(&drawing())),
        EventListener::new(&document, "visibilitychange", move |_| keep(&again())),
    ])
}

fn keep(drawing: &Drawing) {
    // A character for each byte: storage holds text alone.
    let text: String = protocol::encode(drawing)
        .into_iter()
        .map(char::from)
        .collect();
    if let Some(storage) = storage() {
        // Full, or forbidden: then a reload begins with a blank pad.
        let _ = storage.set_item(KEY, &text);
    }
}

fn storage() -> Option<Storage> {
    window()?.session_storage().ok()?
}
