//! A place on no page, and a pen that draws there: for what is to happen before anybody sees it.

use web_sys::{Element, PointerEvent, PointerEventInit, window};

/// An event of a pointer: its name, and where it is, in pixels.
pub type Pointing = (&'static str, [i32; 2]);

/// A short stroke, as a browser tells of it.
pub const STROKE: [Pointing; 5] = [
    ("pointerdown", [0, 0]),
    ("pointerrawupdate", [0, 1]),
    ("pointermove", [0, 1]),
    ("pointermove", [1, 1]),
    ("pointerup", [1, 1]),
];

/// An element on no page.
#[must_use]
pub fn place() -> Option<Element> {
    window()?.document()?.create_element("div").ok()
}

/// Sends the event to the pad in this place.
pub fn point(place: &Element, (name, [x, y]): Pointing) {
    let init = PointerEventInit::new();
    init.set_buttons(u16::from(name != "pointerup"));
    init.set_client_x(x);
    init.set_client_y(y);
    let pad = place.query_selector("canvas").ok().flatten();
    let event = PointerEvent::new_with_event_init_dict(name, &init);
    if let (Some(pad), Ok(event)) = (pad, event) {
        // No browser refuses an event of its own kind.
        let _ = pad.dispatch_event(&event);
    }
}
