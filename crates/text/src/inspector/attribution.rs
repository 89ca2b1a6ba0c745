//! Text of the panel of attributions.

/// See [`super::InspectorStrings::attribution`].
pub struct AttributionStrings {
    /// Instruction above the buttons that select a digit; the accessible name of their group.
    pub select_digit: &'static str,
    /// Description of the heatmap by integrated gradients: the selected digit.
    pub gradients_figure: fn(u8) -> String,
    /// Description of the heatmap by occlusion: the selected digit.
    pub occlusion_figure: fn(u8) -> String,
    /// File name of the heatmap by integrated gradients, without the extension: the selected digit.
    pub gradients_file_name: fn(u8) -> String,
    /// File name of the heatmap by occlusion, without the extension: the selected digit.
    pub occlusion_file_name: fn(u8) -> String,
    /// Name of the method of integrated gradients.
    pub gradients: &'static str,
    /// What the map of integrated gradients shows, and its limits.
    pub gradients_description: &'static str,
    /// Name of the method of occlusion.
    pub occlusion: &'static str,
    /// What the map of occlusion shows, and its limits.
    pub occlusion_description: &'static str,
    /// Name of the method that removes strokes.
    pub strokes: &'static str,
    /// What the removal of strokes shows, and its limits.
    pub strokes_description: &'static str,
    /// Shown instead of the strokes while the pad holds a picture.
    pub picture: &'static str,
    /// A part of the drawing: number from 1, signed contribution, the digit read without the part.
    pub part: fn(usize, &str, u8) -> String,
    /// Title of the figure of coloured parts: the selected digit.
    pub parts_figure: fn(u8) -> String,
    /// File name of the figure of coloured parts, without the extension: the selected digit.
    pub parts_file_name: fn(u8) -> String,
    /// Title of the figure of numbered parts.
    pub numbered_parts_figure: &'static str,
    /// Description of the figure of numbered parts: their number.
    pub numbered_parts_description: fn(usize) -> String,
    /// File name of the figure of numbered parts, without the extension.
    pub numbered_parts_file_name: &'static str,
}

/// The English text.
pub const ENGLISH: AttributionStrings = AttributionStrings {
    select_digit: "Choose a digit. Orange counts for it, blue against it.",
    gradients_figure: |digit| {
        format!(
            "Contribution of each pixel, by integrated gradients. Orange counts for {digit}, blue against it."
        )
    },
    occlusion_figure: |digit| {
        format!(
            "Contribution of each pixel, by occlusion. Orange counts for {digit}, blue against it."
        )
    },
    gradients_file_name: |digit| format!("gradient-for-{digit}"),
    occlusion_file_name: |digit| format!("occlusion-for-{digit}"),
    gradients: "Integrated gradients. ",
    gradients_description: "The ink is faded in from blank paper. Each pixel shows how much its ink adds to the \
                            digit\u{2019}s score, the logit, on the way. The map does not show what other ink \
                            in the same place would do.",
    occlusion: "Occlusion. ",
    occlusion_description: "A patch of blank paper, 5 \u{d7} 5 pixels, covers each place in turn. Each pixel \
                            shows how far the logit falls. The map does not show what two places do together.",
    strokes: "Strokes. ",
    strokes_description: "Each stroke is removed in turn, and the others stay in place. The colour shows how \
                          far the logit falls. If either of two strokes would be enough alone, both seem \
                          unimportant.",
    picture: "The pad holds a picture. It has no strokes to remove.",
    part: |number, contribution, digit| {
        format!("Part {number}: {contribution}. Read as {digit} without it.")
    },
    parts_figure: |digit| format!("The strokes, coloured by how much they count for {digit}."),
    parts_file_name: |digit| format!("strokes-for-{digit}"),
    numbered_parts_figure: "The parts of the drawing, numbered.",
    numbered_parts_description: |count| match count {
        1 => "1 part.".to_owned(),
        _ => format!("{count} parts, in the order in which they were drawn."),
    },
    numbered_parts_file_name: "parts",
};
