//! Test helpers that mount a component in the document, query it and record its callbacks.

use std::sync::{Arc, Mutex};

use gloo_timers::future::TimeoutFuture;
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, Event, HtmlCanvasElement, HtmlElement};

/// Maximum duration of effects and animation frames.
const SETTLE_MS: u32 = 20;

/// A mounted component. It is removed on drop.
pub(crate) struct Mounted {
    host: HtmlElement,
    _mounted: Box<dyn std::any::Any>,
}

impl Mounted {
    pub(crate) fn new<N: IntoView + 'static>(component: impl FnOnce() -> N + 'static) -> Self {
        let host: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&host).unwrap();
        let mounted = mount_to(host.clone(), component);
        Self {
            host,
            _mounted: Box::new(mounted),
        }
    }

    /// Waits until effects have run.
    pub(crate) async fn settle(&self) {
        TimeoutFuture::new(SETTLE_MS).await;
    }

    pub(crate) fn find(&self, selector: &str) -> HtmlElement {
        let found = self.host.query_selector(selector).unwrap();
        found
            .unwrap_or_else(|| panic!("no element matches {selector}"))
            .unchecked_into()
    }

    pub(crate) fn by_testid(&self, testid: &str) -> HtmlElement {
        self.find(&format!("[data-testid={testid}]"))
    }

    pub(crate) fn text(&self, selector: &str) -> String {
        self.find(selector).text_content().unwrap()
    }

    pub(crate) fn count(&self, selector: &str) -> u32 {
        self.host.query_selector_all(selector).unwrap().length()
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.host.remove();
    }
}

/// Creates a prop that never changes.
pub(crate) fn constant<T: Clone + PartialEq + Send + Sync + 'static>(value: T) -> Memo<T> {
    Memo::new(move |_| value.clone())
}

/// Creates a prop with the value of a signal.
pub(crate) fn tracking<T: Clone + PartialEq + Send + Sync + 'static>(
    value: RwSignal<T>,
) -> Memo<T> {
    Memo::new(move |_| value.get())
}

/// Records the arguments of a callback.
#[derive(Clone)]
pub(crate) struct Recorder<T>(Arc<Mutex<Vec<T>>>);

impl<T> Default for Recorder<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T: Clone + Send + Sync + 'static> Recorder<T> {
    pub(crate) fn callback(&self) -> Callback<T> {
        let recorded = Arc::clone(&self.0);
        Callback::new(move |argument| recorded.lock().unwrap().push(argument))
    }

    pub(crate) fn recorded(&self) -> Vec<T> {
        self.0.lock().unwrap().clone()
    }
}

pub(crate) fn event(name: &str) -> Event {
    Event::new(name).unwrap()
}

/// Returns the pixels of a square canvas as RGBA. The page itself reads a canvas only to export a PNG file.
pub(crate) fn pixels(canvas: &HtmlElement, side: u32) -> Vec<u8> {
    let canvas: &HtmlCanvasElement = canvas.unchecked_ref();
    let context: CanvasRenderingContext2d =
        canvas.get_context("2d").unwrap().unwrap().unchecked_into();
    let side = f64::from(side);
    context
        .get_image_data(0.0, 0.0, side, side)
        .unwrap()
        .data()
        .0
}
