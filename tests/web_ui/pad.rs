//! The pad, mounted in a browser: pointer events to strokes, strokes to ink; keys to commands.

use std::cell::Cell;

use crate::stage::{Stage, pixels, still};
use digit_recogniser::browser::keys;
use digit_recogniser::state::Command;
use digit_recogniser::state::pen::{PenEvent, Tip};
use digit_recogniser::state::sheet::Sheet;
use digit_recogniser::ui::pad::Pad;
use ink::{Drawing, Point, Stroke};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{
    HtmlCanvasElement, HtmlElement, KeyboardEvent, KeyboardEventInit, PointerEvent,
    PointerEventInit,
};

const SIDE: i32 = 200;

/// A pad of 200 pixels whose ink is kept in a sheet.
struct Table {
    stage: Stage,
    sheet: RwSignal<Sheet>,
    /// When events happen.
    clock_ms: Cell<f64>,
}

impl Table {
    async fn new() -> Self {
        let sheet = RwSignal::new(Sheet::default());
        let stage = Stage::new(move || {
            let content = Memo::new(move |_| sheet.with(|sheet| sheet.content().clone()));
            let on_pen = move |event: PenEvent| sheet.update(|sheet| sheet.follow(event));
            view! {
                <Pad
                    content
                    is_busy=still(false)
                    tip=still(Tip::Ink)
                    description=still(String::new())
                    on_pen
                    on_command=|_| {}
                />
            }
        });
        let table = Self {
            stage,
            sheet,
            clock_ms: Cell::new(1000.0),
        };
        table.resize(SIDE).await;
        table
    }

    fn canvas(&self) -> HtmlElement {
        self.stage.hook("pad")
    }

    async fn resize(&self, side: i32) {
        self.canvas()
            .set_attribute(
                "style",
                &format!("display: block; width: {side}px; height: {side}px"),
            )
            .unwrap();
        self.stage.settle().await;
    }

    /// Dispatches a pointer event at this place of the pad, in pixels.
    fn point(&self, name: &str, x: i32, y: i32, change: impl FnOnce(&PointerEventInit)) {
        let frame = self.canvas().get_bounding_client_rect();
        let init = PointerEventInit::new();
        init.set_pointer_id(1);
        init.set_pointer_type("pen");
        init.set_bubbles(true);
        init.set_buttons(1);
        init.set_client_x(frame.left() as i32 + x);
        init.set_client_y(frame.top() as i32 + y);
        change(&init);
        let event = PointerEvent::new_with_event_init_dict(name, &init).unwrap();
        let when = js_sys::Object::new();
        js_sys::Reflect::set(&when, &"value".into(), &self.clock_ms.get().into()).unwrap();
        js_sys::Object::define_property(&event, &"timeStamp".into(), &when);
        self.canvas().dispatch_event(&event).unwrap();
    }

    /// Lets time go by.
    fn pass(&self, ms: f64) {
        self.clock_ms.set(self.clock_ms.get() + ms);
    }

    fn drawing(&self) -> Drawing {
        self.sheet.with_untracked(|sheet| sheet.drawing().clone())
    }

    /// The share of the canvas's pixels that have ink, in its pixels of this moment.
    async fn inked(&self) -> f32 {
        self.stage.settle().await;
        let canvas: HtmlCanvasElement = self.canvas().unchecked_into();
        let pixels = pixels(&canvas, canvas.width());
        let inked = pixels.chunks(4).filter(|rgba| rgba[3] > 127).count();
        inked as f32 * 4.0 / pixels.len() as f32
    }
}

fn points(drawing: &Drawing) -> Vec<Vec<Point>> {
    // Frames stand at fractions of a pixel, events at whole ones: compare to a fiftieth.
    let round = |at: f32| (at * 50.0).round() / 50.0;
    let rounded = |stroke: &Stroke| {
        stroke
            .points
            .iter()
            .map(|at| Point {
                x: round(at.x),
                y: round(at.y),
            })
            .collect()
    };
    drawing.strokes.iter().map(rounded).collect()
}

#[wasm_bindgen_test]
async fn pointer_events_give_strokes_in_units_of_the_pads_side() {
    let table = Table::new().await;
    table.point("pointerdown", 20, 40, |_| {});
    table.point("pointermove", 100, 100, |_| {});
    table.point("pointerup", 100, 100, |_| {});
    table.point("pointermove", 150, 150, |_| {});
    let expected = [Point { x: 0.1, y: 0.2 }, Point { x: 0.5, y: 0.5 }];
    assert_eq!(points(&table.drawing()), [expected]);
}

#[wasm_bindgen_test]
async fn a_move_told_of_before_its_frame_is_taken_at_once_and_only_once() {
    let table = Table::new().await;
    table.point("pointerdown", 20, 20, |_| {});
    table.pass(8.0);
    table.point("pointerrawupdate", 60, 60, |_| {});
    let mut expected = vec![Point { x: 0.1, y: 0.1 }, Point { x: 0.3, y: 0.3 }];
    assert_eq!(points(&table.drawing()), [expected.clone()]);
    // So soon after the first it waits for the frame, which tells of both once more.
    table.pass(7.0);
    table.point("pointerrawupdate", 100, 100, |_| {});
    assert_eq!(points(&table.drawing()), [expected.clone()]);
    table.point("pointermove", 100, 100, |_| {});
    expected.push(Point { x: 0.5, y: 0.5 });
    assert_eq!(points(&table.drawing()), [expected.clone()]);
    table.point("pointermove", 100, 100, |_| {});
    assert_eq!(points(&table.drawing()), [expected.clone()]);
    table.point("pointerup", 100, 100, |_| {});
    // A browser that tells of moves in their frames alone.
    table.point("pointerdown", 20, 60, |_| {});
    table.point("pointermove", 60, 100, |_| {});
    let second = vec![Point { x: 0.1, y: 0.3 }, Point { x: 0.3, y: 0.5 }];
    assert_eq!(points(&table.drawing()), [expected, second]);
}

