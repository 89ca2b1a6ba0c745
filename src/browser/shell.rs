//! The shell that index.html shows until the page's code has come.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, window};

use super::error::BrowserError;

/// Takes the shell away and returns its parent, to be filled at once with the first parts that it stood for.
///
/// # Errors
/// Where index.html has no shell.
pub fn take_place() -> Result<HtmlElement, BrowserError> {
    let document = window().and_then(|window| window.document());
    let shell = document.and_then(|document| document.get_element_by_id("shell"));
    let parent = shell
        .as_ref()
        .and_then(|shell| shell.parent_element()?.dyn_into().ok());
    shell.inspect(|shell| shell.remove());
    parent.ok_or(BrowserError::Missing("the shell"))
}
