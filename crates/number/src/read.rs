//! A drawing in, its digits from left to right out.

use std::fmt;

use ink::{Bounds, Drawing, Raster};
use net::{Classifier, Prediction};
use serde::{Deserialize, Serialize};

use crate::atom::{self, Atom};
use crate::line::Line;
use crate::path::{self, Priced};
use crate::{Costs, Split, run};

/// Digits side by side.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Number {
    /// From left to right; none where there is no ink.
    pub digits: Vec<Digit>,
}

/// One digit of a number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Digit {
    /// Indices in the drawing, rising. Each of the drawing's strokes is in one digit; those without ink too.
    pub strokes: Vec<usize>,
    /// The box around its ink.
    pub bounds: Bounds,
    /// What the network makes of these strokes alone.
    pub prediction: Prediction,
}

/// Reads a drawing.
///
/// A drawing whose strokes are one digit has the very prediction that [`Classifier::classify`] gives its raster.
pub fn read(classifier: &Classifier, drawing: &Drawing) -> Number {
    read_as(classifier, drawing, &Split::default())
}

/// Reads a drawing of which a person has fixed the split, or which has grown since.
///
/// The groups of the split stay apart and whole. A stroke that it does not name joins the group that it clearly
/// overlaps; all others are grouped by reading, as they are without a split, and may become a part of one group.
pub fn read_as(classifier: &Classifier, drawing: &Drawing, split: &Split) -> Number {
    read_by(&Costs::FITTED, classifier, drawing, split)
}

/// The same by other costs: to measure what each is worth.
pub fn read_by(costs: &Costs, classifier: &Classifier, drawing: &Drawing, split: &Split) -> Number {
    let line = Line::of(drawing);
    let atoms = atom::atoms(&line, &split.places(drawing.strokes.len()));
    let gaps = atom::gaps(&atoms, &line);
    let runs = run::runs(&atoms, &gaps, &line);
    let groups = runs.iter().map(|run| strokes(&atoms[run.clone()]));
    let digits = digits(classifier, drawing, groups.collect());
    let priced: Vec<Priced> = runs
        .into_iter()
        .zip(&digits)
        .map(|(run, digit)| Priced {
            cost: costs.of(digit, &run, &gaps, &line),
            run,
        })
        .collect();
    let way = path::cheapest(&priced);
    let mut number = Number {
        digits: way.into_iter().map(|place| digits[place].clone()).collect(),
    };
    number.adopt_inkless(drawing.strokes.len());
    number
}

/// Has groups of strokes classified, all in one batch; those without ink are left out.
pub(crate) fn digits(
    classifier: &Classifier,
    drawing: &Drawing,
    groups: Vec<Vec<usize>>,
) -> Vec<Digit> {
    let drawn = |strokes: Vec<usize>| {
        let of_these = Drawing {
            strokes: strokes
                .iter()
                .map(|stroke| drawing.strokes[*stroke].clone())
                .collect(),
        };
        Some(((strokes, of_these.bounds()?), of_these.raster()?))
    };
    let (found, rasters): (Vec<_>, Vec<Raster>) = groups.into_iter().filter_map(drawn).unzip();
    let predictions = classifier.classify_batch(&rasters);
    found
        .into_iter()
        .zip(predictions)
        .map(|((strokes, bounds), prediction)| Digit {
            strokes,
            bounds,
            prediction,
        })
        .collect()
}

/// The strokes of several atoms, rising.
pub(crate) fn strokes(atoms: &[Atom]) -> Vec<usize> {
    let mut strokes: Vec<usize> = atoms
        .iter()
        .flat_map(|atom| atom.strokes.iter().copied())
        .collect();
    strokes.sort_unstable();
    strokes
}

impl Number {
    /// Which strokes make which digit.
    #[must_use]
    pub fn split(&self) -> Split {
        let groups = self.digits.iter().map(|digit| digit.strokes.clone());
        Split {
            groups: groups.collect(),
        }
    }

    /// Puts each stroke without ink to the stroke before it, or to the first digit.
    fn adopt_inkless(&mut self, strokes: usize) {
        let mut last = 0;
        for (stroke, place) in self.split().places(strokes).into_iter().enumerate() {
            last = place.unwrap_or(last);
            if let Some(digit) = self.digits.get_mut(last).filter(|_| place.is_none()) {
                digit.strokes.push(stroke);
                digit.strokes.sort_unstable();
            }
        }
    }
}

/// The digits in words, as "2026".
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.digits
            .iter()
            .try_for_each(|digit| write!(f, "{}", digit.prediction.digit()))
    }
}
