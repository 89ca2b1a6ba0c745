//! Creates elements outside the document and dispatches synthetic pointer events to a pad in them.

use web_sys::{Element, PointerEvent, PointerEventInit, window};

/// The name of a pointer event and its position in pixels.
pub type StrokeEvent = (&'static str, [i32; 2]);

/// The events of a short stroke, in the order in which a browser dispatches them.
pub const STROKE: [StrokeEvent; 5] = [
    ("pointerdown", [0, 0]),
    ("pointerrawupdate", [0, 1]),
    ("pointermove", [0, 1]),
    ("pointermove", [1, 1]),
    ("pointerup", [1, 1]),
];

/// Creates an element that is not in the document.
#[must_use]
pub fn create_element() -> Option<Element> {
    window()?.document()?.create_element("div").ok()
}

/// Dispatches an event to the pad's canvas in this element.
pub fn dispatch(parent: &Element, (name, [x, y]): StrokeEvent) {
    let init = PointerEventInit::new();
    init.set_buttons(u16::from(name != "pointerup"));
    init.set_client_x(x);
    init.set_client_y(y);
    let pad = parent.query_selector("canvas").ok().flatten();
    let event = PointerEvent::new_with_event_init_dict(name, &init);
    if let (Some(pad), Ok(event)) = (pad, event) {
        // Fails only for an event that is already being dispatched.
        let _ = pad.dispatch_event(&event);
    }
}
