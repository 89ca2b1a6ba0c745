//! The panels of the inspector.

use crate::text;

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
