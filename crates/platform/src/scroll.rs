//! Scrolls to a part of the page.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, window};

/// Scrolls to the element with this ID and focuses it.
pub fn scroll_to(id: &str) {
    let document = window().and_then(|window| window.document());
    let element = document.and_then(|document| document.get_element_by_id(id));
    let Some(element) = element else { return };
    element.scroll_into_view();
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // An element that cannot be focused leaves the focus unchanged.
        let _ = element.focus();
    }
}
