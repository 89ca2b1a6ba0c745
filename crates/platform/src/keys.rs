//! Keyboard shortcuts of the page and of the pad, and the keys of the keyboard pen.
//!
//! No page shortcut is a character key alone (WCAG 2.1.4). The pad's shortcuts may be, because they need focus.

use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use session::Command;
use session::keyboard_pen::{Direction, PenKey, StepSize};
use session::pointer::{Brush, Tool};

/// Returns the command of a page shortcut. Ignores Enter on a button or link, which handles it.
#[must_use]
pub fn page_command(event: &KeyboardEvent) -> Option<Command> {
    let has_modifier = event.ctrl_key() || event.meta_key();
    if event.default_prevented() || event.alt_key() {
        return None;
    }
    match (event.key().as_str(), has_modifier) {
        ("z" | "Z", true) if event.shift_key() => Some(Command::Redo),
        _ if event.shift_key() => None,
        ("Enter", false) if !event.repeat() && !is_on_control(event) => Some(Command::Classify),
        ("Delete" | "Escape", false) => Some(Command::Erase),
        ("z" | "Z", true) => Some(Command::Undo),
        ("y" | "Y", true) => Some(Command::Redo),
        _ => None,
    }
}

/// Returns the command of a shortcut that works only while the pad has focus.
#[must_use]
pub fn pad_command(event: &KeyboardEvent) -> Option<Command> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    match event.key().as_str() {
        "p" | "P" => Some(Command::SelectTool(Tool::Pen)),
        "e" | "E" => Some(Command::SelectTool(Tool::Eraser)),
        "1" => Some(Command::SetBrush(Brush::Fine)),
        "2" => Some(Command::SetBrush(Brush::Medium)),
        "3" => Some(Command::SetBrush(Brush::Broad)),
        _ => None,
    }
}

/// Returns the keyboard pen's action for a pressed key. `is_pen_down` tells whether the pen is drawing.
#[must_use]
pub fn pen_key_down(event: &KeyboardEvent, is_pen_down: bool) -> Option<PenKey> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    match event.key().as_str() {
        " " if !event.repeat() => Some(PenKey::Toggle),
        "Escape" if is_pen_down => Some(PenKey::Lift),
        _ => {
            let step = if event.shift_key() {
                StepSize::Small
            } else {
                StepSize::Normal
            };
            direction(event).map(|direction| PenKey::Move(direction, step))
        }
    }
}

/// Returns the keyboard pen's action for a released key.
#[must_use]
pub fn pen_key_up(event: &KeyboardEvent) -> Option<PenKey> {
    direction(event).map(PenKey::Release)
}

/// Returns the direction of an arrow key, or of a diagonal key of the numeric keypad.
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
