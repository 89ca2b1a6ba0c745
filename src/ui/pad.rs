//! The pad: pointers and keys in, pen movements out, the ink on a canvas.

use leptos::prelude::*;
use leptos::{ev, html};

use crate::browser::keys;
use crate::browser::pointer::{self, Moves};
use crate::browser::surface::{Cursor, Overlay, Passing, Surface};
use crate::state::Command;
use crate::state::content::Content;
use crate::state::key_pen::{KeyPen, PenKey};
use crate::state::pen::{PenEvent, Tip};

/// A square to draw on with mouse, finger, pen or keys.
#[component]
pub fn Pad(
    /// What is on it, in units of the pad's side.
    content: Memo<Content>,
    /// Whether a pointer is drawing.
    is_busy: Memo<bool>,
    /// What pointers do there.
    tip: Memo<Tip>,
    /// What is on it and what it was read as, in words.
    description: Memo<String>,
    /// What pointers, and the keyboard's pen, do on the pad.
    #[prop(into)]
    on_pen: Callback<PenEvent>,
    /// What the keys of the pad want done.
    #[prop(into)]
    on_command: Callback<Command>,
    /// What lies over the ink.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let canvas = NodeRef::<html::Canvas>::new();
    let predicted = RwSignal::new(Vec::new());
    let key_pen = RwSignal::new(None::<KeyPen>);
    let cursor = move || {
        key_pen.with(|pen| {
            pen.as_ref().map(|pen| Cursor {
                at: pen.at(),
                is_down: pen.is_down(),
            })
        })
    };
    let tail = move || {
        let tail = content.with(|content| content.marks.tail())?;
        let (from, weight, last) = is_busy.get().then_some(tail)?;
        let places = predicted.with(|predicted| [&[last][..], predicted].concat());
        Some((from, weight, places))
    };
    let passing = Memo::new(move |_| Passing {
        tail: tail(),
        cursor: cursor(),
    });
    let overlay = NodeRef::<html::Canvas>::new();
    paint_when_changed([canvas, overlay], content, is_busy, passing);

    let follow =
        move |event: Option<PenEvent>| event.into_iter().for_each(|event| on_pen.run(event));
    let press = move |key: PenKey| {
        let event = key_pen.try_update(|pen| pen.get_or_insert_default().press(key));
        follow(event.flatten());
    };
    let put_away = move || {
        if key_pen.with_untracked(Option::is_some) {
            press(PenKey::Lift);
            key_pen.set(None);
        }
    };
    let expect = move |places: Vec<_>| {
        if predicted.with_untracked(|before| *before != places) {
            predicted.set(places);
        }
    };
    let moves = StoredValue::new_local(Moves::default());
    let follow_moves = move |take: fn(&mut Moves, &ev::PointerEvent) -> Vec<PenEvent>,
                             event: &ev::PointerEvent| {
        let taken = moves.try_update_value(|moves| take(moves, event));
        taken
            .into_iter()
            .flatten()
            .for_each(|event| on_pen.run(event));
    };
    let lift = move |event: ev::PointerEvent| {
        expect(Vec::new());
        follow_moves(Moves::up, &event);
    };
    let is_blank = Memo::new(move |_| content.with(Content::is_blank));

    view! {
        <div
            class="pad"
            class:is-blank=is_blank
            class:is-busy=is_busy
            class:is-erasing=move || tip.get() == Tip::Eraser
            class:has-key-pen=move || key_pen.with(Option::is_some)
        >
            <canvas
                node_ref=canvas
                class="pad-ink"
                id="pad"
                data-testid="pad"
                tabindex="0"
                role="application"
                aria-roledescription="drawing pad"
                aria-label=description
                aria-describedby="pad-keys"
                on:pointerdown=move |event| {
                    put_away();
                    follow(pointer::down(&event));
                }
                on:pointerrawupdate=move |event: ev::PointerEvent| follow_moves(Moves::early, &event)
                on:pointermove=move |event| {
                    follow_moves(Moves::in_frame, &event);
                    let is_drawing = event.buttons() == 1 && tip.get_untracked() == Tip::Ink;
                    expect(if is_drawing { pointer::predicted(&event) } else { Vec::new() });
                }
                on:pointerup=lift
                on:pointercancel=lift
                on:lostpointercapture=lift
                on:contextmenu=|event: ev::MouseEvent| event.prevent_default()
                on:keydown=move |event| obey_key(&event, key_pen, press, on_command)
                on:keyup=move |event| keys::pen_up(&event).into_iter().for_each(release(key_pen))
                on:blur=move |_| put_away()
            ></canvas>
            <canvas node_ref=overlay class="pad-over" aria-hidden="true"></canvas>
            {children.map(|children| children())}
            <p class="pad-hint" aria-hidden="true">"Draw a digit, or a whole number"</p>
            <p class="pad-keys" id="pad-keys">
                "Arrow keys move the pen, with Shift in small steps; Space sets it down or lifts it. "
                "P pen, E eraser, 1 2 3 width."
            </p>
        </div>
    }
}

/// Lets go of a direction, where the keyboard's pen is in use.
fn release(key_pen: RwSignal<Option<KeyPen>>) -> impl Fn(PenKey) {
    move |key| key_pen.update(|pen| pen.iter_mut().for_each(|pen| drop(pen.press(key))))
}

fn obey_key(
    event: &ev::KeyboardEvent,
    key_pen: RwSignal<Option<KeyPen>>,
    press: impl Fn(PenKey),
    on_command: Callback<Command>,
) {
    let is_down = key_pen.with_untracked(|pen| pen.as_ref().is_some_and(KeyPen::is_down));
    if let Some(key) = keys::pen_down(event, is_down) {
        event.prevent_default();
        press(key);
    } else if let Some(command) = keys::on_pad(event) {
        event.prevent_default();
        on_command.run(command);
    }
}

fn paint_when_changed(
    [canvas, overlay]: [NodeRef<html::Canvas>; 2],
    content: Memo<Content>,
    is_busy: Memo<bool>,
    passing: Memo<Passing>,
) {
    let outdated = Trigger::new();
    let surface = StoredValue::new_local(None::<Surface>);
    let over = StoredValue::new_local(None::<Overlay>);
    Effect::new(move |_| {
        if let Some((canvas, overlay)) = canvas.get().zip(overlay.get()) {
            let repaint = move || {
                over.with_value(|over| over.iter().for_each(Overlay::refresh));
                outdated.notify();
            };
            surface.set_value(Surface::new(canvas, repaint).ok());
            over.set_value(Overlay::new(overlay).ok());
            outdated.notify();
        }
    });
    Effect::new(move |_| {
        outdated.track();
        let is_busy = is_busy.get();
        content.with(|content| {
            surface.with_value(|surface| {
                surface
                    .iter()
                    .for_each(|surface| surface.paint(content, is_busy));
            });
        });
    });
    Effect::new(move |_| {
        outdated.track();
        passing.with(|passing| {
            over.with_value(|over| over.iter().for_each(|over| over.paint(passing)));
        });
    });
}
