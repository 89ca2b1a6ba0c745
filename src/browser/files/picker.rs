//! The browser's own way to choose a file or to take a photograph.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement, window};

use super::super::error::BrowserError;

/// What can be read. Named one by one: asked for JPEG, an iPhone does not hand over HEIC.
const PICTURES: &str = "image/png,image/jpeg,image/webp,image/gif,image/bmp";

/// Where a file is to come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The device's files: a picture, or a drawing in JSON.
    Files,
    /// The camera on the back of a phone; where there is none, the device's pictures.
    Camera,
}

/// A hidden file input, ready to be opened. Dropping it takes it away.
pub struct Picker {
    input: HtmlInputElement,
    _listener: EventListener,
}

impl Picker {
    /// Hands each file that is chosen to `take`.
    ///
    /// # Errors
    /// Where the browser has no file input.
    pub fn new(source: Source, take: impl Fn(File) + 'static) -> Result<Self, BrowserError> {
        let document = window().and_then(|window| window.document());
        let document = document.ok_or(BrowserError::Missing("the document"))?;
        let input: HtmlInputElement = document.create_element("input")?.unchecked_into();
        input.set_type("file");
        input.set_hidden(true);
        match source {
            Source::Files => input.set_accept(&format!("{PICTURES},application/json,.json")),
            Source::Camera => {
                input.set_accept(PICTURES);
                input.set_attribute("capture", "environment")?;
            }
        }
        let body = document.body().ok_or(BrowserError::Missing("the body"))?;
        body.append_child(&input)?;
        let chosen = input.clone();
        let listener = EventListener::new(&input, "change", move |_| {
            let file = chosen.files().and_then(|files| files.get(0));
            // So that the same file can be chosen again.
            chosen.set_value("");
            file.map(&take);
        });
        Ok(Self {
            input,
            _listener: listener,
        })
    }

    /// Opens the browser's dialogue. Only in answer to a person's click or key.
    pub fn open(&self) {
        self.input.click();
    }
}

impl Drop for Picker {
    fn drop(&mut self) {
        self.input.remove();
    }
}
