//! Errors of browser APIs. JavaScript exceptions are converted where they enter Rust.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::console;

use text::PAGE;

/// An error of the browser or of the page's own HTML. Displays the message to show the user.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BrowserError {
    /// A browser API threw an exception.
    #[error("{}", (PAGE.errors.browser)(.0))]
    Js(String),
    /// An element, attribute or browser feature with this name is missing.
    #[error("{}", (PAGE.errors.missing)(.0))]
    Missing(&'static str),
}

impl BrowserError {
    /// Writes the error to the console.
    pub(super) fn log(&self) {
        console::error_1(&self.to_string().into());
    }
}

impl From<JsValue> for BrowserError {
    fn from(exception: JsValue) -> Self {
        Self::Js(error_message(&exception))
    }
}

/// Returns the message of a JavaScript exception, which can be an `Error` or any other value.
pub(super) fn error_message(exception: &JsValue) -> String {
    let message = exception
        .dyn_ref::<js_sys::Error>()
        .map(|error| String::from(error.message()));
    message
        .or_else(|| exception.as_string())
        .unwrap_or_else(|| format!("{exception:?}"))
}
