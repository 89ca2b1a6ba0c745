//! The pad: pointers in, pen movements out, the ink on a canvas.

use ink::Drawing;
use leptos::prelude::*;
use leptos::{ev, html};

use crate::browser::canvas::Surface;
use crate::browser::pointer;
use crate::state::sheet::PenEvent;

/// A square to draw on with mouse, finger or pen.
#[component]
pub fn Pad(
    /// The ink, in units of the pad's side.
    #[prop(into)]
    drawing: Signal<Drawing>,
    /// What pointers do on the pad.
    #[prop(into)]
    on_pen: Callback<PenEvent>,
) -> impl IntoView {
    let canvas = NodeRef::<html::Canvas>::new();
    paint_when_changed(canvas, drawing);
    let follow =
        move |event: Option<PenEvent>| event.into_iter().for_each(|event| on_pen.run(event));
    let is_blank = Memo::new(move |_| drawing.with(|drawing| drawing.strokes.is_empty()));

    view! {
        <div class="pad" class:is-blank=is_blank>
            <canvas
                node_ref=canvas
                class="pad-ink"
                data-testid="pad"
                tabindex="0"
                role="img"
                aria-label=move || describe(is_blank.get())
                on:pointerdown=move |event| follow(pointer::down(&event))
                on:pointermove=move |event| follow(pointer::moved(&event))
                on:pointerup=move |event| follow(Some(pointer::up(&event)))
                on:pointercancel=move |event| follow(Some(pointer::up(&event)))
                on:lostpointercapture=move |event| follow(Some(pointer::up(&event)))
                on:contextmenu=|event: ev::MouseEvent| event.prevent_default()
            ></canvas>
            <p class="pad-hint" aria-hidden="true">"Draw a digit, 0 to 9"</p>
        </div>
    }
}

fn paint_when_changed(canvas: NodeRef<html::Canvas>, drawing: Signal<Drawing>) {
    let outdated = Trigger::new();
    let surface = StoredValue::new_local(None);
    Effect::new(move |_| {
        if let Some(canvas) = canvas.get() {
            surface.set_value(Surface::new(canvas, move || outdated.notify()).ok());
            outdated.notify();
        }
    });
    Effect::new(move |_| {
        outdated.track();
        drawing.with(|drawing| {
            surface.with_value(|surface: &Option<Surface>| {
                surface.iter().for_each(|surface| surface.paint(drawing));
            });
        });
    });
}

fn describe(is_blank: bool) -> &'static str {
    if is_blank {
        "Drawing pad, blank. Draw a digit, 0 to 9, with mouse, finger or pen."
    } else {
        "Drawing pad with your digit."
    }
}
