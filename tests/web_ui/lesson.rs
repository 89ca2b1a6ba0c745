//! The lesson on its own: the tasks, what is said of them, and that what is reached is kept.
use crate::stage::{Heard, Stage};
use digit_recogniser::browser::panels::{HOST, Place};
use digit_recogniser::protocol::panels::{Subject, Told};
use digit_recogniser::state::inside::lesson::Task;
use digit_recogniser::state::inside::{Look, Panel, Turn};
use digit_recogniser::ui::inside;
use digit_recogniser::ui::inside::lesson::Lesson;
use ink::{Drawing, Point, Raster, SIDE, Stroke};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

/// A digit about which the network cannot decide, by these shares of 4 and 9.
fn subject(four: f32, nine: f32) -> Subject {
    let mut probabilities = [0.0; 10];
    (probabilities[4], probabilities[9]) = (four, nine);
    let points = [[0.2, 0.2], [0.7, 0.8]].map(Point::from).to_vec();
    Subject {
        raster: Raster::from_pixels([9; SIDE * SIDE]),
        drawing: Drawing {
            strokes: vec![Stroke { points }],
        },
        digit: Some(4),
        probabilities: Some(probabilities),
    }
}

/// A lesson that a person has opened, and the panels that it asks to open.
struct Class {
    stage: Stage,
    look: RwSignal<Look>,
    opened: Heard<Panel>,
}

impl Class {
    fn new() -> Self {
        let look = RwSignal::new(Look::default());
        let opened = Heard::<Panel>::default();
        look.update(|look| drop(look.turn(Turn::Open(Panel::Lesson, true))));
        let stage = Stage::new({
            let on_open = opened.callback();
            let on_turn = Callback::new(move |turn| look.update(|look| drop(look.turn(turn))));
            move || view! { <Lesson look on_turn on_open /> }
        });
        Self {
            stage,
            look,
            opened,
        }
    }

    async fn turn(&self, turn: Turn) {
        self.look.update(|look| drop(look.turn(turn)));
        self.stage.settle().await;
    }

    async fn click(&self, testid: &str) {
        self.stage.hook(testid).click();
        self.stage.settle().await;
    }

    fn text(&self, testid: &str) -> String {
        self.stage.text(&format!("[data-testid={testid}]"))
    }
}

#[wasm_bindgen_test]
async fn each_task_can_be_chosen_by_a_button_that_says_its_name() {
    let class = Class::new();
    for task in Task::ALL {
        let testid = format!("task-{}", task.number());
        class.click(&testid).await;
        let button = class.stage.hook(&testid);
        let name = format!("Task {}: {}", task.number(), task.title());
        assert_eq!(button.get_attribute("aria-label"), Some(name));
        assert_eq!(
            (button.tag_name().as_str(), button.tab_index()),
            ("BUTTON", 0)
        );
        assert_eq!(
            button.get_attribute("aria-current").as_deref(),
            Some("step")
        );
        assert_eq!(class.stage.all("[aria-current]"), 1);
        let title = format!("{}. {}", task.number(), task.title());
        assert_eq!(class.text("task-title"), title);
        let needs_panel = u32::from(task.needs().is_some());
        assert_eq!(class.stage.all("[data-testid=task-panel]"), needs_panel);
    }
}

#[wasm_bindgen_test]
async fn the_panel_that_a_task_needs_is_asked_for() {
    let class = Class::new();
    class.click("task-4").await;
    class.click("task-panel").await;
    assert_eq!(class.opened.all(), [Panel::Recipe]);
}

#[wasm_bindgen_test]
async fn the_status_follows_the_pad_and_a_goal_once_reached_stays_so() {
    let class = Class::new();
    class.click("task-2").await;
    assert!(class.text("task-status").contains("blank"));
    class.turn(Turn::Show(Some(subject(0.9, 0.1)))).await;
    assert_eq!(class.text("task-status"), "4 has 90 %, 9 has 10 %.");
    assert_eq!(class.stage.all("[data-testid=task-taught]"), 0);

    class.turn(Turn::Show(Some(subject(0.5, 0.4)))).await;
    assert!(class.text("task-status").starts_with("Done!"));
    assert!(class.text("task-taught").contains(Task::Border.teaches()));
    let button = class.stage.hook("task-2").get_attribute("aria-label");
    assert!(button.unwrap().ends_with(", done"));
    assert!(class.stage.text(".task-kept").contains("1 of 5 done"));

    class.turn(Turn::Show(None)).await;
    assert!(class.text("task-status").contains("blank"));
    assert_eq!(class.stage.all("[data-testid=task-taught]"), 1);
}

#[wasm_bindgen_test]
async fn from_a_task_that_is_done_it_goes_on_to_the_panel_and_to_the_next_task() {
    let class = Class::new();
    class.click("task-2").await;
    class.turn(Turn::Show(Some(subject(0.5, 0.4)))).await;
    class.click("task-more").await;
    assert_eq!(class.opened.all(), [Task::Border.shows()]);
    class.click("task-next").await;
    assert!(class.text("task-title").starts_with("3. "));
}

#[wasm_bindgen_test]
async fn what_is_done_can_be_forgotten() {
    let class = Class::new();
    class.click("task-2").await;
    class.turn(Turn::Show(Some(subject(0.5, 0.4)))).await;
    class.click("task-reset").await;
    assert!(class.stage.text(".task-kept").contains("0 of 5 done"));
    assert_eq!(class.stage.all("[aria-label$=done]"), 0);
}

/// The place that the page leaves for the panels, filled anew.
async fn panels() -> Stage {
    let stage = Stage::new(|| view! { <div id=HOST></div> });
    inside::mount().unwrap();
    stage.settle().await;
    stage
}

#[wasm_bindgen_test]
async fn a_goal_reached_is_kept_for_the_next_visit_until_it_is_forgotten() {
    let stage = panels().await;
    let place = Place::find().unwrap();
    place.tell(&Told::Task(Task::Border)).unwrap();
    stage.settle().await;
    stage.hook("task-reset").click();
    place.tell(&Told::Task(Task::Border)).unwrap();
    place.tell(&Told::Subject(Some(subject(0.5, 0.4)))).unwrap();
    stage.settle().await;
    assert!(stage.text(".task-kept").contains("1 of 5 done"));
    drop(stage);

    let stage = panels().await;
    let place = Place::find().unwrap();
    place.tell(&Told::Task(Task::Corner)).unwrap();
    stage.settle().await;
    assert!(stage.text(".task-kept").contains("1 of 5 done"));
    stage.hook("task-reset").click();
    stage.settle().await;
    drop(stage);

    let stage = panels().await;
    let place = Place::find().unwrap();
    place.tell(&Told::Task(Task::Corner)).unwrap();
    stage.settle().await;
    assert!(stage.text(".task-kept").contains("0 of 5 done"));
}
