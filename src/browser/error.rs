//! What goes wrong in the browser: JavaScript's values become this type where they enter.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::console;

/// A failure, in words fit to show a person.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BrowserError {
    /// The network's file did not come.
    #[error("The network could not be downloaded ({0}). Check the connection.")]
    Download(String),
    /// The network's file is no WebAssembly module of this build.
    #[error("The network's file is damaged ({0}).")]
    Module(String),
    /// The browser refused something that the page needs.
    #[error("The browser refused: {0}.")]
    Refused(String),
    /// The page's own HTML lacks what this code looks for.
    #[error("The page is incomplete: {0} is missing.")]
    Missing(&'static str),
}

impl BrowserError {
    /// Tells whoever looks at the console.
    pub(super) fn log(&self) {
        console::error_1(&self.to_string().into());
    }
}

impl From<JsValue> for BrowserError {
    fn from(thrown: JsValue) -> Self {
        Self::Refused(words(&thrown))
    }
}

/// What was thrown, in words: an error's message, a string as it is.
pub(super) fn words(thrown: &JsValue) -> String {
    let message = thrown
        .dyn_ref::<js_sys::Error>()
        .map(|error| String::from(error.message()));
    message
        .or_else(|| thrown.as_string())
        .unwrap_or_else(|| format!("{thrown:?}"))
}
