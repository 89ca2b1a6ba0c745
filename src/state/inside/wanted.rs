//! Which questions the open panels have about the digit on the pad.

use ink::Knob;

use super::lesson::Task;
use super::{Look, Panel};
use crate::protocol::inside::{PARTS, Question};
use crate::protocol::panels::Subject;

impl Look {
    /// All of them, in the order of the panels.
    pub(super) fn wanted(&self) -> Vec<Question> {
        let Some(subject) = &self.subject else {
            return Vec::new();
        };
        let of_panel = |panel: &Panel| self.wanted_of(*panel, subject);
        self.open.iter().flat_map(of_panel).collect()
    }

    fn wanted_of(&self, panel: Panel, subject: &Subject) -> Vec<Question> {
        let Subject {
            raster, drawing, ..
        } = subject;
        let (class, has_strokes) = (self.class(), !subject.is_picture());
        match panel {
            Panel::Recipe => {
                let last = self.pictures().pop();
                last.map(|raster| Question::Read(vec![raster]))
                    .into_iter()
                    .collect()
            }
            Panel::Layers => vec![
                Question::Layers(raster.clone()),
                Question::Window(raster.clone(), self.place),
            ],
            Panel::Why => {
                let mut wanted = vec![Question::Gradient(raster.clone(), class)];
                wanted.extend(has_strokes.then(|| Question::Strokes(drawing.clone(), class)));
                let raster = raster.clone();
                let cover = |part| Question::Cover {
                    raster: raster.clone(),
                    class,
                    part,
                };
                wanted.extend((0..PARTS).map(cover));
                wanted
            }
            Panel::Wiggle => {
                let curve = |knob| Question::Curve(drawing.clone(), self.wiggle, knob);
                let knobs = Knob::ALL.into_iter().filter(|_| has_strokes);
                let flip = Question::Flip(raster.clone());
                knobs.map(curve).chain([flip]).collect()
            }
            Panel::Lesson => match self.lesson.progress().task {
                Task::Stroke | Task::Noise if !has_strokes => Vec::new(),
                Task::Stroke => vec![Question::Strokes(drawing.clone(), class)],
                Task::Corner => self.wanted_of(Panel::Recipe, subject),
                Task::Noise => vec![Question::Curve(drawing.clone(), self.wiggle, Knob::Noise)],
                // These go by what comes with the digit.
                Task::Disguise | Task::Border => Vec::new(),
            },
            Panel::Card => Vec::new(),
        }
    }
}
