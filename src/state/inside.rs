//! What a person looks at inside the network: panels, settings in; what to ask the worker and what to show, out.
//!
//! Each open panel wants answers about the digit on the pad. One question at a time is asked; of what is known, the
//! newest of each kind stays on show until a newer one comes. Nothing is asked, and no worker started, before a panel is
//! opened.

pub mod card;
pub mod colour;
pub mod figure;
pub mod lesson;
mod panel;
pub mod picture;
pub mod recipe;
mod wanted;

use std::mem::discriminant;

use ink::{Knob, Stage, Wiggle};
use net::Prediction;
use net::explain::{Curve, Flip, Inside, Piece, Place, Window};

use lesson::{Lesson, Study};
pub use panel::Panel;

use crate::protocol::inside::{Answer, PARTS, Question, Reply};
use crate::protocol::panels::Subject;

/// What happens.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    clippy::large_enum_variant,
    reason = "a turn lives for a moment; boxing its 784 bytes costs more than moving them"
)]
pub enum Turn {
    /// A panel is opened or closed.
    Open(Panel, bool),
    /// There is another digit, or none.
    Show(Option<Subject>),
    /// A stage of the recipe is left out or put back.
    Without(Stage, bool),
    /// Another value of a feature map is looked at.
    Look(Place),
    /// Another class is asked about.
    Ask(u8),
    /// A knob is turned.
    Set(Knob, f32),
    /// A learner does something.
    Study(Study),
    /// The worker has answered.
    Hear(Reply),
    /// The worker is gone; with the reason for a person to read.
    Fail(String),
    /// A person wants to try again.
    Retry,
}

/// What is to be done then.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    clippy::large_enum_variant,
    reason = "an act lives for a moment; boxing its 784 bytes costs more than moving them"
)]
pub enum Act {
    /// Start the worker.
    Launch,
    /// Ask it.
    Post(Question),
}

#[derive(Clone, Debug, Default, PartialEq)]
#[expect(
    clippy::large_enum_variant,
    reason = "there is one, for as long as the page"
)]
enum Worker {
    #[default]
    Asleep,
    Starting,
    Idle,
    Busy(Question),
    Failed(String),
}

/// All that is looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Look {
    worker: Worker,
    open: Vec<Panel>,
    subject: Option<Subject>,
    without: Vec<Stage>,
    place: Place,
    class: Option<u8>,
    wiggle: Wiggle,
    known: Vec<(Question, Answer)>,
    lesson: Lesson,
}

impl Look {
    /// Takes note of what happens, and says what is to be done.
    pub fn turn(&mut self, turn: Turn) -> Option<Act> {
        match turn {
            Turn::Open(panel, opened) => {
                self.open.retain(|open| *open != panel);
                self.open.extend(opened.then_some(panel));
            }
            Turn::Show(subject) => {
                self.lesson.meet(subject.as_ref());
                self.subject = subject;
            }
            Turn::Without(stage, left_out) => {
                self.without.retain(|without| *without != stage);
                self.without.extend(left_out.then_some(stage));
            }
            Turn::Look(place) => self.place = place,
            Turn::Ask(class) => self.class = Some(class),
            Turn::Set(knob, setting) => self.wiggle = self.wiggle.with(knob, setting),
            Turn::Study(study) => self.lesson.study(study),
            Turn::Hear(reply) => self.hear(reply),
            Turn::Fail(why) => self.worker = Worker::Failed(why),
            Turn::Retry => self.worker = Worker::Asleep,
        }
        self.watch();
        self.act()
    }

    fn hear(&mut self, reply: Reply) {
        match (reply, std::mem::take(&mut self.worker)) {
            (Reply::Refused { why }, _) => self.worker = Worker::Failed(why),
            (Reply::Answered(answer), Worker::Busy(question)) => {
                self.known.retain(|(known, _)| !same_kind(known, &question));
                self.known.push((question, answer));
                self.worker = Worker::Idle;
            }
            (Reply::Ready | Reply::Answered(_), _) => self.worker = Worker::Idle,
        }
    }

    fn act(&mut self) -> Option<Act> {
        let next = self.next()?;
        match self.worker {
            Worker::Asleep => {
                self.worker = Worker::Starting;
                Some(Act::Launch)
            }
            Worker::Idle => {
                self.worker = Worker::Busy(next.clone());
                Some(Act::Post(next))
            }
            Worker::Starting | Worker::Busy(_) | Worker::Failed(_) => None,
        }
    }

