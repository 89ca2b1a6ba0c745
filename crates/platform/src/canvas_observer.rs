//! Observes what invalidates the content of a canvas: its size, the device pixel ratio, the colour scheme.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{HtmlCanvasElement, ResizeObserver, window};

use super::canvas::pixel_ratio;
use super::error::BrowserError;

/// Observes a canvas until it is dropped.
pub(super) struct CanvasObserver {
    observer: ResizeObserver,
    _on_resize: Closure<dyn FnMut()>,
    _color_scheme_listener: Option<EventListener>,
    _pixel_ratio_listener: Rc<RefCell<Option<EventListener>>>,
}

impl CanvasObserver {
    pub(super) fn new(
        canvas: &HtmlCanvasElement,
        on_change: Rc<dyn Fn()>,
    ) -> Result<Self, BrowserError> {
        let on_resize = Closure::new({
            let on_change = Rc::clone(&on_change);
            move || on_change()
        });
        let observer = ResizeObserver::new(on_resize.as_ref().unchecked_ref())?;
        observer.observe(canvas);
        let color_scheme_listener = on_media_change("(prefers-color-scheme: dark)", {
            let on_change = Rc::clone(&on_change);
            move || on_change()
        });
        let pixel_ratio_listener = Rc::default();
        observe_pixel_ratio(&pixel_ratio_listener, on_change);
        Ok(Self {
            observer,
            _on_resize: on_resize,
            _color_scheme_listener: color_scheme_listener,
            _pixel_ratio_listener: pixel_ratio_listener,
        })
    }
}

impl Drop for CanvasObserver {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Observes the device pixel ratio. A media query matches one ratio only, so each change needs a new query.
fn observe_pixel_ratio(listener: &Rc<RefCell<Option<EventListener>>>, on_change: Rc<dyn Fn()>) {
    let query = format!("(resolution: {}dppx)", pixel_ratio());
    let weak = Rc::downgrade(listener);
    let next = on_media_change(&query, move || {
        on_change();
        if let Some(listener) = weak.upgrade() {
            observe_pixel_ratio(&listener, Rc::clone(&on_change));
        }
    });
    listener.replace(next);
}

fn on_media_change(query: &str, callback: impl Fn() + 'static) -> Option<EventListener> {
    let list = window()?.match_media(query).ok().flatten()?;
    Some(EventListener::new(&list, "change", move |_| callback()))
}
