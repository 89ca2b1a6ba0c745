//! Keys to commands, and on the pad to the keyboard's pen. Off the pad only keys that write nothing are used, so
//! that no reader of the page is surprised by them.

use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use crate::state::Command;
use crate::state::key_pen::{Direction, Pace, PenKey};
use crate::state::pen::{Brush, Tip};

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

/// What a key that goes down does while the pad has the focus, besides what it does everywhere.
#[must_use]
pub fn on_pad(event: &KeyboardEvent) -> Option<Command> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    match event.key().as_str() {
        "p" | "P" => Some(Command::Take(Tip::Ink)),
        "e" | "E" => Some(Command::Take(Tip::Eraser)),
        "1" => Some(Command::Dip(Brush::Fine)),
        "2" => Some(Command::Dip(Brush::Medium)),
        "3" => Some(Command::Dip(Brush::Broad)),
        _ => None,
    }
}

/// What a key that goes down on the pad does to the keyboard's pen, which is down or lifted.
#[must_use]
pub fn pen_down(event: &KeyboardEvent, is_down: bool) -> Option<PenKey> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    match event.key().as_str() {
        " " if !event.repeat() => Some(PenKey::Toggle),
        "Escape" if is_down => Some(PenKey::Lift),
        _ => {
            let pace = if event.shift_key() {
                Pace::Small
            } else {
                Pace::Usual
            };
            direction(event).map(|direction| PenKey::Move(direction, pace))
        }
    }
}

/// What a key that comes up does to the keyboard's pen.
#[must_use]
pub fn pen_up(event: &KeyboardEvent) -> Option<PenKey> {
    direction(event).map(PenKey::Release)
}

/// Arrows, and the keys at the corners of a number pad.
fn direction(event: &KeyboardEvent) -> Option<Direction> {
    let (x, y) = match event.key().as_str() {
        "ArrowLeft" => (-1, 0),
        "ArrowRight" => (1, 0),
        "ArrowUp" => (0, -1),
        "ArrowDown" => (0, 1),
        "Home" => (-1, -1),
        "PageUp" => (1, -1),
        "End" => (-1, 1),
        "PageDown" => (1, 1),
        _ => return None,
    };
    Some(Direction { x, y })
}

fn is_on_control(event: &KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    target
        .is_some_and(|element| matches!(element.closest("button, a, summary, input"), Ok(Some(_))))
}
