//! Converts pointer events to pointer input in units of the pad's side.
//!
//! The pad captures a pressed pointer, so that a stroke continues outside the pad. It uses all events that the browser
//! coalesced between two frames. In browsers with `pointerrawupdate`, moves are processed before the next frame, so
//! that the network reads them while the browser prepares the frame.

use ink::Point;
use wasm_bindgen::prelude::*;
use web_sys::{Element, PointerEvent};

use session::pointer::{Pointer, PointerId, PointerInput, PointerSample, PointerType, Tool};

#[wasm_bindgen]
extern "C" {
    /// Properties of pointer events that web-sys lacks or rounds to whole pixels.
    type PointerEventExt;
    #[wasm_bindgen(method, getter, js_name = clientX)]
    fn client_x(this: &PointerEventExt) -> f64;
    #[wasm_bindgen(method, getter, js_name = clientY)]
    fn client_y(this: &PointerEventExt) -> f64;
    /// Predicts the next positions. Not available in every browser.
    #[wasm_bindgen(method, catch, js_name = getPredictedEvents)]
    fn predicted_events(this: &PointerEventExt) -> Result<js_sys::Array, JsValue>;
}

/// The `button` of a pen's eraser end.
const ERASER_BUTTON: i16 = 5;

/// Converts `pointerdown`. `None` for other buttons of a mouse or pen.
#[must_use]
pub fn pressed(event: &PointerEvent) -> Option<PointerInput> {
    let pad = pad(event)?;
    let tool = match event.button() {
        0 => Tool::Pen,
        ERASER_BUTTON => Tool::Eraser,
        _ => return None,
    };
    // Fails for synthetic events, which have no active pointer and need no capture.
    let _ = pad.set_pointer_capture(event.pointer_id());
    let pointer = Pointer {
        id: event.pointer_id(),
        pointer_type: pointer_type(event),
    };
    let sample = sample(event, &PadRect::of(&pad));
    Some(PointerInput::Down(pointer, tool, sample))
}

/// Converts moves. Returns each move once, even if both `pointerrawupdate` and `pointermove` report it.
#[derive(Default)]
pub struct PointerTracker(Vec<TrackedPointer>);

/// A pointer that reports raw updates.
struct TrackedPointer {
    id: PointerId,
    pending: Vec<PointerEvent>,
    /// Time of the last event that was processed, in milliseconds.
    processed_ms: f64,
}

/// Minimum interval between two processed raw updates. It limits the work per frame.
const MIN_INTERVAL_MS: f64 = 8.0;

impl PointerTracker {
    /// Handles `pointerrawupdate`. Returns the pending moves unless the last ones were processed less than
    /// [`MIN_INTERVAL_MS`] ago.
    pub fn raw_update(&mut self, event: &PointerEvent) -> Vec<PointerInput> {
        if event.buttons() == 0 {
            return Vec::new();
        }
        let pointer = self.get_or_insert(event.pointer_id());
        pointer.pending.extend(coalesced(event));
        let is_due = event.time_stamp() - pointer.processed_ms >= MIN_INTERVAL_MS;
        let input = is_due.then(|| pointer.take_pending(event)).flatten();
        input.into_iter().collect()
    }

    /// Handles `pointermove`. Returns the moves that [`Self::raw_update`] has not returned. A mouse without a pressed
    /// button was released outside the window, which no event reports, so this returns its release.
    pub fn moved(&mut self, event: &PointerEvent) -> Vec<PointerInput> {
        if event.buttons() == 0 && event.pointer_type() == "mouse" {
            return self.released(event);
        }
        let input = match self.position(event.pointer_id()) {
            Some(index) => self.0[index].take_pending(event),
            None => move_input(event, &coalesced(event)),
        };
        input.into_iter().collect()
    }

