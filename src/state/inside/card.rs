//! How good the network is: what `cargo model-card` measured of the shipped weights, in words and figures.
//!
//! Every number comes from docs/evaluation.json, which the build packs (`build.rs`).

pub mod measured;
mod plots;

use crate::protocol;
pub use measured::{Evaluation, Measured, Misread};
pub use plots::{At, Sampled, confusion, reliability, robustness};

/// What was measured of the shipped weights.
///
/// # Panics
/// Never: the build wrote what is read here, in the same form.
#[must_use]
pub fn measured() -> Measured {
    let packed = include_bytes!(concat!(env!("OUT_DIR"), "/evaluation.bin"));
    protocol::decode(packed).expect("the build has packed it")
}

/// A share, 0..1, in percent.
#[must_use]
pub fn percent(share: f32) -> String {
    format!("{:.2}\u{a0}%", share * 100.0)
}

impl Measured {
    /// The share of drawings that is read right without a stage of the recipe, or with all.
    #[must_use]
    pub fn right_without(&self, stage: Option<&str>) -> Option<String> {
        let mut stages = self.inside.stages.iter();
        let found = stages.find(|left_out| left_out.stage.as_deref() == stage)?;
        Some(percent(found.accuracy))
    }

    /// A drawing of one digit that is read as another, if one is known.
    #[must_use]
    pub fn misread(&self, label: usize, answer: usize) -> Option<&Misread> {
        let mut misread = self.misread.iter();
        misread.find(|misread| (misread.label, misread.answer) == (label, answer))
    }

    /// How the network came about.
    #[must_use]
    pub fn recipe(&self) -> String {
        let training = &self.training;
        let plan = &training.plan;
        let taught = match plan.teachers {
            0 => String::new(),
            teachers => format!(
                " It learnt not from the right answers alone but also from what {teachers} larger networks, \
                 trained before it, think of the same digits: how like a 7 this 1 is."
            ),
        };
        format!(
            "{} numbers were learnt, which take {} kilobytes. In training it met MNIST\u{2019}s images {} times and each \
             pen drawing {} times, turned, slanted, stretched and bent a little differently each time.{taught}",
            thousands(training.parameters),
            self.weights.bytes / 1000,
            plan.epochs,
            plan.epochs * plan.drawing_repeats,
        )
    }

    /// What becomes of ink that is no digit.
    #[must_use]
    pub fn non_digits(&self) -> String {
        let (turned_away, caught) = (self.non_digits.digits, self.non_digits.all.held_out);
        format!(
            "It knows ten digits and nothing else. Of {} letters, shapes and scribbles of kinds that it has never met, it \
             says of {} ({}) that they look like no digit; the others pass for the digit that they are least unlike. Of {} real digits \
             it turns {} away.",
            caught.n,
            caught.caught,
            percent(caught.share),
            turned_away.n,
            turned_away.caught,
        )
    }
}

impl Evaluation {
    /// How many were read right, and how sure that figure is.
    #[must_use]
    pub fn in_words(&self) -> String {
        let [low, high] = self.interval;
        format!(
            "{} of {} read right: {}. Chance leaves room for {} to {} (95 % confidence interval).",
            thousands(self.correct),
            thousands(self.n),
            percent(self.accuracy),
            percent(low),
            percent(high)
        )
    }

    /// How often one digit was read as another.
    #[must_use]
    pub fn read_as(&self, label: usize, answer: usize) -> String {
        let row = &self.confusion[label];
        let of = format!(
            "{} of {} {}",
            row[answer],
            row.iter().sum::<u32>(),
            PLURAL[label]
        );
        let was = if row[answer] == 1 { "was" } else { "were" };
        if label == answer {
            format!("{of} {was} read right.")
        } else {
            format!("{of} {was} read as {answer}.")
        }
    }

    /// The digits that are most often read as others, in words.
    #[must_use]
    pub fn most_confused(&self) -> String {
        let pairs = (0..10).flat_map(|label| (0..10).map(move |answer| (label, answer)));
        let mut wrong: Vec<_> = pairs
            .filter(|(label, answer)| label != answer && self.confusion[*label][*answer] > 0)
            .collect();
        wrong.sort_by_key(|(label, answer)| std::cmp::Reverse(self.confusion[*label][*answer]));
        let named = wrong.iter().take(3);
        let named: Vec<String> = named
            .map(|(label, answer)| {
                let count = self.confusion[*label][*answer];
                format!("{label} as {answer} ({count} times)")
            })
            .collect();
        named.join(", ").replace("(1 times)", "(once)")
    }
}