    /// The first question that is wanted and not answered.
    fn next(&self) -> Option<Question> {
        let is_known = |wanted: &Question| self.known.iter().any(|(known, _)| known == wanted);
        self.wanted().into_iter().find(|wanted| !is_known(wanted))
    }
}

/// Whether an answer to the one takes the place of an answer to the other.
fn same_kind(a: &Question, b: &Question) -> bool {
    match (a, b) {
        (Question::Cover { part: a, .. }, Question::Cover { part: b, .. }) => a == b,
        (Question::Curve(_, _, a), Question::Curve(_, _, b)) => a == b,
        _ => discriminant(a) == discriminant(b),
    }
}

/// What is shown.
impl Look {
    /// Whether anything is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// Whether a panel is open.
    #[must_use]
    pub fn has_open(&self, panel: Panel) -> bool {
        self.open.contains(&panel)
    }

    /// Why nothing can be shown.
    #[must_use]
    pub fn failure(&self) -> Option<&str> {
        match &self.worker {
            Worker::Failed(why) => Some(why),
            _ => None,
        }
    }

    /// The digit that is looked into.
    #[must_use]
    pub fn subject(&self) -> Option<&Subject> {
        self.subject.as_ref()
    }

    /// Whether the pad holds a picture, of which there are no strokes to draw again or leave out.
    #[must_use]
    pub fn is_picture(&self) -> bool {
        self.subject.as_ref().is_some_and(Subject::is_picture)
    }

    /// The class that is asked about: the one chosen, or else what the digit is read as.
    #[must_use]
    pub fn class(&self) -> u8 {
        let read = self.subject.as_ref().and_then(|subject| subject.digit);
        self.class.or(read).unwrap_or(0)
    }

    /// The value of a feature map that is looked at.
    #[must_use]
    pub fn place(&self) -> Place {
        self.place
    }

    /// The knobs' settings.
    #[must_use]
    pub fn wiggle(&self) -> &Wiggle {
        &self.wiggle
    }

    /// What the layers give.
    #[must_use]
    pub fn layers(&self) -> Option<&Inside> {
        self.answer(|answer| match answer {
            Answer::Layers(inside) => Some(inside),
            _ => None,
        })
    }

    /// How the value looked at came about.
    #[must_use]
    pub fn window(&self) -> Option<&Window> {
        self.answer(|answer| match answer {
            Answer::Window(window) => window.as_ref(),
            _ => None,
        })
    }

    /// What is read with stages left out.
    #[must_use]
    pub fn reading(&self) -> Option<&Prediction> {
        self.answer(|answer| match answer {
            Answer::Read(predictions) => predictions.first(),
            _ => None,
        })
    }

    /// The smallest change found that flips the reading.
    #[must_use]
    pub fn flip(&self) -> Option<&Flip> {
        self.answer(|answer| match answer {
            Answer::Flip(flip) => flip.as_deref(),
            _ => None,
        })
    }

    /// What each stroke does.
    #[must_use]
    pub fn pieces(&self) -> Option<&Vec<Piece>> {
        self.answer(|answer| match answer {
            Answer::Strokes(pieces) => Some(pieces),
            _ => None,
        })
    }

    /// What is read over a knob's range.
    #[must_use]
    pub fn curve(&self, knob: Knob) -> Option<&Curve> {
        self.answer(|answer| match answer {
            Answer::Curve(curve) if curve.knob == knob => Some(curve),
            _ => None,
        })
    }

    /// For each pixel what its ink does, by gradient.
    #[must_use]
    pub fn saliency(&self) -> Option<Vec<f32>> {
        let known = self.known.iter();
        known.into_iter().find_map(|known| match known {
            (Question::Gradient(..), Answer::Map(map)) => Some(map.clone()),
            _ => None,
        })
    }

    /// For each pixel what a patch of paper over it costs; once all parts are there.
    #[must_use]
    pub fn covering(&self) -> Option<Vec<f32>> {
        let of_part = |wanted: usize| {
            self.known.iter().find_map(move |known| match known {
                (Question::Cover { part, .. }, Answer::Map(map)) if *part == wanted => Some(map),
                _ => None,
            })
        };
        let parts: Option<Vec<&Vec<f32>>> = (0..PARTS).map(of_part).collect();
        Some(parts?.into_iter().flatten().copied().collect())
    }

    fn answer<'a, T>(&'a self, pick: impl Fn(&'a Answer) -> Option<&'a T>) -> Option<&'a T> {
        self.known.iter().find_map(|(_, answer)| pick(answer))
    }
}

#[cfg(test)]
mod tests;
