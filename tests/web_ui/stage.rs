//! A place in the document to mount a component on, and to look at it from outside.

use std::sync::{Arc, Mutex};

use gloo_timers::future::TimeoutFuture;
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, Event, HtmlCanvasElement, HtmlElement};

/// A mounted component; taken down when dropped.
pub(crate) struct Stage {
    host: HtmlElement,
    _mounted: Box<dyn std::any::Any>,
}

impl Stage {
    pub(crate) fn new<N: IntoView + 'static>(component: impl FnOnce() -> N + 'static) -> Self {
        let host: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&host).unwrap();
        let mounted = mount_to(host.clone(), component);
        Self {
            host,
            _mounted: Box::new(mounted),
        }
    }

    /// Lets effects run.
    pub(crate) async fn settle(&self) {
        TimeoutFuture::new(20).await;
    }

    pub(crate) fn find(&self, selector: &str) -> HtmlElement {
        let found = self.host.query_selector(selector).unwrap();
        found
            .unwrap_or_else(|| panic!("nothing is {selector}"))
            .unchecked_into()
    }

    pub(crate) fn hook(&self, testid: &str) -> HtmlElement {
        self.find(&format!("[data-testid={testid}]"))
    }

    pub(crate) fn text(&self, selector: &str) -> String {
        self.find(selector).text_content().unwrap()
    }

    pub(crate) fn all(&self, selector: &str) -> u32 {
        self.host.query_selector_all(selector).unwrap().length()
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.host.remove();
    }
}

/// What a component is shown that never changes.
pub(crate) fn still<T: Clone + PartialEq + Send + Sync + 'static>(value: T) -> Memo<T> {
    Memo::new(move |_| value.clone())
}

/// What a component is shown that a test changes.
pub(crate) fn following<T: Clone + PartialEq + Send + Sync + 'static>(
    value: RwSignal<T>,
) -> Memo<T> {
    Memo::new(move |_| value.get())
}

/// What a component has reported so far.
#[derive(Clone)]
pub(crate) struct Heard<T>(Arc<Mutex<Vec<T>>>);

impl<T> Default for Heard<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T: Clone + Send + Sync + 'static> Heard<T> {
    pub(crate) fn callback(&self) -> Callback<T> {
        let heard = Arc::clone(&self.0);
        Callback::new(move |report| heard.lock().unwrap().push(report))
    }

    pub(crate) fn all(&self) -> Vec<T> {
        self.0.lock().unwrap().clone()
    }
}

pub(crate) fn event(name: &str) -> Event {
    Event::new(name).unwrap()
}

/// A square canvas's pixels as RGBA. Tests may read what the page must not.
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
