//! An answer in words: probabilities in, what to tell a person out.
//!
//! Even calibrated, a probability is no promise, so the words are kept modest, and below
//! [`QUITE_SURE`] they name the runner-up too.

use net::Prediction;

use super::caution::Caution;

/// From here on the network is called quite sure, unless people want it more cautious.
const QUITE_SURE: f32 = 0.9;

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

    /// A prediction in words.
    #[must_use]
    pub fn of(prediction: &Prediction, caution: &Caution) -> Self {
        if caution.passes(prediction) {
            return Self::of_a_digit(prediction, caution);
        }
        let nearest = prediction.digit();
        Self {
            headline: "Not a digit?".into(),
            detail: format!("It does not look like one; {nearest} comes nearest."),
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
    /// How far a prediction for the ink of this moment is to be trusted.
    #[must_use]
    pub fn of(prediction: &Prediction, caution: &Caution) -> Self {
        if !caution.passes(prediction) {
            Self::NoDigit
        } else if caution.is_sure(prediction) {
            Self::Sure
        } else {
            Self::Unsure
        }
    }
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

    /// A prediction of 4 with this probability and 9 with the other.
    fn seen(four: f32, nine: f32, ood_score: f32) -> Prediction {
        let mut probabilities = [(1.0 - four - nine) / 8.0; 10];
        (probabilities[4], probabilities[9]) = (four, nine);
        Prediction {
            probabilities,
            ood_score,
        }
    }

    /// The words for ink that looks like a digit.
    #[track_caller]
    fn check(four: f32, nine: f32, headline: &str, detail: &str) {
        assert_eq!(
            Reading::of(&seen(four, nine, -1.0), &Caution::default()),
            Reading::message(headline, detail)
        );
    }

    #[test]
    fn a_clear_winner_is_given_with_its_share() {
        check(0.97, 0.02, "Quite sure", "97%");
        check(0.90, 0.02, "Quite sure", "90%");
    }

    #[test]
    fn a_winner_with_a_rival_names_both() {
        check(0.8, 0.15, "Fairly sure", "80%, then 9 with 15%");
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
        let trust = |four: f32| Trust::of(&seen(four, 0.1, -1.0), &Caution::default());
        assert_eq!((trust(0.76), trust(0.74)), (Trust::Sure, Trust::Unsure));
    }

    #[test]
    fn ink_unlike_any_digit_is_called_so_however_clear_the_winner() {
        for four in [0.4, 0.99] {
            let (scribble, usual) = (seen(four, 0.0, 0.1), Caution::default());
            assert_eq!(
                Reading::of(&scribble, &usual),
                Reading::message(
                    "Not a digit?",
                    "It does not look like one; 4 comes nearest."
                )
            );
            assert_eq!(Trust::of(&scribble, &usual), Trust::NoDigit);
        }
    }
}