const PLURAL: [&str; 10] = [
    "zeros", "ones", "twos", "threes", "fours", "fives", "sixes", "sevens", "eights", "nines",
];

/// A number with a comma before each three digits.
fn thousands(number: u32) -> String {
    let digits = number.to_string();
    let parts = digits.as_bytes().rchunks(3).rev();
    let parts: Vec<&str> = parts
        .filter_map(|part| std::str::from_utf8(part).ok())
        .collect();
    parts.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use ink::{Knob, Stage, link};

    const EVALUATION: &str = include_str!("../../../docs/evaluation.json");

    #[test]
    fn what_is_packed_is_what_was_measured() {
        let json: Measured = serde_json::from_str(EVALUATION).unwrap();
        assert_eq!(measured(), json);
        let json: serde_json::Value = serde_json::from_str(EVALUATION).unwrap();
        assert_eq!(json["drawings"]["correct"], measured().drawings.correct);
    }

    #[test]
    fn every_stage_and_every_knob_has_its_figures() {
        let measured = measured();
        for stage in [None]
            .into_iter()
            .chain(Stage::ALL.map(|stage| Some(stage.name())))
        {
            assert!(measured.right_without(stage).is_some(), "{stage:?}");
        }
        let knobs: Vec<&str> = measured
            .inside
            .knobs
            .iter()
            .map(|knob| &*knob.knob)
            .collect();
        assert_eq!(knobs, Knob::ALL.map(Knob::name));
        // Of drawings that are all of one size, where those of the file are of several.
        let whole = &measured.inside.stages[0];
        assert_eq!(whole.stage, None);
        let differs_by = (whole.accuracy - measured.drawings.accuracy).abs();
        assert!(differs_by < 0.002, "{differs_by}");
    }

    #[test]
    fn a_cell_of_the_matrix_says_what_was_read_as_what() {
        let mut evaluation = measured().images;
        evaluation.confusion = [[0; 10]; 10];
        (evaluation.confusion[7][7], evaluation.confusion[7][1]) = (247, 3);
        evaluation.confusion[4][9] = 1;
        assert_eq!(evaluation.read_as(7, 1), "3 of 250 sevens were read as 1.");
        assert_eq!(
            evaluation.read_as(7, 7),
            "247 of 250 sevens were read right."
        );
        assert_eq!(evaluation.read_as(4, 9), "1 of 1 fours was read as 9.");
        assert_eq!(
            evaluation.most_confused(),
            "7 as 1 (3 times), 4 as 9 (once)"
        );
    }

    #[test]
    fn every_example_can_be_drawn_and_is_of_a_mistake_that_was_made() {
        let measured = measured();
        let pairs = (0..100).map(|cell| (cell / 10, cell % 10));
        let sets = [&measured.images, &measured.drawings];
        let is_mistake = |(label, answer): &(usize, usize)| {
            label != answer && sets.iter().any(|set| set.confusion[*label][*answer] > 0)
        };
        let mistakes = pairs.filter(is_mistake).count();
        let found = measured.misread.len();
        assert!(2 * found >= mistakes, "{found} of {mistakes}");
        for misread in &measured.misread {
            let Misread {
                label,
                answer,
                drawing,
            } = misread;
            assert!(link::parse(drawing).is_ok(), "{drawing}");
            let made =
                [&measured.images, &measured.drawings].map(|set| set.confusion[*label][*answer]);
            assert!(label != answer && made != [0, 0], "{label} as {answer}");
            assert_eq!(measured.misread(*label, *answer), Some(misread));
        }
        assert_eq!(measured.misread(7, 7), None);
    }

    #[test]
    fn thousands_are_parted_by_commas() {
        let parted = [7, 999, 1000, 96_778, 1_000_000].map(thousands);
        assert_eq!(parted, ["7", "999", "1,000", "96,778", "1,000,000"]);
    }
}
