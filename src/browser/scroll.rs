//! Brings a part of the page into sight.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, window};

/// Scrolls to the element with this id and gives it the focus, where it takes one.
pub fn reveal(id: &str) {
    let document = window().and_then(|window| window.document());
    let element = document.and_then(|document| document.get_element_by_id(id));
    let Some(element) = element else { return };
    element.scroll_into_view();
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // One that takes no focus leaves it where it was.
        let _ = element.focus();
    }
}
