//! An answer in words: probabilities in, what to tell a person out.
//!
//! Even calibrated, a probability is no promise, so the words are kept modest, and below
//! [`QUITE_SURE`] they name the runner-up too.

use net::Prediction;
use number::Number;

use super::caution::Caution;

/// From here on the network is called quite sure, unless people want it more cautious.
const QUITE_SURE: f32 = 0.97;

/// What stands beside the digit: a few words, and figures or advice under them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The message at a glance.
    pub headline: String,
    /// Figures or what to do next; may be empty.
    pub detail: String,
}

/// How far an answer is to be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// The winner leads by far.
    Sure,
    /// Another digit is a fair guess as well.
    Unsure,
    /// The ink does not look like a digit; the one given only comes nearest.
    NoDigit,
    /// It was given for ink that has changed since.
    Earlier,
}

impl Reading {
    /// A message that is no answer.
    #[must_use]
    pub fn message(headline: &str, detail: &str) -> Self {
        Self {
            headline: headline.into(),
            detail: detail.into(),
        }
    }

    /// A number in words: of several digits, the most doubtful one's.
    ///
    /// # Panics
    /// Of no digits.
    #[must_use]
    pub fn of(number: &Number, caution: &Caution) -> Self {
        match number.digits.as_slice() {
            [digit] => Self::of_one(&digit.prediction, caution),
            digits => {
                let worst = most_doubtful(number, caution);
                let said = &digits[worst].prediction;
                Self::of_several(digits.len(), worst, said, caution)
            }
        }
    }

    fn of_several(count: usize, worst: usize, said: &Prediction, caution: &Caution) -> Self {
        let (digit, share) = (said.digit(), percent(said.certainty()));
        let headline = if !caution.passes(said) {
            format!("Is the {} a digit?", ordinal(worst))
        } else if caution.is_sure(said) {
            return Self {
                detail: format!("{count} digits, each {}", at_least(said.certainty())),
                ..Self::of_a_digit(said, caution)
            };
        } else {
            format!(
                "Not sure of the {}: {digit} or {}?",
                ordinal(worst),
                runner_up(said)
            )
        };
        Self {
            headline,
            detail: format!("{count} digits, the {} with {share}", ordinal(worst)),
        }
    }

    fn of_one(prediction: &Prediction, caution: &Caution) -> Self {
        if caution.passes(prediction) {
            return Self::of_a_digit(prediction, caution);
        }
        let nearest = prediction.digit();
        Self {
            headline: "Not a digit?".into(),
            detail: format!("Looks like none; {nearest} comes nearest."),
        }
    }

    fn of_a_digit(prediction: &Prediction, caution: &Caution) -> Self {
        let certainty = prediction.certainty();
        let rival = runner_up(prediction);
        let (digit, other) = (prediction.digit(), percent(prediction.probabilities[rival]));
        let share = percent(certainty);
        if !caution.is_sure(prediction) {
            Self {
                headline: format!("Not sure: {digit} or {rival}?"),
                detail: format!("{digit} with {share}, {rival} with {other}"),
            }
        } else if certainty < QUITE_SURE {
            Self {
                headline: "Fairly sure".into(),
                detail: format!("{share}, then {rival} with {other}"),
            }
        } else {
            Self {
                headline: "Quite sure".into(),
                detail: share,
            }
        }
    }
}

impl Trust {
    /// How far a number read from the ink of this moment is to be trusted: as far as its most doubtful digit.
    ///
    /// # Panics
    /// Of no digits.
    #[must_use]
    pub fn of(number: &Number, caution: &Caution) -> Self {
        let worst = most_doubtful(number, caution);
        Self::of_one(&number.digits[worst].prediction, caution)
    }

    /// How far one digit of it is to be trusted.
    #[must_use]
    pub fn of_one(prediction: &Prediction, caution: &Caution) -> Self {
        if !caution.passes(prediction) {
            Self::NoDigit
        } else if caution.is_sure(prediction) {
            Self::Sure
        } else {
            Self::Unsure
        }
    }
}

/// The digit that passes for one least, or else is least certain.
fn most_doubtful(number: &Number, caution: &Caution) -> usize {
    let doubt = |i: &usize| {
        let prediction = &number.digits[*i].prediction;
        (caution.passes(prediction), prediction.certainty())
    };
    let by_doubt = |a: &usize, b: &usize| {
        let ((a_passes, a), (b_passes, b)) = (doubt(a), doubt(b));
        a_passes.cmp(&b_passes).then(a.total_cmp(&b))
    };
    (0..number.digits.len())
        .min_by(by_doubt)
        .expect("an answer has a digit")
}

