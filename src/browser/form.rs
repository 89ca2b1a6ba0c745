//! What a person has set a form's field to.

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

/// The number of the field that has changed; `None` where it is none.
#[must_use]
pub fn number(event: &Event) -> Option<f32> {
    let field: HtmlInputElement = event.target()?.dyn_into().ok()?;
    Some(field.value_as_number() as f32).filter(|number| number.is_finite())
}