#[wasm_bindgen_test]
async fn a_move_that_still_waits_when_the_pen_lifts_is_taken() {
    let table = Table::new().await;
    table.point("pointerdown", 20, 20, |_| {});
    table.pass(8.0);
    table.point("pointerrawupdate", 60, 60, |_| {});
    table.pass(4.0);
    table.point("pointerrawupdate", 100, 100, |_| {});
    table.point("pointerup", 100, 100, |_| {});
    table.point("lostpointercapture", 100, 100, |_| {});
    let places = [0.1, 0.3, 0.5].map(|at| Point { x: at, y: at });
    assert_eq!(points(&table.drawing()), [places]);
}

#[wasm_bindgen_test]
async fn a_pointer_that_hovers_early_leaves_no_ink() {
    let table = Table::new().await;
    table.point("pointerrawupdate", 60, 60, |init| init.set_buttons(0));
    table.point("pointerdown", 20, 20, |_| {});
    assert_eq!(points(&table.drawing()), [[Point { x: 0.1, y: 0.1 }]]);
}

#[wasm_bindgen_test]
async fn a_second_finger_and_other_buttons_draw_nothing() {
    let table = Table::new().await;
    table.point("pointerdown", 20, 20, |init| init.set_button(2));
    assert_eq!(table.drawing(), Drawing::default());
    table.point("pointerdown", 20, 20, |_| {});
    table.point("pointerdown", 90, 90, |init| init.set_pointer_id(2));
    table.point("pointermove", 99, 99, |init| init.set_pointer_id(2));
    assert_eq!(points(&table.drawing()), [[Point { x: 0.1, y: 0.1 }]]);
}

#[wasm_bindgen_test]
async fn a_cancelled_pointer_leaves_its_ink_and_the_pad_to_the_next() {
    let table = Table::new().await;
    table.point("pointerdown", 20, 20, |_| {});
    table.point("pointercancel", 20, 20, |_| {});
    table.point("pointerdown", 60, 60, |init| init.set_pointer_id(2));
    assert_eq!(
        points(&table.drawing()),
        [[Point { x: 0.1, y: 0.1 }], [Point { x: 0.3, y: 0.3 }]]
    );
}

#[wasm_bindgen_test]
async fn a_mouse_that_comes_back_without_its_button_has_stopped_drawing() {
    let table = Table::new().await;
    let mouse = |init: &PointerEventInit| init.set_pointer_type("mouse");
    table.point("pointerdown", 20, 20, mouse);
    table.point("pointermove", 60, 60, |init| {
        mouse(init);
        init.set_buttons(0);
    });
    table.point("pointermove", 90, 90, mouse);
    assert_eq!(points(&table.drawing()), [[Point { x: 0.1, y: 0.1 }]]);
}

#[wasm_bindgen_test]
async fn the_hint_goes_with_the_first_point() {
    let table = Table::new().await;
    assert_eq!(table.stage.all(".is-blank"), 1);
    table.point("pointerdown", 20, 20, |_| {});
    table.stage.settle().await;
    assert_eq!(table.stage.all(".is-blank"), 0);
}

#[wasm_bindgen_test]
async fn ink_is_painted_and_keeps_its_place_and_proportion_when_the_pad_changes_size() {
    let table = Table::new().await;
    assert_eq!(table.inked().await, 0.0);
    table.point("pointerdown", 100, 20, |_| {});
    table.point("pointermove", 100, 180, |_| {});
    let before = table.inked().await;
    assert!(
        (0.04..0.12).contains(&before),
        "a line of a pen's width, not {before}"
    );
    table.resize(SIDE * 2).await;
    let after = table.inked().await;
    assert!((after - before).abs() < 0.01, "{before} became {after}");
    table.point("pointermove", 360, 360, |_| {});
    let stroke = points(&table.drawing()).remove(0);
    assert_eq!(
        stroke.last(),
        Some(&Point { x: 0.9, y: 0.9 }),
        "the stroke goes on where the pen is"
    );
}

#[wasm_bindgen_test]
async fn the_canvas_has_a_pixel_for_each_of_the_screens() {
    let table = Table::new().await;
    let canvas: HtmlCanvasElement = table.canvas().unchecked_into();
    let ratio = window().device_pixel_ratio();
    assert_eq!(f64::from(canvas.width()), (f64::from(SIDE) * ratio).round());
}

#[wasm_bindgen_test]
fn keys_stand_for_commands_unless_a_modifier_makes_them_something_else() {
    let press = |key: &str, change: fn(&KeyboardEventInit)| {
        let init = KeyboardEventInit::new();
        init.set_key(key);
        change(&init);
        keys::command(&KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap())
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
