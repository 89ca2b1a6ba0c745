//! Whether a task's goal is reached, by what the network says of the digit on the pad: nothing is taken from the learner's
//! word.

use ink::{Drawing, Knob, Point, Raster, SIDE, Stage, Wiggle};
use net::explain::{Curve, Piece};

use super::Task;
use crate::protocol::inside::{Answer, Question};
use crate::protocol::panels::Subject;
use crate::state::inside::Look;

/// A plain 1 is read as one with this probability at least.
const PLAIN: f32 = 0.8;

/// Both digits have this much at the border between them.
const SHARED: f32 = 0.3;

/// How far a task has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Its goal is reached.
    Reached,
    /// Not yet; what is the case, and what to do.
    Missing(String),
}

impl Status {
    fn missing(words: &str) -> Self {
        Self::Missing(words.to_owned())
    }

    /// What is the case, in words.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Reached => "Done.",
            Self::Missing(words) => words,
        }
    }
}

impl Look {
    /// How far a task has come with the digit on the pad.
    pub(super) fn status_of(&self, task: Task) -> Status {
        let Some(subject) = &self.subject else {
            return Status::missing("The pad is blank: draw a digit.");
        };
        let Some(probabilities) = &subject.probabilities else {
            return Status::missing("It is being read.");
        };
        match task {
            Task::Disguise => self.disguise(subject, probabilities),
            Task::Border => border(probabilities),
            Task::Stroke => self.stroke(subject),
            Task::Corner => self.corner(subject),
            Task::Noise => self.noise(subject),
        }
    }

    fn disguise(&self, subject: &Subject, probabilities: &[f32; 10]) -> Status {
        let was_one =
            start(&subject.drawing).is_some_and(|start| self.lesson.ones.contains(&start));
        let digit = read(probabilities);
        match (was_one, digit) {
            (true, 7) => Status::Reached,
            (true, 1) => Status::Missing(format!(
                "A 1, {}; 7 has {}. Now give it a flag.",
                percent(probabilities[1]),
                percent(probabilities[7])
            )),
            (true, digit) => Status::Missing(format!(
                "Now it is read as {digit}. Undo, and try another flag."
            )),
            (false, 1) => Status::Missing(format!(
                "A 1, {}: draw it as plain as it goes, upright.",
                percent(probabilities[1])
            )),
            (false, digit) => Status::Missing(format!(
                "It is read as {digit}. Erase it and begin with a plain 1."
            )),
        }
    }

    /// Where every digit began that was read as a plain 1 since the pad was blank.
    pub(super) fn drawn_as_one(&self) -> Vec<Point> {
        let Some(subject) = &self.subject else {
            return Vec::new();
        };
        let mut ones = self.lesson.ones.clone();
        let is_upright = subject.drawing.bounds().is_some_and(|bounds| {
            let [width, height] = bounds.size();
            height > 2.0 * width
        });
        let is_one = |probabilities: [f32; 10]| probabilities[1] >= PLAIN;
        let is_plain = is_upright && subject.probabilities.is_some_and(is_one);
        let new = start(&subject.drawing).filter(|start| is_plain && !ones.contains(start));
        ones.extend(new);
        ones
    }

    fn stroke(&self, subject: &Subject) -> Status {
        let Some(pieces) = self.parts() else {
            return Status::missing("The parts are being weighed.");
        };
        let class = self.class();
        if subject.drawing.strokes.is_empty() || pieces.len() < 2 {
            return Status::missing("A picture, or a dot, has no strokes: draw a digit.");
        }
        let most = (0..pieces.len())
            .max_by(|a, b| pieces[*a].worth.total_cmp(&pieces[*b].worth))
            .unwrap_or(0);
        match self.lesson.guess {
            None => Status::Missing(format!(
                "It is read as {}. Which part speaks most for {class}?",
                read_of(subject)
            )),
            Some(guess) if guess == most => Status::Reached,
            Some(guess) => match pieces.get(guess) {
                Some(piece) => Status::Missing(format!(
                    "Not part {}: without it, it reads {}, and another part weighs more.",
                    guess + 1,
                    piece.without
                )),
                None => Status::missing("The drawing has changed: choose again."),
            },
        }
    }

