//! Reads values from DOM events.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent, MouseEvent};

/// Returns the new value of a number input or slider. `None` if it is not a finite number.
#[must_use]
pub fn number_value(event: &Event) -> Option<f32> {
    let field: HtmlInputElement = event.target()?.dyn_into().ok()?;
    Some(field.value_as_number() as f32).filter(|number| number.is_finite())
}

/// Returns whether a changed checkbox is checked.
#[must_use]
pub fn is_checked(event: &Event) -> bool {
    let field = event
        .target()
        .and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    field.is_some_and(|field| field.checked())
}

/// Returns whether a toggled `<details>` element is open.
#[must_use]
pub fn is_open(event: &Event) -> bool {
    let details = event
        .target()
        .and_then(|details| details.dyn_into::<Element>().ok());
    details.is_some_and(|details| details.has_attribute("open"))
}

/// Returns the position of a click as a fraction of the element's width and height.
#[must_use]
pub fn click_position(event: &MouseEvent) -> Option<[f32; 2]> {
    let element: HtmlElement = event.target()?.dyn_into().ok()?;
    let size = [element.client_width(), element.client_height()];
    let [x, y] = [event.offset_x(), event.offset_y()];
    let fraction = |offset: i32, size: i32| (offset as f32 / size.max(1) as f32).clamp(0.0, 0.999);
    Some([fraction(x, size[0]), fraction(y, size[1])])
}

/// Returns the direction of an arrow key as steps to the right and down. `None` for other keys.
#[must_use]
pub fn arrow_direction(event: &KeyboardEvent) -> Option<[isize; 2]> {
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
