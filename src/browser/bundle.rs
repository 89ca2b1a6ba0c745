//! URLs of the other programs' bundles. They contain hashes, so the build writes them into index.html.

use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement, HtmlScriptElement, window};

use super::error::BrowserError;

/// The URLs of a bundle's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// The script that starts bundles: `src/boot.js`.
    pub boot: String,
    /// The JavaScript module that wasm-bindgen generated.
    pub js: String,
    /// The WebAssembly module.
    pub wasm: String,
}

impl Bundle {
    /// Returns the bundle of the engine's worker (the second in index.html).
    ///
    /// # Errors
    /// If index.html does not list it.
    pub fn engine_worker() -> Result<Self, BrowserError> {
        Self::from_head(1, "worker.js")
    }

    /// Returns the bundle of the file worker (the third).
    ///
    /// # Errors
    /// If index.html does not list it.
    pub fn file_worker() -> Result<Self, BrowserError> {
        Self::from_head(2, "photo.js")
    }

    /// Returns the bundle of the explain worker (the fourth).
    ///
    /// # Errors
    /// If index.html does not list it.
    pub fn explain_worker() -> Result<Self, BrowserError> {
        Self::from_head(3, "explain.js")
    }

    /// Returns the bundle of the inspector (the fifth). It runs in the page, not in a worker.
    ///
    /// # Errors
    /// If index.html does not list it.
    pub fn inspector() -> Result<Self, BrowserError> {
        Self::from_head(4, "inspector.js")
    }

    fn from_head(index: u32, name: &'static str) -> Result<Self, BrowserError> {
        let document = window().and_then(|window| window.document());
        document
            .and_then(|document| Self::find(&document, index))
            .ok_or(BrowserError::Missing(name))
    }

    fn find(document: &Document, index: u32) -> Option<Self> {
        let boot: HtmlScriptElement = document.get_element_by_id("boot")?.dyn_into().ok()?;
        let bundles = document.query_selector_all("meta[name=bundle]").ok()?;
        let urls = bundles
            .get(index)?
            .dyn_into::<HtmlElement>()
            .ok()?
            .dataset();
        Some(Self {
            boot: boot.src(),
            js: urls.get("js")?,
            wasm: urls.get("wasm")?,
        })
    }
}