    /// The parts of the ink on the pad with what each does for the class that is asked about, once known.
    #[must_use]
    pub fn parts(&self) -> Option<&Vec<Piece>> {
        let subject = self.subject.as_ref()?;
        let asked = Question::Strokes(subject.drawing.clone(), self.class());
        self.answer_to(&asked, |answer| match answer {
            Answer::Strokes(pieces) => Some(pieces),
            _ => None,
        })
    }

    fn corner(&self, subject: &Subject) -> Status {
        let missing = [Stage::Fit, Stage::Centre]
            .into_iter()
            .find(|stage| !self.is_without(*stage));
        if let Some(stage) = missing {
            return Status::Missing(format!(
                "It is read as {}. Untick \u{201c}{stage}\u{201d}.",
                read_of(subject)
            ));
        }
        let Some(last) = self.pictures().pop() else {
            return Status::missing("A picture has no strokes: draw a digit.");
        };
        if !is_in_corner(&last) {
            return Status::missing(
                "The ink is not in a corner: erase it, and draw it small and far out.",
            );
        }
        let asked = Question::Read(vec![last]);
        let reading = self.answer_to(&asked, |answer| match answer {
            Answer::Read(predictions) => predictions.first(),
            _ => None,
        });
        match reading.map(net::Prediction::digit) {
            None => Status::missing("It is being read."),
            Some(digit) if digit == read_of(subject) => Status::Missing(format!(
                "In the corner it is still read as {digit}: draw it smaller, or farther out."
            )),
            Some(_) => Status::Reached,
        }
    }

    fn noise(&self, subject: &Subject) -> Status {
        let setting = self.wiggle.of(Knob::Noise);
        if self.wiggle != Wiggle::default().with(Knob::Noise, setting) {
            return Status::missing(
                "Another slider has been moved: put it back, so that it is the noise alone.",
            );
        }
        let asked = Question::Curve(subject.drawing.clone(), self.wiggle, Knob::Noise);
        let curve = self.answer_to(&asked, |answer| match answer {
            Answer::Curve(curve) => Some(curve),
            _ => None,
        });
        let Some(curve) = curve.filter(|curve| !curve.probabilities.is_empty()) else {
            return Status::missing("It is being read at every setting.");
        };
        let digit = read_at(curve, setting).unwrap_or(read_of(subject));
        if digit == read_of(subject) {
            Status::Missing(format!("Noise {setting:.2}: still read as {digit}."))
        } else {
            Status::Reached
        }
    }

    fn answer_to<'a, T>(
        &'a self,
        asked: &Question,
        pick: impl Fn(&'a Answer) -> Option<&'a T>,
    ) -> Option<&'a T> {
        let mut known = self.known.iter();
        known
            .find(|(question, _)| question == asked)
            .and_then(|(_, answer)| pick(answer))
    }
}

fn border(probabilities: &[f32; 10]) -> Status {
    let [four, nine] = [probabilities[4], probabilities[9]];
    if four >= SHARED && nine >= SHARED {
        Status::Reached
    } else {
        Status::Missing(format!("4 has {}, 9 has {}.", percent(four), percent(nine)))
    }
}

/// What is read at a setting, by where the reading flips; `None` where it never does.
fn read_at(curve: &Curve, setting: f32) -> Option<u8> {
    let flips = &curve.flips;
    let before = flips.iter().rev().find(|flip| flip.setting <= setting);
    before
        .map(|flip| flip.above)
        .or_else(|| Some(flips.first()?.below))
}

/// Whether the ink's centre of mass lies beyond the middle third, across and down.
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

fn start(drawing: &Drawing) -> Option<Point> {
    drawing.strokes.first()?.finite_points().next()
}

fn read_of(subject: &Subject) -> u8 {
    subject.digit.unwrap_or(0)
}

fn read(probabilities: &[f32; 10]) -> u8 {
    let most = (0..10_u8)
        .max_by(|a, b| probabilities[usize::from(*a)].total_cmp(&probabilities[usize::from(*b)]));
    most.unwrap_or(0)
}

fn percent(share: f32) -> String {
    format!("{:.0} %", share * 100.0)
}
