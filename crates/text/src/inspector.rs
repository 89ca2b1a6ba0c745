//! Text of the inspector, which the page calls "See inside": one struct per panel.
//!
//! If a field is a function, its doc comment lists the arguments after the colon.

pub mod attribution;
pub mod common;
pub mod layers;
pub mod lesson;
pub mod model_card;
pub mod perturbation;
pub mod preprocessing;
pub mod task;

/// See [`super::INSPECTOR`].
pub struct InspectorStrings {
    /// Panel titles, and text that several panels use.
    pub common: common::CommonStrings,
    /// The panel of lesson tasks.
    pub lesson: lesson::LessonStrings,
    /// The panel of preprocessing stages.
    pub preprocessing: preprocessing::PreprocessingStrings,
    /// The panel of layer outputs.
    pub layers: layers::LayersStrings,
    /// The panel of attributions.
    pub attribution: attribution::AttributionStrings,
    /// The panel of perturbations.
    pub perturbation: perturbation::PerturbationStrings,
    /// The model card.
    pub model_card: model_card::ModelCardStrings,
}

/// The English text.
pub const ENGLISH: InspectorStrings = InspectorStrings {
    common: common::ENGLISH,
    lesson: lesson::ENGLISH,
    preprocessing: preprocessing::ENGLISH,
    layers: layers::ENGLISH,
    attribution: attribution::ENGLISH,
    perturbation: perturbation::ENGLISH,
    model_card: model_card::ENGLISH,
};