fn at_least(probability: f32) -> String {
    let share = percent(probability);
    if share.starts_with("over") {
        share
    } else {
        format!("at least {share}")
    }
}

fn ordinal(place: usize) -> String {
    let words = ["first", "second", "third", "fourth", "fifth", "sixth"];
    let word = words.get(place).copied();
    word.map_or_else(|| format!("{}th", place + 1), str::to_owned)
}

/// A probability for people: never 100%, which no network can promise, and never a bare 0%.
#[must_use]
pub fn percent(probability: f32) -> String {
    let rounded = (probability * 100.0).round();
    if rounded > 99.0 {
        "over 99%".into()
    } else if rounded < 1.0 {
        "under 1%".into()
    } else {
        format!("{rounded}%")
    }
}

/// The second most probable digit.
fn runner_up(prediction: &Prediction) -> usize {
    let winner = usize::from(prediction.digit());
    let others = (0..prediction.probabilities.len()).filter(|digit| *digit != winner);
    let by_probability = |a: &usize, b: &usize| {
        prediction.probabilities[*a].total_cmp(&prediction.probabilities[*b])
    };
    others
        .max_by(by_probability)
        .expect("there are nine other digits")
}

#[cfg(test)]
mod tests {
    use super::*;
    use ink::{Bounds, Point};
    use number::Digit;

    /// A prediction of 4 with this probability and 9 with the other.
    fn seen(four: f32, nine: f32, ood_score: f32) -> Prediction {
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

    /// The words for ink that looks like a digit.
    #[track_caller]
    fn check(four: f32, nine: f32, headline: &str, detail: &str) {
        assert_eq!(
            Reading::of(&number([seen(four, nine, -1.0)]), &Caution::default()),
            Reading::message(headline, detail)
        );
    }

    #[test]
    fn a_clear_winner_is_given_with_its_share() {
        check(0.97, 0.02, "Quite sure", "97%");
        check(0.98, 0.01, "Quite sure", "98%");
    }

    #[test]
    fn a_winner_with_a_rival_names_both() {
        check(0.92, 0.07, "Fairly sure", "92%, then 9 with 7%");
    }

    #[test]
    fn a_close_race_is_called_so() {
        check(0.5, 0.45, "Not sure: 4 or 9?", "4 with 50%, 9 with 45%");
    }

    #[test]
    fn certainty_is_never_said_to_be_whole_or_nothing() {
        check(1.0, 0.0, "Quite sure", "over 99%");
        assert_eq!(percent(0.0), "under 1%");
        assert_eq!(percent(0.012), "1%");
        assert_eq!(percent(0.994), "99%");
    }

    #[test]
    fn trust_changes_where_the_words_do() {
        let trust = |four: f32| Trust::of_one(&seen(four, 0.1, -1.0), &Caution::default());
        assert_eq!((trust(0.91), trust(0.89)), (Trust::Sure, Trust::Unsure));
    }

    #[test]
    fn ink_unlike_any_digit_is_called_so_however_clear_the_winner() {
        for four in [0.4, 0.99] {
            let (scribble, usual) = (seen(four, 0.0, 0.1), Caution::default());
            assert_eq!(
                Reading::of(&number([scribble.clone()]), &usual),
                Reading::message("Not a digit?", "Looks like none; 4 comes nearest.")
            );
            assert_eq!(Trust::of_one(&scribble, &usual), Trust::NoDigit);
        }
    }

    #[test]
    fn of_several_digits_the_most_doubtful_is_named() {
        let usual = Caution::default();
        let sure = || seen(0.97, 0.02, -1.0);
        let words = |number: &Number| Reading::of(number, &usual);
        assert_eq!(
            words(&number([sure(), seen(0.98, 0.01, -1.0)])),
            Reading::message("Quite sure", "2 digits, each at least 97%")
        );
        let doubtful = number([sure(), sure(), seen(0.5, 0.45, -1.0)]);
        assert_eq!(
            words(&doubtful),
            Reading::message(
                "Not sure of the third: 4 or 9?",
                "3 digits, the third with 50%"
            )
        );
        assert_eq!(Trust::of(&doubtful, &usual), Trust::Unsure);
        let odd = number([seen(0.99, 0.0, 3.0), seen(0.5, 0.4, -1.0)]);
        assert_eq!(words(&odd).headline, "Is the first a digit?");
        assert_eq!(Trust::of(&odd, &usual), Trust::NoDigit);
    }
}
