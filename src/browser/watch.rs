//! What makes a canvas look out of date: another size, a screen of another density, another colour scheme.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{HtmlCanvasElement, ResizeObserver, window};

use super::canvas::pixel_ratio;
use super::error::BrowserError;

/// Watches a canvas for as long as it lives.
pub(super) struct Watch {
    observer: ResizeObserver,
    _resized: Closure<dyn FnMut()>,
    _scheme: Option<EventListener>,
    _density: Rc<RefCell<Option<EventListener>>>,
}

impl Watch {
    pub(super) fn new(
        canvas: &HtmlCanvasElement,
        repaint: Rc<dyn Fn()>,
    ) -> Result<Self, BrowserError> {
        let resized = Closure::new({
            let repaint = Rc::clone(&repaint);
            move || repaint()
        });
        let observer = ResizeObserver::new(resized.as_ref().unchecked_ref())?;
        observer.observe(canvas);
        let scheme = on_media_change("(prefers-color-scheme: dark)", {
            let repaint = Rc::clone(&repaint);
            move || repaint()
        });
        let density = Rc::default();
        watch_density(&density, repaint);
        Ok(Self {
            observer,
            _resized: resized,
            _scheme: scheme,
            _density: density,
        })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls back when the window meets a screen of another density. A media query names one density,
/// so each change asks for a new one.
fn watch_density(listener: &Rc<RefCell<Option<EventListener>>>, repaint: Rc<dyn Fn()>) {
    let query = format!("(resolution: {}dppx)", pixel_ratio());
    let weak = Rc::downgrade(listener);
    let next = on_media_change(&query, move || {
        repaint();
        if let Some(listener) = weak.upgrade() {
            watch_density(&listener, Rc::clone(&repaint));
        }
    });
    listener.replace(next);
}

fn on_media_change(query: &str, react: impl Fn() + 'static) -> Option<EventListener> {
    let list = window()?.match_media(query).ok().flatten()?;
    Some(EventListener::new(&list, "change", move |_| react()))
}
