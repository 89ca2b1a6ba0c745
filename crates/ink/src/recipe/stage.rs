//! The recipe's stages by name, and the recipe without one.

use std::fmt;
use std::str::FromStr;

use super::{Aspect, Centre, Edges, Frame, Line, Recipe};

/// A stage of [`Recipe::MNIST`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The ink is scaled to fit 20x20; without, the pad is shrunk as a whole.
    Fit,
    /// The proportions are kept; without, both sides are stretched to fit.
    Aspect,
    /// The centre of mass goes to the middle; without, the middle of what was scaled does.
    Centre,
    /// The line is equally thick in every raster; without, it is scaled with the ink.
    PenWidth,
    /// Edges are grey by the share of ink; without, every pixel is ink or paper.
    Smoothing,
}

/// A name that no stage has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the recipe has no stage \"{0}\"; its stages are fit, aspect, centre, pen-width and smoothing"
)]
pub struct UnknownStage(pub String);

impl Stage {
    /// In the order in which they are done.
    pub const ALL: [Self; 5] = [
        Self::Fit,
        Self::Aspect,
        Self::Centre,
        Self::PenWidth,
        Self::Smoothing,
    ];

    /// The stage in a word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fit => "fit",
            Self::Aspect => "aspect",
            Self::Centre => "centre",
            Self::PenWidth => "pen-width",
            Self::Smoothing => "smoothing",
        }
    }
}

impl Recipe {
    /// The same recipe less one stage. Without [`Stage::Fit`] or [`Stage::PenWidth`] the drawing's
    /// unit must be the pad's side.
    #[must_use]
    pub const fn without(self, stage: Stage) -> Self {
        match stage {
            Stage::Fit => Self {
                frame: Frame::Pad,
                ..self
            },
            Stage::Aspect => Self {
                aspect: Aspect::Stretched,
                ..self
            },
            Stage::Centre => Self {
                centre: Centre::Frame,
                ..self
            },
            Stage::PenWidth => Self {
                line: Line::Scaled,
                ..self
            },
            Stage::Smoothing => Self {
                edges: Edges::Hard,
                ..self
            },
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Stage {
    type Err = UnknownStage;

    fn from_str(name: &str) -> Result<Self, UnknownStage> {
        let stage = Self::ALL.into_iter().find(|stage| stage.name() == name);
        stage.ok_or_else(|| UnknownStage(name.to_owned()))
    }
}
