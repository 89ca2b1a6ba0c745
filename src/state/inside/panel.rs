//! The parts of See inside.

/// A part of what is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// From ink to 28x28.
    Recipe,
    /// Through the network.
    Layers,
    /// Why this digit.
    Why,
    /// What changes the reading.
    Wiggle,
    /// How good it is.
    Card,
    /// Five tasks.
    Lesson,
}

impl Panel {
    /// What stands over it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Recipe => "From ink to 28 by 28",
            Self::Layers => "Through the network",
            Self::Why => "Why this digit?",
            Self::Wiggle => "What changes the answer?",
            Self::Card => "How good is it?",
            Self::Lesson => "Five small tasks",
        }
    }

    /// What it is called in the page.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Recipe => "inside-recipe",
            Self::Layers => "inside-layers",
            Self::Why => "inside-why",
            Self::Wiggle => "inside-wiggle",
            Self::Card => "inside-card",
            Self::Lesson => "inside-lesson",
        }
    }
}
