//! What the two limits of doubt come to, wherever a person moves them.
//!
//! In, digits with what they were read as, and drawings made up to be none ([`crate::data::nondigits`]); out, for every place of
//! the page's two sliders, what is doubted or turned away: a [`Limits`].

use std::fmt;

use ink::Raster;
use net::calibration::{SURE_RANGE, SURE_STEP};
use net::ood::{LIMIT_RANGE, LIMIT_STEP};
use net::{Classifier, Prediction};
use serde::Serialize;

use super::nondigits::{held_out, made_up};
use super::predictions;

/// What is doubted and what is turned away, by limit. All counts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Limits {
    /// Which digits, in words.
    pub dataset: String,
    /// How many of them.
    pub digits: usize,
    /// How many of these are read as another.
    pub misread: usize,
    /// Made-up drawings of kinds that the network has not met.
    pub non_digits: usize,
    /// With each least certainty of an answer without a doubt, from the lowest on.
    pub certainty: Vec<Doubted>,
    /// With each limit of what passes for a digit, from the strictest on.
    pub strangeness: Vec<TurnedAway>,
}

/// What is doubted from a certainty down.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Doubted {
    /// The least certainty that is not doubted, within [`SURE_RANGE`].
    pub limit: f32,
    /// Digits doubted, misread or not.
    pub digits: usize,
    /// Misread digits doubted.
    pub misread: usize,
}

/// What does not pass for a digit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct TurnedAway {
    /// The highest score that passes, within [`LIMIT_RANGE`].
    pub limit: f32,
    /// Digits turned away.
    pub digits: usize,
    /// Made-up drawings turned away.
    pub non_digits: usize,
}

impl Limits {
    /// Has digits, with their labels, and the made-up drawings of kinds held out read.
    pub fn measured(
        classifier: &Classifier,
        dataset: &str,
        labels: &[u8],
        rasters: &[Raster],
    ) -> Self {
        let read = predictions(classifier, rasters);
        let digits: Vec<_> = labels.iter().copied().zip(read).collect();
        Self::of(
            dataset,
            &digits,
            &predictions(classifier, &held_out(&made_up())),
        )
    }

    /// Counts digits, each with its label, and drawings that are none.
    fn of(dataset: &str, digits: &[(u8, Prediction)], non_digits: &[Prediction]) -> Self {
        let is_misread = |(label, read): &&(u8, Prediction)| read.digit() != *label;
        let doubted = |limit: f32| {
            let doubted = || {
                digits
                    .iter()
                    .filter(move |(_, read)| read.certainty() < limit)
            };
            Doubted {
                limit,
                digits: doubted().count(),
                misread: doubted().filter(is_misread).count(),
            }
        };
        let turned_away = |limit: f32| {
            let is_strange = |read: &Prediction| read.ood_score > limit;
            TurnedAway {
                limit,
                digits: digits.iter().filter(|(_, read)| is_strange(read)).count(),
                non_digits: non_digits.iter().filter(|read| is_strange(read)).count(),
            }
        };
        Self {
            dataset: dataset.to_owned(),
            digits: digits.len(),
            misread: digits.iter().filter(is_misread).count(),
            non_digits: non_digits.len(),
            certainty: places(SURE_RANGE, SURE_STEP).map(doubted).collect(),
            strangeness: places(LIMIT_RANGE, LIMIT_STEP).map(turned_away).collect(),
        }
    }
}

/// Where a slider can stand, to hundredths.
fn places((least, most): (f32, f32), step: f32) -> impl Iterator<Item = f32> {
    let count = ((most - least) / step).round() as u16;
    (0..=count).map(move |place| ((least + f32::from(place) * step) * 100.0).round() / 100.0)
}

impl fmt::Display for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            dataset,
            digits,
            misread,
            non_digits,
            ..
        } = self;
        writeln!(
            f,
            "{dataset}: {digits} digits, {misread} of them misread; {non_digits} non-digits of kinds held out\n"
        )?;
        writeln!(f, "sure from   digits doubted   misread ones doubted")?;
        for row in &self.certainty {
            writeln!(f, "{:>9.2}{:>17}{:>23}", row.limit, row.digits, row.misread)?;
        }
        writeln!(
            f,
            "\nstrange to  digits turned away   non-digits turned away"
        )?;
        for row in &self.strangeness {
            writeln!(
                f,
                "{:>10.1}{:>21}{:>25}",
                row.limit, row.digits, row.non_digits
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(digit: usize, certainty: f32, ood_score: f32) -> Prediction {
        let mut probabilities = [(1.0 - certainty) / 9.0; 10];
        probabilities[digit] = certainty;
        Prediction {
            probabilities,
            ood_score,
        }
    }

    fn three() -> Limits {
        let digits = [
            (4, read(4, 0.995, -8.0)),
            (4, read(9, 0.7, -2.0)),
            (7, read(7, 0.8, 0.25)),
        ];
        Limits::of("three", &digits, &[read(0, 0.9, 5.0)])
    }

    #[test]
    fn every_place_of_the_sliders_has_its_counts() {
        let limits = three();
        assert_eq!(
            (limits.digits, limits.misread, limits.non_digits),
            (3, 1, 1)
        );
        let doubted = |limit: f32| {
            let row = limits.certainty.iter().find(|row| row.limit == limit);
            row.map(|row| (row.digits, row.misread))
        };
        assert_eq!(doubted(0.5), Some((0, 0)));
        assert_eq!(doubted(0.75), Some((1, 1)));
        assert_eq!(doubted(0.99), Some((2, 1)));
        let turned_away = |limit: f32| {
            let row = limits.strangeness.iter().find(|row| row.limit == limit);
            row.map(|row| (row.digits, row.non_digits))
        };
        assert_eq!(turned_away(-6.0), Some((2, 1)));
        assert_eq!(turned_away(0.0), Some((1, 1)));
        assert_eq!(turned_away(0.5), Some((0, 1)));
        assert_eq!(turned_away(6.0), Some((0, 0)));
    }

    #[test]
    fn the_text_has_a_line_for_every_place() {
        let text = three().to_string();
        assert!(
            text.contains("three: 3 digits, 1 of them misread; 1 non-digits"),
            "{text}"
        );
        assert_eq!(text.lines().count(), 2 + 1 + 50 + 2 + 25);
    }
}
