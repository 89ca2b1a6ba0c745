//! Chooses the text beside the digit: a headline and a detail for the predictions.
//!
//! The wording is cautious, because even a calibrated probability is no guarantee. Below [`QUITE_SURE`] the text also
//! names the runner-up.

use recognition::{Number, Prediction};
use text::answer::Message;

use super::thresholds::Thresholds;

/// Confidence from which the text says "quite sure", unless the user's threshold is higher.
const QUITE_SURE: f32 = 0.97;

/// The text beside the digit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerText {
    /// The short message.
    pub headline: String,
    /// Percentages or the next step. May be empty.
    pub detail: String,
}

/// How reliable an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The confidence reaches the threshold.
    Confident,
    /// The confidence is below the threshold: flagged.
    Uncertain,
    /// The ink does not look like a digit: rejected.
    OutOfDistribution,
    /// The ink has changed since the answer.
    Stale,
}

impl AnswerText {
    /// Creates a text from its headline and its detail.
    #[must_use]
    pub fn new(headline: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            headline: headline.into(),
            detail: detail.into(),
        }
    }

    /// Creates the text of a message that is not an answer.
    #[must_use]
    pub fn from_message(message: &Message) -> Self {
        Self::new(message.headline, message.detail)
    }

    /// Describes a number. With several digits, describes the least reliable one.
    ///
    /// # Panics
    /// If the number has no digits.
    #[must_use]
    pub fn for_number(number: &Number, thresholds: &Thresholds) -> Self {
        match number.digits.as_slice() {
            [digit] => Self::for_digit(&digit.prediction, thresholds),
            digits => {
                let position = least_reliable(number, thresholds);
                let prediction = &digits[position].prediction;
                Self::for_several_digits(digits.len(), position, prediction, thresholds)
            }
        }
    }

    fn for_several_digits(
        count: usize,
        position: usize,
        prediction: &Prediction,
        thresholds: &Thresholds,
    ) -> Self {
        let (strings, digit) = (&text::ANSWER.number, prediction.digit());
        let confidence = percent(prediction.confidence());
        let headline = if !thresholds.accepts(prediction) {
            (strings.not_a_digit)(position)
        } else if thresholds.is_confident(prediction) {
            let at_least = (text::ANSWER.at_least)(prediction.confidence() * 100.0);
            return Self {
                detail: (strings.all_confident)(count, &at_least),
                ..Self::for_accepted_digit(prediction, thresholds)
            };
        } else {
            (strings.not_sure)(position, digit, runner_up(prediction))
        };
        Self::new(
            headline,
            (strings.least_confident)(count, position, digit, &confidence),
        )
    }

    fn for_digit(prediction: &Prediction, thresholds: &Thresholds) -> Self {
        if thresholds.accepts(prediction) {
            return Self::for_accepted_digit(prediction, thresholds);
        }
        let strings = &text::ANSWER.digit;
        Self::new(strings.not_a_digit, (strings.closest)(prediction.digit()))
    }

    fn for_accepted_digit(prediction: &Prediction, thresholds: &Thresholds) -> Self {
        let strings = &text::ANSWER.digit;
        let (digit, runner_up) = (prediction.digit(), runner_up(prediction));
        let confidence = percent(prediction.confidence());
        let runner_up_percent = percent(prediction.probabilities[usize::from(runner_up)]);
        let top_two = || (strings.top_two)((digit, &confidence), (runner_up, &runner_up_percent));
        if !thresholds.is_confident(prediction) {
            Self::new((strings.not_sure)(digit, runner_up), top_two())
        } else if prediction.confidence() < QUITE_SURE {
            Self::new(strings.fairly_sure, top_two())
        } else {
            Self::new(strings.quite_sure, confidence)
        }
    }
}

impl Status {
    /// Returns the status of a number that is up to date: the status of its least reliable digit.
    ///
    /// # Panics
    /// If the number has no digits.
    #[must_use]
    pub fn for_number(number: &Number, thresholds: &Thresholds) -> Self {
        let position = least_reliable(number, thresholds);
        Self::for_digit(&number.digits[position].prediction, thresholds)
    }

    /// Returns the status of one digit.
    #[must_use]
    pub fn for_digit(prediction: &Prediction, thresholds: &Thresholds) -> Self {
        if !thresholds.accepts(prediction) {
            Self::OutOfDistribution
        } else if thresholds.is_confident(prediction) {
            Self::Confident
        } else {
            Self::Uncertain
        }
    }
}

/// Returns the index of the digit with the lowest confidence; rejected digits come first.
fn least_reliable(number: &Number, thresholds: &Thresholds) -> usize {
    let reliability = |i: &usize| {
        let prediction = &number.digits[*i].prediction;
        (thresholds.accepts(prediction), prediction.confidence())
    };
    let by_reliability = |a: &usize, b: &usize| {
        let ((a_accepted, a), (b_accepted, b)) = (reliability(a), reliability(b));
        a_accepted.cmp(&b_accepted).then(a.total_cmp(&b))
    };
    (0..number.digits.len())
        .min_by(by_reliability)
        .expect("a number has at least one digit")
}

