//! What the tasks ask, and what they teach.

use serde::{Deserialize, Serialize};

use crate::state::inside::Panel;

/// A task.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Task {
    /// A 1 that is read as 7.
    #[default]
    Disguise,
    /// The line between 4 and 9.
    Border,
    /// Which stroke matters most.
    Stroke,
    /// A digit in the corner, with centring off.
    Corner,
    /// Noise until the answer flips.
    Noise,
}

/// A number that no task has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("There is no task \u{201c}{0}\u{201d}: they go from 1 to 5. Ask for another link.")]
pub struct UnknownTask(pub String);

impl Task {
    /// In the order in which they are to be done.
    pub const ALL: [Self; 5] = [
        Self::Disguise,
        Self::Border,
        Self::Stroke,
        Self::Corner,
        Self::Noise,
    ];

    /// Its number, from 1.
    #[must_use]
    pub const fn number(self) -> usize {
        self as usize + 1
    }

    /// The task with a number.
    ///
    /// # Errors
    /// Where none has it.
    pub fn numbered(number: &str) -> Result<Self, UnknownTask> {
        let mut tasks = Self::ALL.into_iter();
        let task = tasks.find(|task| task.number().to_string() == number);
        task.ok_or_else(|| UnknownTask(number.chars().take(12).collect()))
    }

    /// The one after it.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self.number()).copied()
    }

    /// The panel without which it cannot be done.
    #[must_use]
    pub const fn needs(self) -> Option<Panel> {
        match self {
            Self::Disguise | Self::Border | Self::Stroke => None,
            Self::Corner => Some(Panel::Recipe),
            Self::Noise => Some(Panel::Wiggle),
        }
    }

    /// The panel that shows more of it, once it is done.
    #[must_use]
    pub const fn shows(self) -> Panel {
        match self {
            Self::Disguise | Self::Stroke => Panel::Why,
            Self::Border => Panel::Layers,
            Self::Corner => Panel::Recipe,
            Self::Noise => Panel::Wiggle,
        }
    }

    /// What it is called.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Disguise => "Draw a 1 that it reads as 7",
            Self::Border => "Find the line between 4 and 9",
            Self::Stroke => "Which stroke matters most?",
            Self::Corner => "Move the digit to the corner",
            Self::Noise => "Fool it with noise",
        }
    }

    /// What is to be done.
    #[must_use]
    pub const fn asks(self) -> &'static str {
        match self {
            Self::Disguise => {
                "Draw a plain 1, a single upright bar, so that it is read as 1. Then give it a flag at the top and make the \
                 flag longer, stroke by stroke, until the same drawing is read as 7."
            }
            Self::Border => {
                "Draw a digit about which the network cannot decide: at least 30 % for 4 and at least 30 % for 9. A 4 whose \
                 top is nearly closed is a good start; close it bit by bit, or take ink away with Undo and the eraser."
            }
            Self::Stroke => {
                "Draw a digit, best in two or more strokes (a single one is cut into six pieces). Then say which part speaks \
                 most for the answer: the part without which the network would lose most."
            }
            Self::Corner => {
                "Draw a small digit in a corner of the pad. It is read all the same, because its ink is cut out, enlarged and \
                 centred first. Untick \u{201c}fit\u{201d} and \u{201c}centre\u{201d} under \u{201c}From ink to 28 by 28\u{201d}, so that it stays in its corner, \
                 until it is read as something else."
            }
            Self::Noise => {
                "Draw a digit. Then move the slider \u{201c}Noise\u{201d} under \u{201c}What changes the answer?\u{201d}, and that slider alone, until the \
                 answer flips."
            }
        }
    }

    /// What is learnt by it.
    #[must_use]
    pub const fn teaches(self) -> &'static str {
        match self {
            Self::Disguise => {
                "Nobody told the network that a 7 has a flag. It has only seen many ones and sevens, and has found a limit \
                 between them that fits these: how long a flag the writers gave their ones. Your drawing crossed that limit. In \
                 countries where a 1 is written with a long flag, and a 7 with a bar through it, the limit would lie elsewhere: a \
                 network is right for the people whose writing it learnt from."
            }
            Self::Border => {
                "The network does not look for the digit that is \u{201c}there\u{201d}. It computes ten numbers, the logits, and the \
                 probabilities follow from how far apart these are. Where two logits are equal lies the border between two \
                 digits; near it a dot of ink decides. That is why the page says \u{201c}not sure\u{201d} there, in place of a digit alone. Most \
                 drawings lie far from any border, so you had to search for it."
            }
            Self::Stroke => {
                "The page left out each part in turn, the rest in its place, and looked how far the logit of the answer fell. \
                 What matters is what tells the digit from others, not what is longest. This way has a blind spot: where two \
                 strokes would each do alone, leaving out either changes little, and both seem not to matter."
            }
            Self::Corner => {
                "The network has learnt from digits that fill the middle of the picture, all about equally large. A small one in \
                 a corner is a picture of a kind that it has never met. Pooling makes up for a shift of a pixel or two, not for a \
                 digit somewhere else. So half of the work is done before the network: the ink is cut out, scaled and centred, as \
                 it was in the digits that it learnt from. In many a demo that fails, this is the part that fails."
            }
            Self::Noise => {
                "To you it is the same digit behind a grain; to the network all 784 numbers have changed, and grain was hardly \
                 in what it learnt from. Random noise has to be strong: it pushes in every direction, for and against alike. Noise \
                 made to fool needs far less ink: see the smallest change that flips the answer, at the end of the same panel."
            }
        }
    }
}
