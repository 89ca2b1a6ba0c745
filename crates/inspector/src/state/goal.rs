//! Checks whether a task's goal is reached, based on the network's answers for the drawing on the pad.

use ink::{Drawing, Parameter, Perturbation, Point, Raster, SIDE, Stage};
use recognition::explanation::{StrokeAttribution, Sweep};
use recognition::{CLASSES, Prediction};
use text::inspector::lesson::StatusStrings;
use workers::explain::{Answer, Query};
use workers::host::{Selection, Task};

use super::{InspectorState, Panel};
use crate::lesson::Lesson;

/// The minimum probability of 1 for a plain 1.
const MIN_PLAIN_ONE_PROBABILITY: f32 = 0.8;

/// The minimum probability of both 4 and 9 for a drawing near the boundary between them.
const MIN_BOUNDARY_PROBABILITY: f32 = 0.3;

/// The minimum ratio of height to width for a plain 1.
const MIN_PLAIN_ONE_ASPECT: f64 = 2.0;

/// Whether a task's goal is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GoalStatus {
    /// The goal is reached.
    Reached,
    /// The goal is not reached. Holds a text for the user: the current state and the next step.
    Pending(String),
}

impl GoalStatus {
    fn pending(text: &str) -> Self {
        Self::Pending(text.to_owned())
    }

    /// Returns the status as text.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Reached => strings().reached,
            Self::Pending(text) => text,
        }
    }
}

fn strings() -> &'static StatusStrings {
    &text::INSPECTOR.lesson.status
}

impl InspectorState {
    /// Returns the lesson.
    #[must_use]
    pub fn lesson(&self) -> &Lesson {
        &self.lesson
    }

    /// Returns the status of the selected task.
    #[must_use]
    pub fn goal_status(&self) -> GoalStatus {
        self.task_status(self.lesson.progress.task)
    }

    /// Marks the selected task as done if its goal is reached. Does nothing while the lesson is closed.
    pub(crate) fn check_goal(&mut self) {
        if !self.is_open(Panel::Lesson) {
            return;
        }
        self.lesson.plain_one_starts = self.plain_one_starts();
        if self.goal_status() == GoalStatus::Reached {
            self.lesson.progress.done[self.lesson.progress.task as usize] = true;
        }
    }

    /// Returns the status of a task.
    fn task_status(&self, task: Task) -> GoalStatus {
        let Some(selection) = self.selection() else {
            return GoalStatus::pending(strings().blank);
        };
        let Some(probabilities) = &selection.probabilities else {
            return GoalStatus::pending(strings().reading);
        };
        match task {
            Task::OneAsSeven => self.one_as_seven_status(selection, probabilities),
            Task::DecisionBoundary => boundary_status(probabilities),
            Task::KeyStroke => self.key_stroke_status(selection),
            Task::Corner => self.corner_status(selection),
            Task::Noise => self.noise_status(selection),
        }
    }

    fn one_as_seven_status(
        &self,
        selection: &Selection,
        probabilities: &[f32; CLASSES],
    ) -> GoalStatus {
        let was_plain_one = first_point(&selection.drawing)
            .is_some_and(|start| self.lesson.plain_one_starts.contains(&start));
        let [one, seven] = [probabilities[1], probabilities[7]];
        GoalStatus::Pending(match (was_plain_one, most_likely(probabilities)) {
            (true, 7) => return GoalStatus::Reached,
            (true, 1) => (strings().add_flag)(one, seven),
            (true, digit) => (strings().other_flag)(digit),
            (false, 1) => (strings().not_plain)(one),
            (false, digit) => (strings().start_with_one)(digit),
        })
    }

    /// Returns the first points of the digits that were read as a plain 1, including the current one.
    fn plain_one_starts(&self) -> Vec<Point> {
        let Some(selection) = self.selection() else {
            return Vec::new();
        };
        let mut starts = self.lesson.plain_one_starts.clone();
        let is_upright = selection.drawing.bounds().is_some_and(|bounds| {
            let [width, height] = bounds.size();
            height > MIN_PLAIN_ONE_ASPECT * width
        });
        let is_one = |probabilities: [f32; CLASSES]| probabilities[1] >= MIN_PLAIN_ONE_PROBABILITY;
        let is_plain_one = is_upright && selection.probabilities.is_some_and(is_one);
        let new =
            first_point(&selection.drawing).filter(|start| is_plain_one && !starts.contains(start));
        starts.extend(new);
        starts
    }

    fn key_stroke_status(&self, selection: &Selection) -> GoalStatus {
        let Some(attributions) = self.current_stroke_attributions() else {
            return GoalStatus::pending(strings().measuring_parts);
        };
        if selection.drawing.strokes.is_empty() || attributions.len() < 2 {
            return GoalStatus::pending(strings().nothing_to_compare);
        }
        let key_stroke = (0..attributions.len())
            .max_by(|a, b| {
                let [a, b] = [a, b].map(|index| attributions[*index].contribution);
                a.total_cmp(&b)
            })
            .unwrap_or(0);
        match self.lesson.guess {
            None => GoalStatus::Pending((strings().which_part)(
                predicted_digit(selection),
                self.class(),
            )),
            Some(guess) if guess == key_stroke => GoalStatus::Reached,
            Some(guess) => match attributions.get(guess) {
                Some(part) => {
                    GoalStatus::Pending((strings().not_this_part)(guess + 1, part.digit_without))
                }
                None => GoalStatus::pending(strings().drawing_changed),
            },
        }
    }

