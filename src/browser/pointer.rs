//! Pointer events to pen movements in units of the pad's side.
//!
//! The pad captures a pointer that touches down, so that strokes go on over its edge, and takes
//! every place between two frames that the browser has coalesced into one event.

use ink::Point;
use wasm_bindgen::prelude::*;
use web_sys::{Element, PointerEvent};

use crate::state::sheet::PenEvent;

#[wasm_bindgen]
extern "C" {
    /// A mouse event's place in full precision, which web-sys cuts to whole pixels.
    type Place;
    #[wasm_bindgen(method, getter, js_name = clientX)]
    fn client_x(this: &Place) -> f64;
    #[wasm_bindgen(method, getter, js_name = clientY)]
    fn client_y(this: &Place) -> f64;
}

/// A pointer that touches down on the pad; `None` of a mouse's or pen's other buttons.
#[must_use]
pub fn down(event: &PointerEvent) -> Option<PenEvent> {
    let pad = pad(event)?;
    if event.button() != 0 {
        return None;
    }
    // Fails for events that a script made up, which name no real pointer: they need no capture.
    let _ = pad.set_pointer_capture(event.pointer_id());
    Some(PenEvent::Down(event.pointer_id(), place(event, &pad)))
}

/// A pointer that moves on the pad. A mouse that comes back with its button up has been lifted
/// where no event told of it.
#[must_use]
pub fn moved(event: &PointerEvent) -> Option<PenEvent> {
    if event.buttons() == 0 && event.pointer_type() == "mouse" {
        return Some(up(event));
    }
    let pad = pad(event)?;
    let coalesced: Vec<PointerEvent> = event
        .get_coalesced_events()
        .iter()
        .map(JsCast::unchecked_into)
        .collect();
    let passed = if coalesced.is_empty() {
        std::slice::from_ref(event)
    } else {
        &coalesced
    };
    let places = passed.iter().map(|event| place(event, &pad)).collect();
    Some(PenEvent::Move(event.pointer_id(), places))
}

/// A pointer that lifts off, or that the system takes away.
#[must_use]
pub fn up(event: &PointerEvent) -> PenEvent {
    PenEvent::Up(event.pointer_id())
}

fn pad(event: &PointerEvent) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn place(event: &PointerEvent, pad: &Element) -> Point {
    let frame = pad.get_bounding_client_rect();
    let event: &Place = event.unchecked_ref();
    let along = |at: f64, start: f64, side: f64| ((at - start) / side) as f32;
    Point {
        x: along(event.client_x(), frame.left(), frame.width()),
        y: along(event.client_y(), frame.top(), frame.width()),
    }
}