/// Formats a probability in percent, but never as 0% or 100%.
#[must_use]
pub fn percent(probability: f32) -> String {
    (text::ANSWER.percent)(probability * 100.0)
}

/// Returns the second most probable digit.
fn runner_up(prediction: &Prediction) -> u8 {
    let others = (0..10).filter(|digit| *digit != prediction.digit());
    let by_probability = |a: &u8, b: &u8| {
        let [a, b] = [a, b].map(|digit| prediction.probabilities[usize::from(*digit)]);
        a.total_cmp(&b)
    };
    others
        .max_by(by_probability)
        .expect("there are nine other digits")
}

#[cfg(test)]
mod tests {
    use super::*;
    use ink::{Bounds, Point};
    use recognition::Digit;

    /// Returns a prediction with these probabilities of 4 and 9.
    fn prediction(four: f32, nine: f32, ood_score: f32) -> Prediction {
        let mut probabilities = [(1.0 - four - nine) / 8.0; 10];
        (probabilities[4], probabilities[9]) = (four, nine);
        Prediction {
            probabilities,
            ood_score,
        }
    }

    fn number<const N: usize>(predictions: [Prediction; N]) -> Number {
        let digits = predictions.map(|prediction| Digit {
            strokes: vec![],
            bounds: Bounds {
                min: Point::default(),
                max: Point::default(),
            },
            prediction,
        });
        Number {
            digits: digits.into(),
        }
    }

    /// Checks the text of an in-distribution digit.
    #[track_caller]
    fn check(four: f32, nine: f32, headline: &str, detail: &str) {
        assert_eq!(
            AnswerText::for_number(
                &number([prediction(four, nine, -1.0)]),
                &Thresholds::default()
            ),
            AnswerText::new(headline, detail)
        );
    }

    #[test]
    fn high_confidence_shows_only_the_percentage_of_the_digit() {
        check(0.97, 0.02, "Quite sure", "97%");
        check(0.98, 0.01, "Quite sure", "98%");
    }

    #[test]
    fn medium_confidence_names_the_runner_up() {
        check(0.92, 0.07, "Fairly sure", "4: 92%, 9: 7%");
    }

    #[test]
    fn low_confidence_asks_which_of_the_two_most_probable_digits_it_is() {
        check(0.5, 0.45, "Not sure: 4 or 9?", "4: 50%, 9: 45%");
    }

    #[test]
    fn a_percentage_is_never_shown_as_100_or_0() {
        check(1.0, 0.0, "Quite sure", "over 99%");
        assert_eq!(percent(0.0), "under 1%");
        assert_eq!(percent(0.012), "1%");
        assert_eq!(percent(0.994), "99%");
    }

    #[test]
    fn the_status_changes_at_the_confidence_threshold() {
        let status =
            |four: f32| Status::for_digit(&prediction(four, 0.1, -1.0), &Thresholds::default());
        assert_eq!(
            (status(0.91), status(0.89)),
            (Status::Confident, Status::Uncertain)
        );
    }

    #[test]
    fn out_of_distribution_ink_is_rejected_at_any_confidence() {
        for four in [0.4, 0.99] {
            let (scribble, thresholds) = (prediction(four, 0.0, 0.1), Thresholds::default());
            assert_eq!(
                AnswerText::for_number(&number([scribble.clone()]), &thresholds),
                AnswerText::new(
                    "Not a digit?",
                    "This doesn\u{2019}t look like a digit. Closest: 4."
                )
            );
            assert_eq!(
                Status::for_digit(&scribble, &thresholds),
                Status::OutOfDistribution
            );
        }
    }

    #[test]
    fn the_text_of_a_number_names_its_least_reliable_digit() {
        let thresholds = Thresholds::default();
        let confident = || prediction(0.97, 0.02, -1.0);
        let text = |number: &Number| AnswerText::for_number(number, &thresholds);
        assert_eq!(
            text(&number([confident(), prediction(0.98, 0.01, -1.0)])),
            AnswerText::new("Quite sure", "2 digits, each at least 97%")
        );
        let uncertain = number([confident(), confident(), prediction(0.5, 0.45, -1.0)]);
        assert_eq!(
            text(&uncertain),
            AnswerText::new(
                "Not sure of the third: 4 or 9?",
                "3 digits. The third is a 4: 50%."
            )
        );
        assert_eq!(
            Status::for_number(&uncertain, &thresholds),
            Status::Uncertain
        );
        let unusual = number([prediction(0.99, 0.0, 3.0), prediction(0.5, 0.4, -1.0)]);
        assert_eq!(text(&unusual).headline, "Is the first a digit?");
        assert_eq!(
            Status::for_number(&unusual, &thresholds),
            Status::OutOfDistribution
        );
    }
}
