//! The connection between the page and the inspector. The inspector is the program of See inside; it runs in the same
//! document.
//!
//! The page provides an empty element, the host element. The inspector mounts its panels in it, and the page sends
//! messages as custom events of that element. The inspector sends nothing back.

use gloo_events::EventListener;
use js_sys::{Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement, window};
use workers::host::HostMessage;
use workers::{DecodeError, decode, encode};

use super::bundle::Bundle;
use super::error::{BrowserError, error_message};

/// ID of the host element.
pub const HOST_ID: &str = "inspector-host";
const MESSAGE_EVENT: &str = "hostmessage";

/// Fetches and starts the inspector, which then listens for messages. `attempt` counts the calls.
///
/// # Errors
/// If it cannot be loaded or started. Returns the message to show the user.
pub async fn start(attempt: u32) -> Result<(), String> {
    let bundle = Bundle::named("inspector").map_err(|error| error.to_string())?;
    let started = match bundle.compile().await {
        Ok(module) => start_module(&bundle, &module, attempt).await,
        Err(failure) => Err(failure.reason().into()),
    };
    started.map_err(|exception| (text::PAGE.errors.inspector)(&error_message(&exception)))
}

async fn start_module(bundle: &Bundle, module: &JsValue, attempt: u32) -> Result<(), JsValue> {
    // Browsers cache the failure of a module script, so each attempt uses another URL.
    let js = format!("{}&{attempt}", bundle.js);
    let start: Function = Reflect::get(&js_sys::global(), &"startBundle".into())?.dyn_into()?;
    let started = start.call2(&js_sys::global(), &js.into(), module)?;
    JsFuture::from(started.dyn_into::<Promise>()?).await?;
    Ok(())
}

/// The element that contains the inspector's panels.
#[derive(Clone, Debug)]
pub struct HostElement(HtmlElement);

impl HostElement {
    /// Finds the element in the document.
    ///
    /// # Errors
    /// If the document has no such element.
    pub fn find() -> Result<Self, BrowserError> {
        let document = window().and_then(|window| window.document());
        let host = document.and_then(|document| document.get_element_by_id(HOST_ID));
        let host = host.and_then(|host| host.dyn_into().ok());
        host.map(Self)
            .ok_or(BrowserError::Missing("#inspector-host"))
    }

    /// Returns the DOM element.
    #[must_use]
    pub fn node(&self) -> HtmlElement {
        self.0.clone()
    }

    /// Opens the disclosure that contains the element.
    pub fn open(&self) {
        if let Ok(Some(details)) = self.0.closest("details") {
            // If this fails, the disclosure stays closed and the user can open it.
            let _ = details.set_attribute("open", "");
        }
    }

    /// Sends a message to the inspector.
    ///
    /// # Errors
    /// If the browser cannot dispatch the event.
    pub fn send(&self, message: &HostMessage) -> Result<(), BrowserError> {
        let init = CustomEventInit::new();
        init.set_detail(&Uint8Array::from(encode(message).as_slice()));
        let event = CustomEvent::new_with_event_init_dict(MESSAGE_EVENT, &init)?;
        self.0.dispatch_event(&event)?;
        Ok(())
    }

    /// Receives the page's messages until the listener is dropped.
    pub fn listen(
        &self,
        on_message: impl Fn(Result<HostMessage, DecodeError>) + 'static,
    ) -> EventListener {
        EventListener::new(&self.0, MESSAGE_EVENT, move |event| {
            let bytes = Uint8Array::new(&event.unchecked_ref::<CustomEvent>().detail());
            on_message(decode(&bytes.to_vec()));
        })
    }
}
