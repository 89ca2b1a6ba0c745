//! The drawing pad: turns pointer and keyboard events into pointer input, and paints the ink on a canvas.

use leptos::prelude::*;
use leptos::{ev, html};
use platform::keys;
use platform::pad_canvas::{InkCanvas, Overlay, OverlayState, PenCursor};
use platform::pointer::{self, PointerTracker};
use session::Command;
use session::document::Document;
use session::keyboard_pen::{KeyboardPen, PenKey};
use session::pointer::{PointerInput, Tool};

/// A square to draw on with a mouse, finger, pen or keyboard.
#[component]
pub fn Pad(
    /// The document to show, in units of the pad's side.
    document: Memo<Document>,
    /// Whether a pointer is drawing or erasing.
    is_pointer_active: Memo<bool>,
    /// The selected tool.
    tool: Memo<Tool>,
    /// The accessible label of the pad: its content and the prediction.
    description: Memo<String>,
    /// Receives the input of pointers and of the keyboard pen.
    #[prop(into)]
    on_pointer: Callback<PointerInput>,
    /// Receives the commands of keys that work while the pad has focus.
    #[prop(into)]
    on_command: Callback<Command>,
    /// Elements above the ink.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let strings = &text::PAGE.pad;
    let canvas = NodeRef::<html::Canvas>::new();
    let predicted = RwSignal::new(Vec::new());
    let keyboard_pen = RwSignal::new(None::<KeyboardPen>);
    let cursor = move || {
        keyboard_pen.with(|pen| {
            pen.as_ref().map(|pen| PenCursor {
                position: pen.position(),
                is_down: pen.is_down(),
            })
        })
    };
    let tail = move || {
        let tail = document.with(|document| document.ink.tail())?;
        let (start, width, last) = is_pointer_active.get().then_some(tail)?;
        let points = predicted.with(|predicted| [&[last][..], predicted].concat());
        Some((start, width, points))
    };
    let overlay_state = Memo::new(move |_| OverlayState {
        tail: tail(),
        cursor: cursor(),
    });
    let overlay = NodeRef::<html::Canvas>::new();
    paint_when_changed(
        [canvas, overlay],
        document,
        is_pointer_active,
        overlay_state,
    );

    let send = move |input: Option<PointerInput>| {
        input.into_iter().for_each(|input| on_pointer.run(input));
    };
    let press = move |key: PenKey| {
        let input = keyboard_pen.try_update(|pen| pen.get_or_insert_default().press(key));
        send(input.flatten());
    };
    let stop_keyboard_pen = move || {
        if keyboard_pen.with_untracked(Option::is_some) {
            press(PenKey::Lift);
            keyboard_pen.set(None);
        }
    };
    let set_predicted = move |points: Vec<_>| {
        if predicted.with_untracked(|previous| *previous != points) {
            predicted.set(points);
        }
    };
    let tracker = StoredValue::new_local(PointerTracker::default());
    let track = move |step: fn(&mut PointerTracker, &ev::PointerEvent) -> Vec<PointerInput>,
                      event: &ev::PointerEvent| {
        let inputs = tracker.try_update_value(|tracker| step(tracker, event));
        inputs
            .into_iter()
            .flatten()
            .for_each(|input| on_pointer.run(input));
    };
    let release = move |event: ev::PointerEvent| {
        set_predicted(Vec::new());
        track(PointerTracker::released, &event);
    };
    let is_blank = Memo::new(move |_| document.with(Document::is_blank));

    view! {
        <div
            class="pad"
            class:is-blank=is_blank
            class:is-pointer-active=is_pointer_active
            class:is-erasing=move || tool.get() == Tool::Eraser
        >
            <canvas
                node_ref=canvas
                class="pad-ink"
                id="pad"
                data-testid="pad"
                tabindex="0"
                role="application"
                aria-roledescription=strings.role
                aria-label=description
                aria-describedby="pad-help"
                on:pointerdown=move |event| {
                    stop_keyboard_pen();
                    send(pointer::pressed(&event));
                }
                on:pointerrawupdate=move |event: ev::PointerEvent| track(PointerTracker::raw_update, &event)
                on:pointermove=move |event| {
                    track(PointerTracker::moved, &event);
                    let is_drawing = event.buttons() == 1 && tool.get_untracked() == Tool::Pen;
                    set_predicted(if is_drawing { pointer::predicted(&event) } else { Vec::new() });
                }
                on:pointerup=release
                on:pointercancel=release
                on:lostpointercapture=release
                on:contextmenu=|event: ev::MouseEvent| event.prevent_default()
                on:keydown=move |event| on_key_down(&event, keyboard_pen, press, on_command)
                on:keyup=move |event| keys::pen_key_up(&event).into_iter().for_each(on_key_up(keyboard_pen))
                on:blur=move |_| stop_keyboard_pen()
            ></canvas>
            <canvas node_ref=overlay class="pad-overlay" aria-hidden="true"></canvas>
            {children.map(|children| children())}
            <p class="pad-hint" aria-hidden="true">{strings.hint}</p>
            <p class="pad-help" id="pad-help">{strings.keyboard_help}</p>
        </div>
    }
}

/// Returns the handler of a released key. It does nothing while the keyboard pen is not in use.
fn on_key_up(keyboard_pen: RwSignal<Option<KeyboardPen>>) -> impl Fn(PenKey) {
    move |key| keyboard_pen.update(|pen| pen.iter_mut().for_each(|pen| drop(pen.press(key))))
}

fn on_key_down(
    event: &ev::KeyboardEvent,
    keyboard_pen: RwSignal<Option<KeyboardPen>>,
    press: impl Fn(PenKey),
    on_command: Callback<Command>,
) {
    let is_down = keyboard_pen.with_untracked(|pen| pen.as_ref().is_some_and(KeyboardPen::is_down));
    if let Some(key) = keys::pen_key_down(event, is_down) {
        event.prevent_default();
        press(key);
    } else if let Some(command) = keys::pad_command(event) {
        event.prevent_default();
        on_command.run(command);
    }
}

/// Paints each of the two canvases when its content changes or when it is invalidated.
fn paint_when_changed(
    [canvas, overlay]: [NodeRef<html::Canvas>; 2],
    document: Memo<Document>,
    is_pointer_active: Memo<bool>,
    overlay_state: Memo<OverlayState>,
) {
    let invalidated = Trigger::new();
    let ink_painter = StoredValue::new_local(None::<InkCanvas>);
    let overlay_painter = StoredValue::new_local(None::<Overlay>);
    Effect::new(move |_| {
        if let Some((canvas, overlay)) = canvas.get().zip(overlay.get()) {
            let on_invalidated = move || {
                overlay_painter.with_value(|painter| painter.iter().for_each(Overlay::invalidate));
                invalidated.notify();
            };
            ink_painter.set_value(InkCanvas::new(canvas, on_invalidated).ok());
            overlay_painter.set_value(Overlay::new(overlay).ok());
            invalidated.notify();
        }
    });
    Effect::new(move |_| {
        invalidated.track();
        let is_pointer_active = is_pointer_active.get();
        document.with(|document| {
            ink_painter.with_value(|painter| {
                painter
                    .iter()
                    .for_each(|painter| painter.paint(document, is_pointer_active));
            });
        });
    });
    Effect::new(move |_| {
        invalidated.track();
        overlay_state.with(|state| {
            overlay_painter.with_value(|painter| {
                painter.iter().for_each(|painter| painter.paint(state));
            });
        });
    });
}
