//! Pointer events to pen movements in units of the pad's side.
//!
//! The pad captures a pointer that touches down, so that strokes go on over its edge, and takes
//! every place between two frames that the browser has coalesced into one event. Where the browser tells of a move
//! before the frame that it is shown in (`pointerrawupdate`), the network reads it while that frame is still to come.

use ink::Point;
use wasm_bindgen::prelude::*;
use web_sys::{Element, PointerEvent};

use crate::state::pen::{Device, PenEvent, Pointer, PointerId, Tip, Touch};

#[wasm_bindgen]
extern "C" {
    /// A mouse event's place in full precision, which web-sys cuts to whole pixels.
    type Place;
    #[wasm_bindgen(method, getter, js_name = clientX)]
    fn client_x(this: &Place) -> f64;
    #[wasm_bindgen(method, getter, js_name = clientY)]
    fn client_y(this: &Place) -> f64;
    /// Where the browser expects the pointer next; not every browser does.
    #[wasm_bindgen(method, catch, js_name = getPredictedEvents)]
    fn predicted_events(this: &Place) -> Result<js_sys::Array, JsValue>;
}

/// A pen turned round, as `button` and as a bit of `buttons` say it.
const ERASER_BUTTON: i16 = 5;

/// A pointer that touches down on the pad; `None` of a mouse's or pen's other buttons.
#[must_use]
pub fn down(event: &PointerEvent) -> Option<PenEvent> {
    let pad = pad(event)?;
    let tip = match event.button() {
        0 => Tip::Ink,
        ERASER_BUTTON => Tip::Eraser,
        _ => return None,
    };
    // Fails for events that a script made up, which name no real pointer: they need no capture.
    let _ = pad.set_pointer_capture(event.pointer_id());
    let pointer = Pointer {
        id: event.pointer_id(),
        device: device(event),
    };
    Some(PenEvent::Down(pointer, tip, touch(event, &Frame::of(&pad))))
}

/// The moves of the pointers on the pad, each taken once, whether the browser tells of it before the frame or in it.
#[derive(Default)]
pub struct Moves(Vec<Early>);

/// A pointer whose moves the browser tells of before the frame.
struct Early {
    id: PointerId,
    waiting: Vec<PointerEvent>,
    /// When the last of them that was taken happened, in milliseconds.
    taken_ms: f64,
}

/// Between two frames a fast pen's moves are taken no more often than this: each costs the page some work.
const LEAST_MS: f64 = 8.0;

impl Moves {
    /// A move that the browser tells of before the frame, with those that have waited for it; nothing where it
    /// waits in its turn.
    pub fn early(&mut self, event: &PointerEvent) -> Vec<PenEvent> {
        if event.buttons() == 0 {
            return Vec::new();
        }
        let early = self.early_of(event.pointer_id());
        early.waiting.extend(passed(event));
        let is_due = event.time_stamp() - early.taken_ms >= LEAST_MS;
        let taken = is_due.then(|| early.take(event)).flatten();
        taken.into_iter().collect()
    }

    /// A move in its frame: all of it that has not been taken early. A mouse that comes back with its button up has
    /// been lifted where no event told of it.
    pub fn in_frame(&mut self, event: &PointerEvent) -> Vec<PenEvent> {
        if event.buttons() == 0 && event.pointer_type() == "mouse" {
            return self.up(event);
        }
        let taken = match self.known(event.pointer_id()) {
            Some(at) => self.0[at].take(event),
            None => moved(event, &passed(event)),
        };
        taken.into_iter().collect()
    }

    /// A pointer that lifts off, or that the system takes away. A busy page is told of the last moves after their
    /// frame: what still waits is taken first.
    pub fn up(&mut self, event: &PointerEvent) -> Vec<PenEvent> {
        let known = self.known(event.pointer_id());
        let last = known.and_then(|at| self.0.swap_remove(at).take(event));
        last.into_iter()
            .chain([PenEvent::Up(event.pointer_id())])
            .collect()
    }

    fn known(&self, id: PointerId) -> Option<usize> {
        self.0.iter().position(|early| early.id == id)
    }

    fn early_of(&mut self, id: PointerId) -> &mut Early {
        let at = self.known(id).unwrap_or_else(|| {
            self.0.push(Early {
                id,
                waiting: Vec::new(),
                taken_ms: f64::NEG_INFINITY,
            });
            self.0.len() - 1
        });
        &mut self.0[at]
    }
}

impl Early {
    fn take(&mut self, event: &PointerEvent) -> Option<PenEvent> {
        self.taken_ms = event.time_stamp();
        moved(event, &std::mem::take(&mut self.waiting))
    }
}

fn moved(event: &PointerEvent, passed: &[PointerEvent]) -> Option<PenEvent> {
    if passed.is_empty() {
        return None;
    }
    let frame = Frame::of(&pad(event)?);
    let touches = passed.iter().map(|event| touch(event, &frame)).collect();
    Some(PenEvent::Move(event.pointer_id(), touches))
}

/// The events that the browser has made one of.
fn passed(event: &PointerEvent) -> Vec<PointerEvent> {
    let coalesced = pointer_events(&event.get_coalesced_events());
    if coalesced.is_empty() {
        vec![event.clone()]
    } else {
        coalesced
    }
}

/// The places, in units of the pad's side, where the browser expects the pointer next: for the eye alone.
#[must_use]
pub fn predicted(event: &PointerEvent) -> Vec<Point> {
    let (place, Some(pad)) = (event.unchecked_ref::<Place>(), pad(event)) else {
        return Vec::new();
    };
    let events = place.predicted_events().unwrap_or_default();
    let events = pointer_events(&events);
    if events.is_empty() {
        return Vec::new();
    }
    let frame = Frame::of(&pad);
    events.iter().map(|event| touch(event, &frame).at).collect()
}

fn pad(event: &PointerEvent) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn pointer_events(list: &js_sys::Array) -> Vec<PointerEvent> {
    list.iter().map(JsCast::unchecked_into).collect()
}

fn device(event: &PointerEvent) -> Device {
    match event.pointer_type().as_str() {
        "pen" => Device::Pen,
        "touch" => Device::Finger,
        _ => Device::Mouse,
    }
}

/// Where the pad is in the window, in CSS pixels. To ask for it makes the browser lay the page out.
struct Frame {
    left: f64,
    top: f64,
    side: f64,
}

impl Frame {
    fn of(pad: &Element) -> Self {
        let frame = pad.get_bounding_client_rect();
        // A pad that is on no page has no size.
        let side = Some(frame.width()).filter(|width| *width > 0.0);
        Self {
            left: frame.left(),
            top: frame.top(),
            side: side.unwrap_or(1.0),
        }
    }
}

fn touch(event: &PointerEvent, frame: &Frame) -> Touch {
    let place: &Place = event.unchecked_ref();
    let along = |at: f64, start: f64| ((at - start) / frame.side) as f32;
    let at = Point {
        x: along(place.client_x(), frame.left),
        y: along(place.client_y(), frame.top),
    };
    // Other devices say 0.5 while they touch, whatever the hand does; a pen that cannot tell, 0.
    let pressure = Some(event.pressure());
    let pressure = pressure.filter(|pressure| device(event) == Device::Pen && *pressure > 0.0);
    Touch {
        at,
        time_ms: event.time_stamp(),
        pressure,
    }
}
