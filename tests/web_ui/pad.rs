//! Tests of the pad: pointer events become strokes, strokes are painted, keys become commands.

use std::cell::Cell;

use crate::mounted::{Mounted, constant, pixels};
use digit_recogniser::pad::Pad;
use ink::{Drawing, Point, Stroke};
use leptos::prelude::*;
use platform::keys;
use session::Command;
use session::editor::Editor;
use session::pointer::{PointerInput, Tool};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{
    HtmlCanvasElement, HtmlElement, KeyboardEvent, KeyboardEventInit, PointerEvent,
    PointerEventInit,
};

const SIDE_PX: i32 = 200;

/// A mounted pad with an editor.
struct TestPad {
    mounted: Mounted,
    editor: RwSignal<Editor>,
    /// Time stamp of the next event.
    clock_ms: Cell<f64>,
}

impl TestPad {
    async fn new() -> Self {
        let editor = RwSignal::new(Editor::default());
        let mounted = Mounted::new(move || {
            let document = Memo::new(move |_| editor.with(|editor| editor.document().clone()));
            let on_pointer =
                move |input: PointerInput| editor.update(|editor| editor.on_pointer(input));
            view! {
                <Pad
                    document
                    is_pointer_active=constant(false)
                    tool=constant(Tool::Pen)
                    description=constant(String::new())
                    on_pointer
                    on_command=|_| {}
                />
            }
        });
        let pad = Self {
            mounted,
            editor,
            clock_ms: Cell::new(1000.0),
        };
        pad.resize(SIDE_PX).await;
        pad
    }

    fn canvas(&self) -> HtmlElement {
        self.mounted.by_testid("pad")
    }

    async fn resize(&self, side: i32) {
        self.canvas()
            .set_attribute(
                "style",
                &format!("display: block; width: {side}px; height: {side}px"),
            )
            .unwrap();
        self.mounted.settle().await;
    }

    /// Dispatches a pointer event at a position on the pad, in pixels.
    fn dispatch(&self, name: &str, x: i32, y: i32, change: impl FnOnce(&PointerEventInit)) {
        let rect = self.canvas().get_bounding_client_rect();
        let init = PointerEventInit::new();
        init.set_pointer_id(1);
        init.set_pointer_type("pen");
        init.set_bubbles(true);
        init.set_buttons(1);
        init.set_client_x(rect.left() as i32 + x);
        init.set_client_y(rect.top() as i32 + y);
        change(&init);
        let event = PointerEvent::new_with_event_init_dict(name, &init).unwrap();
        let time_stamp = js_sys::Object::new();
        js_sys::Reflect::set(&time_stamp, &"value".into(), &self.clock_ms.get().into()).unwrap();
        js_sys::Object::define_property(&event, &"timeStamp".into(), &time_stamp);
        self.canvas().dispatch_event(&event).unwrap();
    }

    /// Advances the time stamp of the following events.
    fn advance(&self, ms: f64) {
        self.clock_ms.set(self.clock_ms.get() + ms);
    }

    fn drawing(&self) -> Drawing {
        self.editor.with_untracked(Editor::drawing)
    }

    /// Returns the fraction of the canvas's pixels that have ink.
    async fn inked_fraction(&self) -> f32 {
        self.mounted.settle().await;
        let canvas: HtmlCanvasElement = self.canvas().unchecked_into();
        let pixels = pixels(&canvas, canvas.width());
        let inked = pixels.chunks(4).filter(|rgba| rgba[3] > 127).count();
        inked as f32 * 4.0 / pixels.len() as f32
    }
}

fn points(drawing: &Drawing) -> Vec<Vec<Point>> {
    // The pad may start at a fractional pixel, but events have integer coordinates: round to 1/50.
    let round = |coordinate: f32| (coordinate * 50.0).round() / 50.0;
    let rounded = |stroke: &Stroke| {
        stroke
            .points
            .iter()
            .map(|point| Point {
                x: round(point.x),
                y: round(point.y),
            })
            .collect()
    };
    drawing.strokes.iter().map(rounded).collect()
}

