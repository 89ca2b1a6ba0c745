//! Panel titles, and text that several panels of the inspector use.

/// See [`super::InspectorStrings::common`].
pub struct CommonStrings {
    /// Shown while a panel is open and the pad is blank.
    pub draw_a_digit: &'static str,
    /// Title of the panel of lesson tasks.
    pub lesson_title: &'static str,
    /// Title of the panel of preprocessing stages.
    pub preprocessing_title: &'static str,
    /// Title of the panel of layer outputs.
    pub layers_title: &'static str,
    /// Title of the panel of attributions.
    pub attribution_title: &'static str,
    /// Title of the panel of perturbations.
    pub perturbation_title: &'static str,
    /// Title of the model card.
    pub model_card_title: &'static str,
    /// Text before the buttons that save a figure as PNG or SVG.
    pub save: &'static str,
    /// Accessible name of a save button: file type, figure title.
    pub save_as: fn(&str, &str) -> String,
    /// Description of a colour legend.
    pub legend: &'static str,
    /// Description of a heatmap in a saved figure: figure title, smallest and largest value.
    pub color_range: fn(&str, f32, f32) -> String,
}

/// The English text.
pub const ENGLISH: CommonStrings = CommonStrings {
    draw_a_digit: "Draw a digit to inspect it.",
    lesson_title: "Five short tasks",
    preprocessing_title: "From drawing to pixels",
    layers_title: "Layer by layer",
    attribution_title: "Why this digit?",
    perturbation_title: "What changes the answer?",
    model_card_title: "How accurate is it?",
    save: "Save ",
    save_as: |file_type, title| format!("Save as {file_type}: {title}"),
    legend: "Colour scale from the smallest to the largest value.",
    color_range: |title, min, max| format!("{title} Colours from {min:.2} to {max:.2}."),
};
