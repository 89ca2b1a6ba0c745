//! The state of See inside: applies events, returns effects and provides the panels' data.
//!
//! Every open panel needs answers about the selected digit. The state sends one query at a time to the explain worker.
//! It keeps the latest answer of each kind, which stays visible until a newer one arrives. No query is sent, and no
//! worker started, before a panel is opened.

mod goal;
mod panel;
mod queries;
mod stages;

use std::mem::discriminant;

use ink::{Parameter, Perturbation, Stage};
use recognition::Prediction;
use recognition::explanation::{
    AdversarialExample, LayerOutputs, ReceptiveField, StrokeAttribution, Sweep, UnitPosition,
};
use workers::WorkerFailure;
use workers::client;
use workers::explain::{Answer, OCCLUSION_BANDS, Query};
use workers::host::Selection;

use crate::lesson::{Lesson, LessonEvent};
pub use panel::Panel;

/// An event of the explain worker. The state knows which query it is about.
pub type WorkerEvent = client::Event<Answer, u32>;

/// An input of [`InspectorState::update`].
#[derive(Clone, Debug, PartialEq)]
#[expect(
    clippy::large_enum_variant,
    reason = "events are short-lived: boxing the 784 bytes costs more than moving them"
)]
pub enum Event {
    /// The user opened or closed a panel; `true` if opened.
    PanelToggled(Panel, bool),
    /// The selected digit changed; `None` if the pad is blank.
    SelectionChanged(Option<Selection>),
    /// The user disabled or enabled a preprocessing stage; `true` if disabled.
    StageToggled(Stage, bool),
    /// The user selected a unit: one value of a feature map.
    UnitSelected(UnitPosition),
    /// The user selected the class to explain.
    ClassSelected(u8),
    /// The user moved a parameter's slider.
    ParameterChanged(Parameter, f32),
    /// Something happened in the lesson.
    Lesson(LessonEvent),
    /// Something happened to the worker.
    Worker(WorkerEvent),
    /// The user asked to start the worker again.
    RetryRequested,
}

/// An action that the caller must run after an event.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    clippy::large_enum_variant,
    reason = "effects are short-lived: boxing the 784 bytes costs more than moving them"
)]
pub enum Effect {
    /// Start the worker.
    StartWorker,
    /// Send a query to the worker.
    SendQuery(Query),
}

#[derive(Clone, Debug, Default, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "the page has a single instance")]
enum WorkerState {
    #[default]
    NotStarted,
    Starting,
    Idle,
    Busy(Query),
    Failed(WorkerFailure),
}

/// The state of the inspector.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InspectorState {
    worker: WorkerState,
    open_panels: Vec<Panel>,
    selection: Option<Selection>,
    disabled_stages: Vec<Stage>,
    unit: UnitPosition,
    class: Option<u8>,
    perturbation: Perturbation,
    answers: Vec<(Query, Answer)>,
    pub(crate) lesson: Lesson,
}

impl InspectorState {
    /// Applies an event and returns the effect to run, if any.
    pub fn update(&mut self, event: Event) -> Option<Effect> {
        match event {
            Event::PanelToggled(panel, is_open) => {
                self.open_panels.retain(|open| *open != panel);
                self.open_panels.extend(is_open.then_some(panel));
            }
            Event::SelectionChanged(selection) => {
                self.lesson.set_selection(selection.as_ref());
                self.selection = selection;
            }
            Event::StageToggled(stage, is_disabled) => {
                self.disabled_stages.retain(|disabled| *disabled != stage);
                self.disabled_stages.extend(is_disabled.then_some(stage));
            }
            Event::UnitSelected(unit) => self.unit = unit,
            Event::ClassSelected(class) => self.class = Some(class),
            Event::ParameterChanged(parameter, value) => {
                self.perturbation = self.perturbation.with(parameter, value);
            }
            Event::Lesson(event) => self.lesson.update(event),
            Event::Worker(event) => self.on_worker_event(event),
            Event::RetryRequested => self.worker = WorkerState::NotStarted,
        }
        self.check_goal();
        self.next_effect()
    }

    fn on_worker_event(&mut self, event: WorkerEvent) {
        let previous = std::mem::replace(&mut self.worker, WorkerState::Idle);
        match event {
            WorkerEvent::Starting => self.worker = WorkerState::Starting,
            WorkerEvent::Ready => {}
            WorkerEvent::Answered(_, answer) => {
                if let WorkerState::Busy(query) = previous {
                    self.answers.retain(|(old, _)| !replaces(&query, old));
                    self.answers.push((query, answer));
                }
            }
            WorkerEvent::Failed(failure) => self.worker = WorkerState::Failed(failure),
        }
    }

    fn next_effect(&mut self) -> Option<Effect> {
        let query = self.pending_queries().into_iter().next()?;
        match self.worker {
            WorkerState::NotStarted => {
                self.worker = WorkerState::Starting;
                Some(Effect::StartWorker)
            }
            WorkerState::Idle => {
                self.worker = WorkerState::Busy(query.clone());
                Some(Effect::SendQuery(query))
            }
            WorkerState::Starting | WorkerState::Busy(_) | WorkerState::Failed(_) => None,
        }
    }
}