    /// Returns the contribution of each stroke of the current drawing to the selected class, if it is known.
    #[must_use]
    pub fn current_stroke_attributions(&self) -> Option<&Vec<StrokeAttribution>> {
        let drawing = self.selection()?.drawing.clone();
        match self.answer_to(&Query::StrokeAttributions(drawing, self.class()))? {
            Answer::StrokeAttributions(attributions) => Some(attributions),
            _ => None,
        }
    }

    fn corner_status(&self, selection: &Selection) -> GoalStatus {
        let enabled = [Stage::Fit, Stage::Centre]
            .into_iter()
            .find(|stage| !self.is_disabled(*stage));
        if let Some(stage) = enabled {
            return GoalStatus::Pending((strings().untick)(predicted_digit(selection), stage));
        }
        let Some(raster) = self.stage_rasters().pop() else {
            return GoalStatus::pending(strings().no_strokes);
        };
        if !is_in_corner(&raster) {
            return GoalStatus::pending(strings().not_in_corner);
        }
        let prediction = match self.answer_to(&Query::Classify(vec![raster])) {
            Some(Answer::Predictions(predictions)) => predictions.first(),
            _ => None,
        };
        match prediction.map(Prediction::digit) {
            None => GoalStatus::pending(strings().reading),
            Some(digit) if digit == predicted_digit(selection) => {
                GoalStatus::Pending((strings().still_read_in_corner)(digit))
            }
            Some(_) => GoalStatus::Reached,
        }
    }

    fn noise_status(&self, selection: &Selection) -> GoalStatus {
        let perturbation = *self.perturbation();
        let noise = perturbation.get(Parameter::Noise);
        if perturbation != Perturbation::default().with(Parameter::Noise, noise) {
            return GoalStatus::pending(strings().other_slider);
        }
        let query = Query::Sweep(selection.drawing.clone(), perturbation, Parameter::Noise);
        let sweep = match self.answer_to(&query) {
            Some(Answer::Sweep(sweep)) if !sweep.probabilities.is_empty() => sweep,
            _ => return GoalStatus::pending(strings().reading_noise),
        };
        let digit = digit_at(sweep, noise).unwrap_or(predicted_digit(selection));
        if digit == predicted_digit(selection) {
            GoalStatus::Pending((strings().still_read_with_noise)(noise, digit))
        } else {
            GoalStatus::Reached
        }
    }
}

fn boundary_status(probabilities: &[f32; CLASSES]) -> GoalStatus {
    let [four, nine] = [probabilities[4], probabilities[9]];
    if four >= MIN_BOUNDARY_PROBABILITY && nine >= MIN_BOUNDARY_PROBABILITY {
        GoalStatus::Reached
    } else {
        GoalStatus::Pending((strings().both_probabilities)(
            four,
            nine,
            MIN_BOUNDARY_PROBABILITY,
        ))
    }
}

/// Returns the digit predicted at a value of the parameter, derived from the changes of the prediction; `None` if the
/// prediction never changes.
fn digit_at(sweep: &Sweep, value: f32) -> Option<u8> {
    let changes = &sweep.class_changes;
    let last_below = changes.iter().rev().find(|change| change.value <= value);
    last_below
        .map(|change| change.above)
        .or_else(|| Some(changes.first()?.below))
}

/// Returns whether the ink's centre of mass is outside the middle third, both horizontally and vertically.
fn is_in_corner(raster: &Raster) -> bool {
    let (mut mass, mut moment) = (0.0_f32, [0.0_f32; 2]);
    for (index, ink) in raster.pixels().iter().enumerate() {
        let ink = f32::from(*ink);
        mass += ink;
        moment[0] += ink * ((index % SIDE) as f32 + 0.5);
        moment[1] += ink * ((index / SIDE) as f32 + 0.5);
    }
    let middle = SIDE as f32 / 2.0;
    mass > 0.0
        && moment
            .iter()
            .all(|moment| (moment / mass - middle).abs() > SIDE as f32 / 6.0)
}

fn first_point(drawing: &Drawing) -> Option<Point> {
    drawing.strokes.first()?.finite_points().next()
}

fn predicted_digit(selection: &Selection) -> u8 {
    selection.digit.unwrap_or(0)
}

fn most_likely(probabilities: &[f32; CLASSES]) -> u8 {
    let digits = 0..CLASSES as u8;
    let most_likely = digits
        .max_by(|a, b| probabilities[usize::from(*a)].total_cmp(&probabilities[usize::from(*b)]));
    most_likely.unwrap_or(0)
}

// The tests ask the shipped network, which only native builds link.
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
