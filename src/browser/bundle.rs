//! Where the files of the other programs are: their names carry hashes, so index.html tells them.

use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement, HtmlScriptElement, window};

use super::error::BrowserError;

/// The addresses of a bundle's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// The script that starts a bundle, `src/boot.js`.
    pub boot: String,
    /// The bundle's JavaScript module, as wasm-bindgen wrote it.
    pub js: String,
    /// The bundle's WebAssembly module.
    pub wasm: String,
}

impl Bundle {
    /// The worker's bundle: the second that the page's head names.
    ///
    /// # Errors
    /// Where the page's HTML does not name it.
    pub fn of_worker() -> Result<Self, BrowserError> {
        Self::named(1, "the worker's address")
    }

    /// The bundle that opens and writes files: the third.
    ///
    /// # Errors
    /// Where the page's HTML does not name it.
    pub fn of_reader() -> Result<Self, BrowserError> {
        Self::named(2, "the address of what reads files")
    }

    /// The bundle that shows how the network reads: the fourth.
    ///
    /// # Errors
    /// Where the page's HTML does not name it.
    pub fn of_explainer() -> Result<Self, BrowserError> {
        Self::named(3, "the address of what explains")
    }

    /// The bundle that shows what the fourth says, in the page: the fifth.
    ///
    /// # Errors
    /// Where the page's HTML does not name it.
    pub fn of_panels() -> Result<Self, BrowserError> {
        Self::named(4, "the address of See inside")
    }

    fn named(index: u32, what: &'static str) -> Result<Self, BrowserError> {
        let document = window().and_then(|window| window.document());
        document
            .and_then(|document| Self::find(&document, index))
            .ok_or(BrowserError::Missing(what))
    }

    fn find(document: &Document, index: u32) -> Option<Self> {
        let boot: HtmlScriptElement = document.get_element_by_id("boot")?.dyn_into().ok()?;
        let bundles = document.query_selector_all("meta[name=bundle]").ok()?;
        let files = bundles
            .get(index)?
            .dyn_into::<HtmlElement>()
            .ok()?
            .dataset();
        Some(Self {
            boot: boot.src(),
            js: files.get("js")?,
            wasm: files.get("wasm")?,
        })
    }
}
