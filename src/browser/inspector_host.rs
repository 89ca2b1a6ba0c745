//! The connection between the page and the inspector. The inspector is the program of See inside; it runs in the same
//! document.
//!
//! The page provides an empty element, the host element. The inspector mounts its panels in it, and the page sends
//! messages as custom events of that element. The inspector sends nothing back.

use gloo_events::EventListener;
use js_sys::{Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement, window};

use super::bundle::Bundle;
use super::error::BrowserError;
use super::worker;
use crate::protocol::host_message::HostMessage;
use crate::protocol::{self, DecodeError};
use crate::text;

/// ID of the host element.
pub const HOST_ID: &str = "inspector-host";
const MESSAGE_EVENT: &str = "hostmessage";

/// Fetches and starts the inspector, which then listens for messages. `attempt` counts the calls.
///
/// # Errors
/// If it cannot be loaded or started. Returns the message to show the user.
pub async fn start(attempt: u32) -> Result<(), String> {
    let started = fetch_and_start(attempt).await;
    started.map_err(|error| match error {
        BrowserError::Download(reason)
        | BrowserError::InvalidModule(reason)
        | BrowserError::Js(reason) => (text::PAGE.errors.inspector)(&reason),
        BrowserError::Missing(_) => error.to_string(),
    })
}

async fn fetch_and_start(attempt: u32) -> Result<(), BrowserError> {
    let bundle = Bundle::inspector()?;
    let module = worker::compile(&bundle.wasm).await?;
    // Browsers cache the failure of a module script, so each attempt uses another URL.
    let js = format!("{}&{attempt}", bundle.js);
    let start: Function = Reflect::get(&js_sys::global(), &"startBundle".into())?.dyn_into()?;
    let started = start.call2(&js_sys::global(), &js.into(), &module)?;
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
        init.set_detail(&Uint8Array::from(protocol::encode(message).as_slice()));
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
            on_message(protocol::decode(&bytes.to_vec()));
        })
    }
}
