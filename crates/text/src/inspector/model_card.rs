//! Text of the model card.

use ink::Parameter;
use recognition::model_card::{Bin, ModelCard, TestSet};

use super::perturbation;
use crate::number_format::{percent, precise_percent, with_thousands_separators};

/// See [`super::InspectorStrings::model_card`].
pub struct ModelCardStrings {
    /// Heading of the training data.
    pub training_heading: &'static str,
    /// Training data and method.
    pub training: fn(&ModelCard) -> String,
    /// Heading of the test results.
    pub accuracy_heading: &'static str,
    /// Name of a test set: its name in the report.
    pub dataset: fn(&str) -> String,
    /// Accuracy on a test set.
    pub accuracy: fn(&TestSet) -> String,
    /// What the test sets are.
    pub test_sets: &'static str,
    /// Accessible name of the buttons that select a test set.
    pub select_dataset: &'static str,
    /// Heading of the robustness curves.
    pub robustness_heading: &'static str,
    /// What the curves show: the lowest accuracy among the positions on the pad.
    pub robustness: fn(f32) -> String,
    /// Heading of the limitations.
    pub limitations_heading: &'static str,
    /// Number of rejected non-digits and digits.
    pub ood: fn(&ModelCard) -> String,
    /// The other limitations.
    pub limitations: [&'static str; 3],
    /// The confusion matrix.
    pub confusion: ConfusionStrings,
    /// The reliability diagram.
    pub reliability: ReliabilityStrings,
    /// The robustness curves.
    pub curve: CurveStrings,
}

/// Text of the confusion matrix.
pub struct ConfusionStrings {
    /// Caption of the table.
    pub caption: &'static str,
    /// Title of the button that saves it.
    pub save_title: &'static str,
    /// A cell: count, number of digits in its row, label, answer.
    pub cell: fn(u32, u32, usize, usize) -> String,
    /// The most frequent mistakes: label, answer and count of each.
    pub mistakes: fn(&[(usize, usize, u32)]) -> String,
    /// Instruction to select a cell.
    pub select_cell: &'static str,
    /// Shown with an example of a mistake: label, answer.
    pub example: fn(usize, usize) -> String,
    /// Description of the example: label, answer.
    pub example_figure: fn(usize, usize) -> String,
    /// Shown if there is no example of a mistake: label, answer.
    pub no_example: fn(usize, usize) -> String,
    /// Text of the link that opens the example on the pad.
    pub open_example: &'static str,
    /// Title of the figure: name of the test set.
    pub figure: fn(&str) -> String,
    /// Description of the figure: the most frequent mistakes.
    pub figure_description: fn(&str) -> String,
    /// File name of the figure, without the test set's name.
    pub file_name: &'static str,
}

/// Text of the reliability diagram.
pub struct ReliabilityStrings {
    /// What the diagram shows: the expected calibration error.
    pub explanation: fn(f32) -> String,
    /// Title of the figure: name of the test set.
    pub figure: fn(&str) -> String,
    /// Label of the horizontal axis.
    pub axis: &'static str,
    /// Description of a bin.
    pub bin: fn(&Bin) -> String,
    /// File name of the figure, without the test set's name.
    pub file_name: &'static str,
}

/// Text of a robustness curve.
pub struct CurveStrings {
    /// Name and unit of a perturbation parameter or a drawing condition: its name in the report.
    pub label: fn(&str) -> String,
    /// Title of the figure: label.
    pub figure: fn(&str) -> String,
    /// Description of a point: accuracy, value as text.
    pub point: fn(f32, &str) -> String,
    /// File name of the figure, without the label.
    pub file_name: &'static str,
}

const DIGITS: [&str; 10] = [
    "zeros", "ones", "twos", "threes", "fours", "fives", "sixes", "sevens", "eights", "nines",
];

/// The English text.
pub const ENGLISH: ModelCardStrings = ModelCardStrings {
    training_heading: "Training",
    training,
    accuracy_heading: "Accuracy",
    dataset: |dataset| match dataset {
        "MNIST test" => "Images (MNIST test)".to_owned(),
        other => format!("Pen drawings ({other})"),
    },
    accuracy: |set| {
        let [low, high] = set.interval;
        format!(
            "{} of {} digits read correctly: {}. 95% confidence interval: {} to {}.",
            with_thousands_separators(set.correct),
            with_thousands_separators(set.n),
            precise_percent(set.accuracy),
            precise_percent(low),
            precise_percent(high)
        )
    },
    test_sets: "None of these digits was used for training. MNIST test: 10,000 images by other writers. \
                pen-dev: drawings by ten people whose writing the network has never seen. A confidence interval \
                shows how far chance may move the result.",
    select_dataset: "Test set of the two figures below",
    robustness_heading: "Robustness",
    robustness: |worst_position| {
        format!(
            "Where on the pad a digit is drawn does not matter: at least {} are read correctly at each position \
             tested. Each curve shows the accuracy on pen-dev as one thing is changed; the band is the 95% \
             confidence interval. You can try most of these changes on your own drawing under \u{201c}What \
             changes the answer?\u{201d}.",
            precise_percent(worst_position)
        )
    },
    limitations_heading: "Limitations",
    ood,
    limitations: [
        "All pen drawings, for training and for testing, come from thirty people and one tablet. Nobody has \
         measured how well the network reads children\u{2019}s digits or digits from other countries.",
        "The confidence intervals account for chance only, not for how other people write.",
        "The network is made to be understood. Do not let it read cheques, doses or votes.",
    ],
    confusion: ConfusionStrings {
        caption: "Confusion matrix: a row for each digit written, a column for each answer",
        save_title: "confusion matrix",
        cell: |count, total, label, answer| {
            let digits = DIGITS[label];
            let were = if count == 1 { "was" } else { "were" };
            if label == answer {
                format!("{count} of {total} {digits} {were} read correctly.")
            } else {
                format!("{count} of {total} {digits} {were} read as {answer}.")
            }
        },
        mistakes,
        select_cell: "Choose a number to see an example.",
        example: |label, answer| {
            format!(
                "We may not publish the test digits. This {label} was drawn for this page and deformed until \
                 the network read it as {answer}."
            )
        },
        example_figure: |label, answer| format!("{label}, read as {answer}"),
        no_example: |label, answer| {
            format!(
                "There is no example: none of our own drawings of {label}, slightly deformed, was read as {answer}."
            )
        },
        open_example: "Open on the pad",
        figure: |dataset| format!("Confusion matrix, {dataset}."),
        figure_description: |mistakes| {
            format!("A row for each digit written, a column for each answer. {mistakes}")
        },
        file_name: "confusion",
    },
    reliability: ReliabilityStrings {
        explanation: |calibration_error| {
            format!(
                "When the network is 70% confident, is it right seven times in ten? Each dot is a group of \
                 digits with similar confidence; the larger the dot, the more digits. On the dashed line, the \
                 network is right as often as its confidence says. On average, the two differ by {}. Nearly all \
                 digits are in the dot at the top; the other dots hold few, so chance affects them more.",
                precise_percent(calibration_error)
            )
        },
        figure: |dataset| format!("Accuracy by confidence, {dataset}."),
        axis: "confidence",
        bin: |bin| {
            let digits = if bin.n == 1 { "digit" } else { "digits" };
            format!(
                "{} {digits} with a confidence of {}: {} correct",
                bin.n,
                percent(bin.confidence),
                percent(bin.accuracy)
            )
        },
        file_name: "reliability",
    },
    curve: CurveStrings {
        label: |name| {
            let parameter = Parameter::ALL
                .into_iter()
                .find(|parameter| parameter.name() == name);
            parameter.map_or_else(
                || capitalized(name),
                |parameter| (perturbation::ENGLISH.parameter)(parameter).to_owned(),
            )
        },
        figure: |label| format!("{label}: accuracy on drawings."),
        point: |accuracy, value| format!("{} at {value}", precise_percent(accuracy)),
        file_name: "robustness",
    },
};

fn training(card: &ModelCard) -> String {
    format!(
        "The network learned from two sets of digits. MNIST: digits that American census workers and \
         high-school students wrote on paper, as images of 28 \u{d7} 28 pixels. Pen digits: strokes that twenty \
         people drew on a tablet, turned into pixels by the same code as yours. Training showed it each MNIST \
         image {} times and each pen drawing {} times, slightly rotated, slanted, stretched and bent in a new \
         way each time. It learned {} numbers, called parameters, which take {} kilobytes.",
        card.epochs,
        card.epochs * card.drawing_repeats,
        with_thousands_separators(card.parameters),
        card.weights_bytes / 1000,
    )
}

fn ood(card: &ModelCard) -> String {
    let (digits, others) = (card.rejected_digits, card.rejected_non_digits);
    format!(
        "The network knows ten digits and nothing else. We tested it with {} letters, shapes and scribbles of \
         kinds that were not used for training. It rejected {} of them ({}) as not a digit, and read the others \
         as the digit they resemble most. It also rejected {} of {} real digits.",
        with_thousands_separators(others.n),
        with_thousands_separators(others.rejected),
        precise_percent(others.rate),
        digits.rejected,
        with_thousands_separators(digits.n),
    )
}

fn mistakes(mistakes: &[(usize, usize, u32)]) -> String {
    if mistakes.is_empty() {
        return "No mistakes.".to_owned();
    }
    let mistakes = mistakes.iter().map(|(label, answer, count)| match count {
        1 => format!("{label} as {answer} (once)"),
        _ => format!("{label} as {answer} ({count} times)"),
    });
    format!(
        "Most common mistakes: {}.",
        mistakes.collect::<Vec<_>>().join(", ")
    )
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_described_by_its_count_label_and_answer() {
        let cell = ENGLISH.confusion.cell;
        assert_eq!(cell(3, 250, 7, 1), "3 of 250 sevens were read as 1.");
        assert_eq!(
            cell(247, 250, 7, 7),
            "247 of 250 sevens were read correctly."
        );
        assert_eq!(cell(1, 40, 4, 9), "1 of 40 fours was read as 9.");
    }

    #[test]
    fn the_most_common_mistakes_are_counted() {
        assert_eq!(
            mistakes(&[(7, 1, 3), (4, 9, 1)]),
            "Most common mistakes: 7 as 1 (3 times), 4 as 9 (once)."
        );
    }
}
