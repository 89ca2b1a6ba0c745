//! Text of the panel of perturbations.

use ink::Parameter;
use recognition::explanation::{AdversarialExample, ClassChange};

use crate::number_format::{percent, with_minus_sign};

/// See [`super::InspectorStrings::perturbation`].
pub struct PerturbationStrings {
    /// Shown instead of the sliders while the pad holds a picture.
    pub picture: &'static str,
    /// Caption and figure title of the modified drawing.
    pub modified: &'static str,
    /// Description of the modified drawing.
    pub modified_description: &'static str,
    /// File name of the modified drawing, without the extension.
    pub modified_file_name: &'static str,
    /// Name and unit of a parameter.
    pub parameter: fn(Parameter) -> &'static str,
    /// Title of a parameter's figure.
    pub sweep_figure: fn(Parameter) -> String,
    /// File name of a parameter's figure, without the extension.
    pub sweep_file_name: fn(Parameter) -> &'static str,
    /// The values of a parameter at which the answer changes: the changes.
    pub class_changes: fn(&[ClassChange]) -> String,
    /// Caption of the adversarial example.
    pub adversarial: fn(&AdversarialExample) -> String,
    /// Description and figure title of the adversarial example.
    pub adversarial_description: &'static str,
    /// File name of the adversarial example, without the extension.
    pub adversarial_file_name: &'static str,
}

/// The English text.
pub const ENGLISH: PerturbationStrings = PerturbationStrings {
    picture: "The pad holds a picture. It has no strokes to rotate or redraw, but the smallest change that \
              fools the network can be found.",
    modified: "Modified drawing",
    modified_description: "The modified drawing, as the network reads it.",
    modified_file_name: "modified-drawing",
    parameter: |parameter| match parameter {
        Parameter::Rotation => "Rotation, degrees clockwise",
        Parameter::Slant => "Slant to the right",
        Parameter::Size => "Size, pixels",
        Parameter::PenWidth => "Pen width, pixels",
        Parameter::Shift => "Shift to the right after centring, pixels",
        Parameter::Noise => "Noise",
    },
    sweep_figure: |parameter| {
        format!(
            "{}: the probability of each digit.",
            (ENGLISH.parameter)(parameter)
        )
    },
    sweep_file_name: |parameter| match parameter {
        Parameter::Rotation => "probabilities-rotation",
        Parameter::Slant => "probabilities-slant",
        Parameter::Size => "probabilities-size",
        Parameter::PenWidth => "probabilities-pen-width",
        Parameter::Shift => "probabilities-shift",
        Parameter::Noise => "probabilities-noise",
    },
    class_changes: |changes| {
        let changes = changes.iter().map(|change| {
            let value = with_minus_sign(format_args!("{:.1}", change.value));
            format!("from {} to {} at {value}", change.below, change.above)
        });
        let changes: Vec<String> = changes.collect();
        if changes.is_empty() {
            "The answer never changes.".to_owned()
        } else {
            format!("The answer changes {}.", changes.join(", "))
        }
    },
    adversarial: |example| {
        format!(
            "The smallest change found that makes the network read {} instead of this {}. Its length is {:.2} \
             (the square root of the sum of squares, full ink = 1), and it changes no pixel by more than {} of \
             full ink. A smaller one may exist.",
            example.digit,
            example.original_digit,
            example.l2_norm,
            percent(example.max_change)
        )
    },
    adversarial_description: "The drawing with the smallest change found that fools the network.",
    adversarial_file_name: "smallest-change",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_of_the_answer_is_listed() {
        let change = |value, below, above| ClassChange {
            value,
            below,
            above,
        };
        assert_eq!((ENGLISH.class_changes)(&[]), "The answer never changes.");
        assert_eq!(
            (ENGLISH.class_changes)(&[change(-20.0, 7, 1), change(0.75, 1, 4)]),
            "The answer changes from 7 to 1 at \u{2212}20.0, from 1 to 4 at 0.8."
        );
    }
}