    /// Handles `pointerup`, `pointercancel` and `lostpointercapture`. Returns the pending moves before the release,
    /// because a busy page may get the last `pointermove` afterwards.
    pub fn released(&mut self, event: &PointerEvent) -> Vec<PointerInput> {
        let index = self.position(event.pointer_id());
        let pending = index.and_then(|index| self.0.swap_remove(index).take_pending(event));
        pending
            .into_iter()
            .chain([PointerInput::Up(event.pointer_id())])
            .collect()
    }

    fn position(&self, id: PointerId) -> Option<usize> {
        self.0.iter().position(|pointer| pointer.id == id)
    }

    fn get_or_insert(&mut self, id: PointerId) -> &mut TrackedPointer {
        let index = self.position(id).unwrap_or_else(|| {
            self.0.push(TrackedPointer {
                id,
                pending: Vec::new(),
                processed_ms: f64::NEG_INFINITY,
            });
            self.0.len() - 1
        });
        &mut self.0[index]
    }
}

impl TrackedPointer {
    fn take_pending(&mut self, event: &PointerEvent) -> Option<PointerInput> {
        self.processed_ms = event.time_stamp();
        move_input(event, &std::mem::take(&mut self.pending))
    }
}

fn move_input(event: &PointerEvent, moves: &[PointerEvent]) -> Option<PointerInput> {
    if moves.is_empty() {
        return None;
    }
    let rect = PadRect::of(&pad(event)?);
    let samples = moves.iter().map(|event| sample(event, &rect)).collect();
    Some(PointerInput::Move(event.pointer_id(), samples))
}

/// Returns the events that the browser merged into this one.
fn coalesced(event: &PointerEvent) -> Vec<PointerEvent> {
    let coalesced = pointer_events(&event.get_coalesced_events());
    if coalesced.is_empty() {
        vec![event.clone()]
    } else {
        coalesced
    }
}

/// Returns the positions that the browser predicts next, in units of the pad's side. They are drawn on the overlay
/// only; the network never receives them.
#[must_use]
pub fn predicted(event: &PointerEvent) -> Vec<Point> {
    let (extended, Some(pad)) = (event.unchecked_ref::<PointerEventExt>(), pad(event)) else {
        return Vec::new();
    };
    let events = extended.predicted_events().unwrap_or_default();
    let events = pointer_events(&events);
    if events.is_empty() {
        return Vec::new();
    }
    let rect = PadRect::of(&pad);
    let samples = events.iter().map(|event| sample(event, &rect));
    samples.map(|sample| sample.position).collect()
}

fn pad(event: &PointerEvent) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn pointer_events(list: &js_sys::Array) -> Vec<PointerEvent> {
    list.iter().map(JsCast::unchecked_into).collect()
}

fn pointer_type(event: &PointerEvent) -> PointerType {
    match event.pointer_type().as_str() {
        "pen" => PointerType::Pen,
        "touch" => PointerType::Touch,
        _ => PointerType::Mouse,
    }
}

/// The pad's rectangle in the viewport, in CSS pixels. Reading it makes the browser recalculate the layout.
struct PadRect {
    left: f64,
    top: f64,
    side: f64,
}

impl PadRect {
    fn of(pad: &Element) -> Self {
        let rect = pad.get_bounding_client_rect();
        // A detached pad has no size.
        let side = Some(rect.width()).filter(|width| *width > 0.0);
        Self {
            left: rect.left(),
            top: rect.top(),
            side: side.unwrap_or(1.0),
        }
    }
}

fn sample(event: &PointerEvent, rect: &PadRect) -> PointerSample {
    let extended: &PointerEventExt = event.unchecked_ref();
    let relative = |client: f64, origin: f64| ((client - origin) / rect.side) as f32;
    let position = Point {
        x: relative(extended.client_x(), rect.left),
        y: relative(extended.client_y(), rect.top),
    };
    // Without a pressure sensor, mice and touchscreens report 0.5 while pressed, and some pens report 0.
    let pressure = Some(event.pressure());
    let pressure =
        pressure.filter(|pressure| pointer_type(event) == PointerType::Pen && *pressure > 0.0);
    PointerSample {
        position,
        time_ms: event.time_stamp(),
        pressure,
    }
}
