//! The browser's file picker and camera dialog.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, window};

use super::IncomingFile;
use crate::error::BrowserError;

/// MIME types of supported pictures. Not `image/*`, because an iPhone converts HEIC to JPEG only if the page does not
/// accept HEIC.
const PICTURE_TYPES: &str = "image/png,image/jpeg,image/webp,image/gif,image/bmp";

/// Where a file comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileSource {
    /// The device's files: a picture, or a drawing as JSON.
    Files,
    /// The rear camera of a phone. Devices without a camera offer their pictures.
    Camera,
}

/// A hidden file input. It is removed from the document on drop.
pub struct FilePicker {
    input: HtmlInputElement,
    _listener: EventListener,
}

impl FilePicker {
    /// Creates a picker that passes each chosen file to `on_file`.
    ///
    /// # Errors
    /// If the browser cannot create a file input.
    pub fn new(
        source: FileSource,
        on_file: impl Fn(IncomingFile) + 'static,
    ) -> Result<Self, BrowserError> {
        let document = window().and_then(|window| window.document());
        let document = document.ok_or(BrowserError::Missing("document"))?;
        let input: HtmlInputElement = document.create_element("input")?.unchecked_into();
        input.set_type("file");
        input.set_hidden(true);
        match source {
            FileSource::Files => {
                input.set_accept(&format!("{PICTURE_TYPES},application/json,.json"));
            }
            FileSource::Camera => {
                input.set_accept(PICTURE_TYPES);
                input.set_attribute("capture", "environment")?;
            }
        }
        let body = document.body().ok_or(BrowserError::Missing("body"))?;
        body.append_child(&input)?;
        let file_input = input.clone();
        let listener = EventListener::new(&input, "change", move |_| {
            let file = file_input.files().and_then(|files| files.get(0));
            // Otherwise choosing the same file again would fire no event.
            file_input.set_value("");
            file.map(IncomingFile).map(&on_file);
        });
        Ok(Self {
            input,
            _listener: listener,
        })
    }

    /// Opens the dialog. Browsers allow this only in response to a click or key press.
    pub fn open(&self) {
        self.input.click();
    }
}

impl Drop for FilePicker {
    fn drop(&mut self) {
        self.input.remove();
    }
}
