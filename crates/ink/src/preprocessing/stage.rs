//! Names of the preprocessing stages, for ablations.

use std::fmt;
use std::str::FromStr;

use super::{AspectRatio, Centring, Edges, Frame, PenScaling, Preprocessing};

/// A stage of [`Preprocessing::MNIST`] that can be disabled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Scales the ink to fit 20x20. When disabled, the whole pad is scaled.
    Fit,
    /// Preserves the aspect ratio. When disabled, both sides are stretched to fit.
    Aspect,
    /// Centres the ink by its centre of mass. When disabled, the centre of the scaled region is used.
    Centre,
    /// Draws with the same pen width in every raster. When disabled, the pen scales with the ink.
    PenWidth,
    /// Antialiases edges. When disabled, every pixel is either ink or paper.
    Smoothing,
}

/// The error of parsing an unknown name as a [`Stage`]. Holds the name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "unknown preprocessing stage \"{0}\"; expected fit, aspect, centre, pen-width or smoothing"
)]
pub struct UnknownStage(pub String);

impl Stage {
    /// All stages in the order in which they are applied.
    pub const ALL: [Self; 5] = [
        Self::Fit,
        Self::Aspect,
        Self::Centre,
        Self::PenWidth,
        Self::Smoothing,
    ];

    /// Returns the name that [`Stage::from_str`] parses.
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

impl Preprocessing {
    /// Returns the preprocessing with one stage disabled. Without [`Stage::Fit`] or [`Stage::PenWidth`], the drawing's
    /// unit must be the pad's side.
    #[must_use]
    pub const fn without(self, stage: Stage) -> Self {
        match stage {
            Stage::Fit => Self {
                frame: Frame::Pad,
                ..self
            },
            Stage::Aspect => Self {
                aspect_ratio: AspectRatio::Stretched,
                ..self
            },
            Stage::Centre => Self {
                centring: Centring::Frame,
                ..self
            },
            Stage::PenWidth => Self {
                pen_scaling: PenScaling::Proportional,
                ..self
            },
            Stage::Smoothing => Self {
                edges: Edges::Binary,
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
