//! Tests of the lesson panel: selecting tasks, their status, and stored progress.

use ink::{Drawing, Point, Raster, SIDE, Stroke};
use inspector::panels;
use inspector::panels::lesson::{LessonPanel, text_of};
use inspector::state::{Event, InspectorState, Panel};
use leptos::prelude::*;
use platform::inspector_host::{HOST_ID, HostElement};
use wasm_bindgen_test::wasm_bindgen_test;
use workers::host::{HostMessage, Selection, Task};

use crate::mounted::{Mounted, Recorder};

/// Returns a selected digit with the given probabilities of 4 and 9.
fn selection(four: f32, nine: f32) -> Selection {
    let mut probabilities = [0.0; 10];
    (probabilities[4], probabilities[9]) = (four, nine);
    let points = [[0.2, 0.2], [0.7, 0.8]].map(Point::from).to_vec();
    Selection {
        raster: Raster::from_pixels([9; SIDE * SIDE]),
        drawing: Drawing {
            strokes: vec![Stroke { points }],
        },
        digit: Some(4),
        probabilities: Some(probabilities),
    }
}

/// A mounted lesson panel, which records the panels that it opens.
struct Lesson {
    mounted: Mounted,
    state: RwSignal<InspectorState>,
    opened: Recorder<Panel>,
}

impl Lesson {
    fn mount() -> Self {
        let state = RwSignal::new(InspectorState::default());
        let opened = Recorder::<Panel>::default();
        state.update(|state| drop(state.update(Event::PanelToggled(Panel::Lesson, true))));
        let mounted = Mounted::new({
            let on_open = opened.callback();
            let on_event =
                Callback::new(move |event| state.update(|state| drop(state.update(event))));
            move || view! { <LessonPanel state on_event on_open /> }
        });
        Self {
            mounted,
            state,
            opened,
        }
    }

    async fn select(&self, selection: Option<Selection>) {
        let event = Event::SelectionChanged(selection);
        self.state.update(|state| drop(state.update(event)));
        self.mounted.settle().await;
    }

    async fn click(&self, testid: &str) {
        self.mounted.by_testid(testid).click();
        self.mounted.settle().await;
    }

    fn text(&self, testid: &str) -> String {
        self.mounted.text(&format!("[data-testid={testid}]"))
    }
}

#[wasm_bindgen_test]
async fn each_task_is_selected_by_a_button_with_its_name() {
    let lesson = Lesson::mount();
    for task in Task::ALL {
        let testid = format!("task-{}", task.number());
        lesson.click(&testid).await;
        let button = lesson.mounted.by_testid(&testid);
        let name = format!("Task {}: {}", task.number(), text_of(task).title);
        assert_eq!(button.get_attribute("aria-label"), Some(name));
        assert_eq!(
            (button.tag_name().as_str(), button.tab_index()),
            ("BUTTON", 0)
        );
        assert_eq!(
            button.get_attribute("aria-current").as_deref(),
            Some("step")
        );
        assert_eq!(lesson.mounted.count("[aria-current]"), 1);
        let heading = format!("{}. {}", task.number(), text_of(task).title);
        assert_eq!(lesson.text("task-title"), heading);
        let panel_buttons = u32::from(Panel::required_by(task).is_some());
        assert_eq!(
            lesson.mounted.count("[data-testid=task-panel]"),
            panel_buttons
        );
    }
}

#[wasm_bindgen_test]
async fn a_button_opens_the_panel_that_the_task_needs() {
    let lesson = Lesson::mount();
    lesson.click("task-4").await;
    lesson.click("task-panel").await;
    assert_eq!(lesson.opened.recorded(), [Panel::Preprocessing]);
}

#[wasm_bindgen_test]
async fn the_status_follows_the_pad_and_a_completed_task_stays_completed() {
    let lesson = Lesson::mount();
    lesson.click("task-2").await;
    assert!(lesson.text("task-status").contains("blank"));
    lesson.select(Some(selection(0.9, 0.1))).await;
    assert_eq!(
        lesson.text("task-status"),
        "4 has 90%, 9 has 10%. Both need 30%."
    );
    assert_eq!(lesson.mounted.count("[data-testid=task-taught]"), 0);

    lesson.select(Some(selection(0.5, 0.4))).await;
    assert_eq!(
        lesson.text("task-status"),
        "Done! The explanation is below."
    );
    let explanation = text_of(Task::DecisionBoundary).explanation;
    assert!(lesson.text("task-taught").contains(explanation));
    let button = lesson.mounted.by_testid("task-2");
    let name = button.get_attribute("aria-label");
    assert!(name.unwrap().ends_with(", done"));
    let progress = lesson.mounted.text(".task-progress");
    assert!(progress.contains("1 of 5 done"), "{progress}");

    lesson.select(None).await;
    assert!(lesson.text("task-status").contains("blank"));
    assert_eq!(lesson.mounted.count("[data-testid=task-taught]"), 1);
}

#[wasm_bindgen_test]
async fn a_completed_task_offers_the_related_panel_and_the_next_task() {
    let lesson = Lesson::mount();
    lesson.click("task-2").await;
    lesson.select(Some(selection(0.5, 0.4))).await;
    lesson.click("task-more").await;
    assert_eq!(
        lesson.opened.recorded(),
        [Panel::related_to(Task::DecisionBoundary)]
    );
    lesson.click("task-next").await;
    assert!(lesson.text("task-title").starts_with("3. "));
}

#[wasm_bindgen_test]
async fn progress_can_be_reset() {
    let lesson = Lesson::mount();
    lesson.click("task-2").await;
    lesson.select(Some(selection(0.5, 0.4))).await;
    lesson.click("task-reset").await;
    let progress = lesson.mounted.text(".task-progress");
    assert!(progress.contains("0 of 5 done"), "{progress}");
    assert_eq!(lesson.mounted.count("[aria-label$=done]"), 0);
}

/// Mounts the inspector in a new host element, as on a new visit.
async fn mount_inspector() -> (Mounted, HostElement) {
    let mounted = Mounted::new(|| view! { <div id=HOST_ID></div> });
    panels::mount().unwrap();
    mounted.settle().await;
    (mounted, HostElement::find().unwrap())
}

#[wasm_bindgen_test]
async fn progress_is_stored_for_the_next_visit_until_it_is_reset() {
    let (mounted, host) = mount_inspector().await;
    let task = HostMessage::Task(Task::DecisionBoundary);
    host.send(&task).unwrap();
    mounted.settle().await;
    mounted.by_testid("task-reset").click();
    host.send(&task).unwrap();
    host.send(&HostMessage::Selection(Some(selection(0.5, 0.4))))
        .unwrap();
    mounted.settle().await;
    assert!(mounted.text(".task-progress").contains("1 of 5 done"));
    drop(mounted);

    let (mounted, host) = mount_inspector().await;
    host.send(&HostMessage::Task(Task::Corner)).unwrap();
    mounted.settle().await;
    assert!(mounted.text(".task-progress").contains("1 of 5 done"));
    mounted.by_testid("task-reset").click();
    mounted.settle().await;
    drop(mounted);

    let (mounted, host) = mount_inspector().await;
    host.send(&HostMessage::Task(Task::Corner)).unwrap();
    mounted.settle().await;
    assert!(mounted.text(".task-progress").contains("0 of 5 done"));
}