#[wasm_bindgen_test]
async fn pointer_events_become_strokes_in_units_of_the_pads_side() {
    let pad = TestPad::new().await;
    pad.dispatch("pointerdown", 20, 40, |_| {});
    pad.dispatch("pointermove", 100, 100, |_| {});
    pad.dispatch("pointerup", 100, 100, |_| {});
    pad.dispatch("pointermove", 150, 150, |_| {});
    let expected = [Point { x: 0.1, y: 0.2 }, Point { x: 0.5, y: 0.5 }];
    assert_eq!(points(&pad.drawing()), [expected]);
}

#[wasm_bindgen_test]
async fn a_raw_update_is_processed_at_once_and_only_once() {
    let pad = TestPad::new().await;
    pad.dispatch("pointerdown", 20, 20, |_| {});
    pad.advance(8.0);
    pad.dispatch("pointerrawupdate", 60, 60, |_| {});
    let mut expected = vec![Point { x: 0.1, y: 0.1 }, Point { x: 0.3, y: 0.3 }];
    assert_eq!(points(&pad.drawing()), [expected.clone()]);
    // Too soon after the first update: the pad waits for `pointermove`, which reports both points again.
    pad.advance(7.0);
    pad.dispatch("pointerrawupdate", 100, 100, |_| {});
    assert_eq!(points(&pad.drawing()), [expected.clone()]);
    pad.dispatch("pointermove", 100, 100, |_| {});
    expected.push(Point { x: 0.5, y: 0.5 });
    assert_eq!(points(&pad.drawing()), [expected.clone()]);
    pad.dispatch("pointermove", 100, 100, |_| {});
    assert_eq!(points(&pad.drawing()), [expected.clone()]);
    pad.dispatch("pointerup", 100, 100, |_| {});
    // A browser without `pointerrawupdate`.
    pad.dispatch("pointerdown", 20, 60, |_| {});
    pad.dispatch("pointermove", 60, 100, |_| {});
    let second = vec![Point { x: 0.1, y: 0.3 }, Point { x: 0.3, y: 0.5 }];
    assert_eq!(points(&pad.drawing()), [expected, second]);
}

#[wasm_bindgen_test]
async fn a_pending_raw_update_is_processed_when_the_pointer_is_released() {
    let pad = TestPad::new().await;
    pad.dispatch("pointerdown", 20, 20, |_| {});
    pad.advance(8.0);
    pad.dispatch("pointerrawupdate", 60, 60, |_| {});
    pad.advance(4.0);
    pad.dispatch("pointerrawupdate", 100, 100, |_| {});
    pad.dispatch("pointerup", 100, 100, |_| {});
    pad.dispatch("lostpointercapture", 100, 100, |_| {});
    let expected = [0.1, 0.3, 0.5].map(|position| Point {
        x: position,
        y: position,
    });
    assert_eq!(points(&pad.drawing()), [expected]);
}

#[wasm_bindgen_test]
async fn a_raw_update_of_a_hovering_pointer_draws_nothing() {
    let pad = TestPad::new().await;
    pad.dispatch("pointerrawupdate", 60, 60, |init| init.set_buttons(0));
    pad.dispatch("pointerdown", 20, 20, |_| {});
    assert_eq!(points(&pad.drawing()), [[Point { x: 0.1, y: 0.1 }]]);
}

#[wasm_bindgen_test]
async fn a_second_finger_and_other_buttons_draw_nothing() {
    let pad = TestPad::new().await;
    pad.dispatch("pointerdown", 20, 20, |init| init.set_button(2));
    assert_eq!(pad.drawing(), Drawing::default());
    pad.dispatch("pointerdown", 20, 20, |_| {});
    pad.dispatch("pointerdown", 90, 90, |init| init.set_pointer_id(2));
    pad.dispatch("pointermove", 99, 99, |init| init.set_pointer_id(2));
    assert_eq!(points(&pad.drawing()), [[Point { x: 0.1, y: 0.1 }]]);
}

