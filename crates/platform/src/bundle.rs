//! Bundles: the JavaScript and WebAssembly of the other programs, found by name.
//!
//! A program is named in one line of index.html. The scheme of the URLs is explained in Trunk.toml; `src/boot.js` forms
//! them in the same way.

use js_sys::{Promise, WebAssembly};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, HtmlElement, HtmlScriptElement, Response, window};
use workers::WorkerFailure;

use super::error::{BrowserError, error_message};

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
    /// Returns the bundle of the program with this name, the `data-bin` of its line in index.html.
    ///
    /// # Errors
    /// If the document is not a build of index.html.
    pub fn named(name: &str) -> Result<Self, BrowserError> {
        let document = window().and_then(|window| window.document());
        document
            .and_then(|document| Self::find(&document, name))
            .ok_or(BrowserError::Missing("meta[name=bundles]"))
    }

    fn find(document: &Document, name: &str) -> Option<Self> {
        let boot: HtmlScriptElement = document.get_element_by_id("boot")?.dyn_into().ok()?;
        let page = document.query_selector("meta[name=bundles]").ok()??;
        let page = page.dyn_into::<HtmlElement>().ok()?.dataset();
        let (base, version) = (page.get("base")?, page.get("js")?);
        Some(Self {
            boot: boot.src(),
            js: format!("{base}{name}.js?{version}"),
            wasm: format!("{base}{name}_bg.wasm?{version}"),
        })
    }

    /// Compiles the WebAssembly module while it downloads.
    ///
    /// # Errors
    /// If the module cannot be downloaded or is not valid.
    pub async fn compile(&self) -> Result<JsValue, WorkerFailure> {
        let response = download(&self.wasm)
            .await
            .map_err(WorkerFailure::Download)?;
        let module =
            WebAssembly::compile_streaming(&Promise::resolve::<JsValue>(response.as_ref()));
        let module = JsFuture::from(module).await;
        module.map_err(|exception| WorkerFailure::InvalidModule(error_message(&exception)))
    }
}

async fn download(url: &str) -> Result<Response, String> {
    let window = window().ok_or("no window")?;
    let response = JsFuture::from(window.fetch_with_str(url))
        .await
        .map_err(|exception| error_message(&exception))?;
    let response: Response = response.unchecked_into();
    if response.ok() {
        Ok(response)
    } else {
        Err(format!("HTTP {}", response.status()))
    }
}
