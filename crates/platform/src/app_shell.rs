//! The app shell: the placeholder in index.html that is shown until the page's code has loaded.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, window};

use super::error::BrowserError;

/// Removes the app shell and returns its parent, in which to mount the app.
///
/// # Errors
/// If index.html has no app shell.
pub fn remove() -> Result<HtmlElement, BrowserError> {
    let document = window().and_then(|window| window.document());
    let shell = document.and_then(|document| document.get_element_by_id("app-shell"));
    let parent = shell
        .as_ref()
        .and_then(|shell| shell.parent_element()?.dyn_into().ok());
    shell.inspect(|shell| shell.remove());
    parent.ok_or(BrowserError::Missing("#app-shell"))
}