/// Returns whether the answer to `new` replaces the answer to `old`.
fn replaces(new: &Query, old: &Query) -> bool {
    match (new, old) {
        (Query::Occlusion { band: new, .. }, Query::Occlusion { band: old, .. }) => new == old,
        (Query::Sweep(_, _, new), Query::Sweep(_, _, old)) => new == old,
        _ => discriminant(new) == discriminant(old),
    }
}

/// Data for the panels.
impl InspectorState {
    /// Returns whether any panel is open.
    #[must_use]
    pub fn has_open_panel(&self) -> bool {
        !self.open_panels.is_empty()
    }

    /// Returns whether a panel is open.
    #[must_use]
    pub fn is_open(&self, panel: Panel) -> bool {
        self.open_panels.contains(&panel)
    }

    /// Returns why the worker has failed, if it has.
    #[must_use]
    pub fn worker_failure(&self) -> Option<&WorkerFailure> {
        match &self.worker {
            WorkerState::Failed(failure) => Some(failure),
            _ => None,
        }
    }

    /// Returns the selected digit.
    #[must_use]
    pub fn selection(&self) -> Option<&Selection> {
        self.selection.as_ref()
    }

    /// Returns whether the pad holds a picture instead of strokes.
    #[must_use]
    pub fn is_picture(&self) -> bool {
        self.selection.as_ref().is_some_and(Selection::is_picture)
    }

    /// Returns the class to explain: the one the user selected, or else the predicted digit.
    #[must_use]
    pub fn class(&self) -> u8 {
        let predicted = self
            .selection
            .as_ref()
            .and_then(|selection| selection.digit);
        self.class.or(predicted).unwrap_or(0)
    }

    /// Returns the position of the selected unit.
    #[must_use]
    pub fn unit(&self) -> UnitPosition {
        self.unit
    }

    /// Returns the values of the perturbation parameters.
    #[must_use]
    pub fn perturbation(&self) -> &Perturbation {
        &self.perturbation
    }

    /// Returns the output of every layer.
    #[must_use]
    pub fn layers(&self) -> Option<&LayerOutputs> {
        self.find_answer(|answer| match answer {
            Answer::Layers(layers) => Some(layers),
            _ => None,
        })
    }

    /// Returns the computation of the selected unit.
    #[must_use]
    pub fn receptive_field(&self) -> Option<&ReceptiveField> {
        self.find_answer(|answer| match answer {
            Answer::ReceptiveField(field) => field.as_ref(),
            _ => None,
        })
    }

    /// Returns the prediction for the drawing without the disabled stages.
    #[must_use]
    pub fn prediction(&self) -> Option<&Prediction> {
        self.find_answer(|answer| match answer {
            Answer::Predictions(predictions) => predictions.first(),
            _ => None,
        })
    }

    /// Returns the adversarial example: the raster with the smallest change found that changes the predicted digit.
    #[must_use]
    pub fn adversarial_example(&self) -> Option<&AdversarialExample> {
        self.find_answer(|answer| match answer {
            Answer::AdversarialExample(example) => example.as_deref(),
            _ => None,
        })
    }

    /// Returns each stroke's contribution.
    #[must_use]
    pub fn stroke_attributions(&self) -> Option<&Vec<StrokeAttribution>> {
        self.find_answer(|answer| match answer {
            Answer::StrokeAttributions(attributions) => Some(attributions),
            _ => None,
        })
    }

    /// Returns the predictions over a parameter's range.
    #[must_use]
    pub fn sweep(&self, parameter: Parameter) -> Option<&Sweep> {
        self.find_answer(|answer| match answer {
            Answer::Sweep(sweep) if sweep.parameter == parameter => Some(sweep),
            _ => None,
        })
    }

    /// Returns each pixel's contribution by integrated gradients.
    #[must_use]
    pub fn integrated_gradients(&self) -> Option<Vec<f32>> {
        self.answers.iter().find_map(|answered| match answered {
            (Query::IntegratedGradients(..), Answer::PixelAttributions(map)) => Some(map.clone()),
            _ => None,
        })
    }

    /// Returns each pixel's contribution by occlusion, if every band has been computed.
    #[must_use]
    pub fn occlusion(&self) -> Option<Vec<f32>> {
        let map_of_band = |index: usize| {
            self.answers
                .iter()
                .find_map(move |answered| match answered {
                    (Query::Occlusion { band, .. }, Answer::PixelAttributions(map))
                        if *band == index =>
                    {
                        Some(map)
                    }
                    _ => None,
                })
        };
        let bands: Option<Vec<&Vec<f32>>> = (0..OCCLUSION_BANDS).map(map_of_band).collect();
        Some(bands?.into_iter().flatten().copied().collect())
    }

    /// Returns the answer to exactly this query, if it is known.
    pub(crate) fn answer_to(&self, query: &Query) -> Option<&Answer> {
        let mut answers = self.answers.iter();
        let (_, answer) = answers.find(|(answered, _)| answered == query)?;
        Some(answer)
    }

    fn find_answer<'a, T>(
        &'a self,
        extract: impl Fn(&'a Answer) -> Option<&'a T>,
    ) -> Option<&'a T> {
        self.answers.iter().find_map(|(_, answer)| extract(answer))
    }
}

#[cfg(test)]
mod tests;
