//! Text of the panel of preprocessing stages.

use ink::Stage;

use crate::number_format::precise_percent;

/// See [`super::InspectorStrings::preprocessing`].
pub struct PreprocessingStrings {
    /// Shown instead of the stages while the pad holds a picture.
    pub picture: &'static str,
    /// Introduction: accuracy with every stage, 0..1.
    pub intro: fn(f32) -> String,
    /// Label of a stage's checkbox.
    pub stage_name: fn(Stage) -> &'static str,
    /// What a stage does.
    pub stage_description: fn(Stage) -> &'static str,
    /// Description of the picture of the drawing after a stage.
    pub stage_picture: fn(Stage) -> String,
    /// Accuracy without a stage, 0..1.
    pub accuracy_without: fn(f32) -> String,
    /// The answer to the preprocessed drawing: digit, confidence as text.
    pub answer: fn(u8, &str) -> String,
    /// Title of the saved figure.
    pub figure_title: &'static str,
    /// File name of the saved figure, without the extension.
    pub file_name: &'static str,
}

/// The English text.
pub const ENGLISH: PreprocessingStrings = PreprocessingStrings {
    picture: "The pad holds a picture. It has no strokes, so its steps cannot be shown. Draw a digit to see them.",
    intro: |accuracy| {
        format!(
            "Five steps turn a drawing into the 28 \u{d7} 28 pixels that the network reads. Each picture shows \
             the drawing after one more step. Untick a step to leave it out. With every step, the network reads \
             {} of the test drawings correctly (pen-dev: ten people whose writing was not used for training; \
             each digit 120 px long).",
            precise_percent(accuracy)
        )
    },
    stage_name: |stage| match stage {
        Stage::Fit => "Fit",
        Stage::Aspect => "Keep proportions",
        Stage::Centre => "Centre",
        Stage::PenWidth => "Pen width",
        Stage::Smoothing => "Smooth edges",
    },
    stage_description: |stage| match stage {
        Stage::Fit => {
            "Scales the ink to a box of 20 \u{d7} 20 pixels, so its size and position on the pad do not matter."
        }
        Stage::Aspect => "Scales width and height by the same factor, so a 1 stays narrow.",
        Stage::Centre => {
            "Moves the ink\u{2019}s centre of mass to the middle, as in every training image."
        }
        Stage::PenWidth => {
            "Draws every line with the same width, however large the digit is on the pad."
        }
        Stage::Smoothing => {
            "Makes a pixel grey where a line covers only part of it (anti-aliasing)."
        }
    },
    stage_picture: |stage| {
        format!(
            "The drawing after the step \u{201c}{}\u{201d}.",
            (ENGLISH.stage_name)(stage)
        )
    },
    accuracy_without: |accuracy| format!("{} correct without it.", precise_percent(accuracy)),
    answer: |digit, confidence| format!("Read as {digit}, confidence {confidence}."),
    figure_title: "The drawing after each step.",
    file_name: "preprocessing-steps",
};
