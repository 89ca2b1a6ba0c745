//! Keys to commands. Only keys that write nothing are used, so that no reader of the page is
//! surprised by them.

use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use crate::state::Command;

/// The command that a key stands for. Enter on a control is left to the control.
#[must_use]
pub fn command(event: &KeyboardEvent) -> Option<Command> {
    let modifier = event.ctrl_key() || event.meta_key();
    if event.default_prevented() || event.alt_key() {
        return None;
    }
    match (event.key().as_str(), modifier) {
        ("z" | "Z", true) if event.shift_key() => Some(Command::Redo),
        _ if event.shift_key() => None,
        ("Enter", false) if !event.repeat() && !is_on_control(event) => Some(Command::Classify),
        ("Delete" | "Escape", false) => Some(Command::Erase),
        ("z" | "Z", true) => Some(Command::Undo),
        ("y" | "Y", true) => Some(Command::Redo),
        _ => None,
    }
}

fn is_on_control(event: &KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| matches!(element.closest("button, a"), Ok(Some(_))))
}
