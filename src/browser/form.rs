//! What a person has set a form's field to.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent, MouseEvent};

/// The number of the field that has changed; `None` where it is none.
#[must_use]
pub fn number(event: &Event) -> Option<f32> {
    let field: HtmlInputElement = event.target()?.dyn_into().ok()?;
    Some(field.value_as_number() as f32).filter(|number| number.is_finite())
}

/// Whether the box that has changed is ticked.
#[must_use]
pub fn is_ticked(event: &Event) -> bool {
    let field = event
        .target()
        .and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    field.is_some_and(|field| field.checked())
}

/// Whether what a person has opened or closed is open.
#[must_use]
pub fn is_open(event: &Event) -> bool {
    let details = event
        .target()
        .and_then(|details| details.dyn_into::<Element>().ok());
    details.is_some_and(|details| details.has_attribute("open"))
}

/// Where in an element it was pressed, in shares of its width and height.
#[must_use]
pub fn spot(event: &MouseEvent) -> Option<[f32; 2]> {
    let element: HtmlElement = event.target()?.dyn_into().ok()?;
    let size = [element.client_width(), element.client_height()];
    let [x, y] = [event.offset_x(), event.offset_y()];
    let share = |at: i32, size: i32| (at as f32 / size.max(1) as f32).clamp(0.0, 0.999);
    Some([share(x, size[0]), share(y, size[1])])
}

/// Where an arrow key leads, right and down; `None` of any other key.
#[must_use]
pub fn arrow(event: &KeyboardEvent) -> Option<[isize; 2]> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    match event.key().as_str() {
        "ArrowLeft" => Some([-1, 0]),
        "ArrowRight" => Some([1, 0]),
        "ArrowUp" => Some([0, -1]),
        "ArrowDown" => Some([0, 1]),
        _ => None,
    }
}
