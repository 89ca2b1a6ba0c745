//! The panels of See inside.

use workers::host::Task;

/// A panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// The preprocessing stages, from strokes to the raster.
    Preprocessing,
    /// The outputs of the network's layers.
    Layers,
    /// How much each part of the ink contributes to the answer.
    Attribution,
    /// How changes to the drawing affect the answer.
    Perturbation,
    /// The model card.
    ModelCard,
    /// The lesson's tasks.
    Lesson,
}

impl Panel {
    /// Returns the panel's title.
    #[must_use]
    pub fn title(self) -> &'static str {
        let titles = &text::INSPECTOR.common;
        match self {
            Self::Preprocessing => titles.preprocessing_title,
            Self::Layers => titles.layers_title,
            Self::Attribution => titles.attribution_title,
            Self::Perturbation => titles.perturbation_title,
            Self::ModelCard => titles.model_card_title,
            Self::Lesson => titles.lesson_title,
        }
    }

    /// Returns the panel that the user needs for a task, if any.
    #[must_use]
    pub const fn required_by(task: Task) -> Option<Self> {
        match task {
            Task::OneAsSeven | Task::DecisionBoundary | Task::KeyStroke => None,
            Task::Corner => Some(Self::Preprocessing),
            Task::Noise => Some(Self::Perturbation),
        }
    }

    /// Returns the panel that shows more about a task once it is done.
    #[must_use]
    pub const fn related_to(task: Task) -> Self {
        match task {
            Task::OneAsSeven | Task::KeyStroke => Self::Attribution,
            Task::DecisionBoundary => Self::Layers,
            Task::Corner => Self::Preprocessing,
            Task::Noise => Self::Perturbation,
        }
    }

    /// Returns the id of the panel's heading, which is also its test id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Preprocessing => "inside-recipe",
            Self::Layers => "inside-layers",
            Self::Attribution => "inside-why",
            Self::Perturbation => "inside-wiggle",
            Self::ModelCard => "inside-card",
            Self::Lesson => "inside-lesson",
        }
    }
}