#[wasm_bindgen_test]
async fn a_cancelled_pointer_keeps_its_ink_and_the_next_one_can_draw() {
    let pad = TestPad::new().await;
    pad.dispatch("pointerdown", 20, 20, |_| {});
    pad.dispatch("pointercancel", 20, 20, |_| {});
    pad.dispatch("pointerdown", 60, 60, |init| init.set_pointer_id(2));
    assert_eq!(
        points(&pad.drawing()),
        [[Point { x: 0.1, y: 0.1 }], [Point { x: 0.3, y: 0.3 }]]
    );
}

#[wasm_bindgen_test]
async fn a_stroke_ends_when_the_mouse_moves_without_a_pressed_button() {
    let pad = TestPad::new().await;
    let mouse = |init: &PointerEventInit| init.set_pointer_type("mouse");
    pad.dispatch("pointerdown", 20, 20, mouse);
    pad.dispatch("pointermove", 60, 60, |init| {
        mouse(init);
        init.set_buttons(0);
    });
    pad.dispatch("pointermove", 90, 90, mouse);
    assert_eq!(points(&pad.drawing()), [[Point { x: 0.1, y: 0.1 }]]);
}

#[wasm_bindgen_test]
async fn the_hint_disappears_with_the_first_point() {
    let pad = TestPad::new().await;
    assert_eq!(pad.mounted.count(".is-blank"), 1);
    pad.dispatch("pointerdown", 20, 20, |_| {});
    pad.mounted.settle().await;
    assert_eq!(pad.mounted.count(".is-blank"), 0);
}

#[wasm_bindgen_test]
async fn ink_keeps_its_relative_position_and_size_when_the_pad_is_resized() {
    let pad = TestPad::new().await;
    assert_eq!(pad.inked_fraction().await, 0.0);
    pad.dispatch("pointerdown", 100, 20, |_| {});
    pad.dispatch("pointermove", 100, 180, |_| {});
    let before = pad.inked_fraction().await;
    assert!(
        (0.04..0.12).contains(&before),
        "a line as wide as the pen covers {before} of the pad"
    );
    pad.resize(SIDE_PX * 2).await;
    let after = pad.inked_fraction().await;
    assert!((after - before).abs() < 0.01, "{before} became {after}");
    pad.dispatch("pointermove", 360, 360, |_| {});
    let stroke = points(&pad.drawing()).remove(0);
    assert_eq!(
        stroke.last(),
        Some(&Point { x: 0.9, y: 0.9 }),
        "the stroke continues at the pointer"
    );
}

#[wasm_bindgen_test]
async fn the_canvas_has_the_resolution_of_the_screen() {
    let pad = TestPad::new().await;
    let canvas: HtmlCanvasElement = pad.canvas().unchecked_into();
    let ratio = window().device_pixel_ratio();
    assert_eq!(
        f64::from(canvas.width()),
        (f64::from(SIDE_PX) * ratio).round()
    );
}

#[wasm_bindgen_test]
fn keys_send_commands_unless_a_modifier_changes_their_meaning() {
    let press = |key: &str, change: fn(&KeyboardEventInit)| {
        let init = KeyboardEventInit::new();
        init.set_key(key);
        change(&init);
        keys::page_command(
            &KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap(),
        )
    };
    let plain = |key| press(key, |_| {});
    assert_eq!(plain("Enter"), Some(Command::Classify));
    assert_eq!(plain("Delete"), Some(Command::Erase));
    assert_eq!(plain("Escape"), Some(Command::Erase));
    assert_eq!(
        press("z", |init| init.set_ctrl_key(true)),
        Some(Command::Undo)
    );
    assert_eq!(
        press("z", |init| init.set_meta_key(true)),
        Some(Command::Undo)
    );
    let with_shift = |init: &KeyboardEventInit| {
        init.set_ctrl_key(true);
        init.set_shift_key(true);
    };
    assert_eq!(press("Z", with_shift), Some(Command::Redo));
    assert_eq!(
        press("y", |init| init.set_ctrl_key(true)),
        Some(Command::Redo)
    );
    assert_eq!(plain("z"), None);
    assert_eq!(press("Enter", |init| init.set_ctrl_key(true)), None);
    assert_eq!(press("Enter", |init| init.set_repeat(true)), None);
    assert_eq!(press("Delete", |init| init.set_shift_key(true)), None);
}
