//! The panels of See inside, a second program in the page: its start, and both ends of what the page tells it.
//!
//! The page's part is an empty element, which the panels fill, and on which it fires an event for each digit and each task.

use gloo_events::EventListener;
use js_sys::{Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement, window};

use super::bundle::Bundle;
use super::error::BrowserError;
use super::worker;
use crate::protocol::panels::Told;
use crate::protocol::{self, Garbled};

/// The id of the element that the panels fill.
pub const HOST: &str = "panels";
const TOLD: &str = "told";

/// The page's side: fetches the panels and starts them. Once started, they listen.
///
/// # Errors
/// Where they cannot be had or do not start; with the reason for a person to read.
pub async fn start(attempt: u32) -> Result<(), String> {
    let started = fetch_and_start(attempt).await;
    started.map_err(|error| match error {
        BrowserError::Download(why) | BrowserError::Module(why) | BrowserError::Refused(why) => {
            format!("See inside could not be loaded ({why}). Check the connection.")
        }
        BrowserError::Missing(_) => error.to_string(),
    })
}

async fn fetch_and_start(attempt: u32) -> Result<(), BrowserError> {
    let bundle = Bundle::of_panels()?;
    let module = worker::compile(&bundle.wasm).await?;
    // A browser may remember that a script could not be had: another attempt needs another address.
    let js = format!("{}&{attempt}", bundle.js);
    let start: Function = Reflect::get(&js_sys::global(), &"startBundle".into())?.dyn_into()?;
    let started = start.call2(&js_sys::global(), &js.into(), &module)?;
    JsFuture::from(started.dyn_into::<Promise>()?).await?;
    Ok(())
}

/// The element that the page leaves for the panels.
#[derive(Clone, Debug)]
pub struct Place(HtmlElement);

impl Place {
    /// Finds it.
    ///
    /// # Errors
    /// Where the page has none.
    pub fn find() -> Result<Self, BrowserError> {
        let document = window().and_then(|window| window.document());
        let host = document.and_then(|document| document.get_element_by_id(HOST));
        let host = host.and_then(|host| host.dyn_into().ok());
        host.map(Self)
            .ok_or(BrowserError::Missing("the place of See inside"))
    }

    /// The element itself, to be filled.
    #[must_use]
    pub fn element(&self) -> HtmlElement {
        self.0.clone()
    }

    /// The page's side: opens what the element lies in, as a person does by its heading.
    pub fn open(&self) {
        if let Ok(Some(details)) = self.0.closest("details") {
            // Refused, it stays closed, and a person opens it.
            let _ = details.set_attribute("open", "");
        }
    }

    /// The page's side: tells what digit there is, if any, or which task.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub fn tell(&self, told: &Told) -> Result<(), BrowserError> {
        let init = CustomEventInit::new();
        init.set_detail(&Uint8Array::from(protocol::encode(told).as_slice()));
        let event = CustomEvent::new_with_event_init_dict(TOLD, &init)?;
        self.0.dispatch_event(&event)?;
        Ok(())
    }

    /// The panels' side: hears all that is told, for as long as the listener lives.
    pub fn listen(&self, hear: impl Fn(Result<Told, Garbled>) + 'static) -> EventListener {
        EventListener::new(&self.0, TOLD, move |event| {
            let bytes = Uint8Array::new(&event.unchecked_ref::<CustomEvent>().detail());
            hear(protocol::decode(&bytes.to_vec()));
        })
    }
}
