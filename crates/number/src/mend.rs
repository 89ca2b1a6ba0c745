//! A digit that a person wants parted in, the best way to part it out.

use ink::Drawing;
use net::Classifier;

use crate::atom::{self, Atom};
use crate::line::Line;
use crate::{Costs, Digit, Split, read};

/// The split with digit `i` parted into two, as reads best; `None` where it has fewer than two strokes with ink.
///
/// Every cut between its strokes, from left to right, is tried, also where strokes overlap.
pub fn part(classifier: &Classifier, drawing: &Drawing, split: &Split, i: usize) -> Option<Split> {
    let places = split.places(drawing.strokes.len());
    let mut line = Line::of(drawing);
    line.strokes
        .retain(|placed| places[placed.index] == Some(i));
    let atoms = atom::in_order(line.strokes.iter().map(Atom::alone).collect(), &line);
    let halves = (1..atoms.len()).flat_map(|cut| [&atoms[..cut], &atoms[cut..]]);
    let digits = read::digits(classifier, drawing, halves.map(read::strokes).collect());
    let (pairs, _) = digits.as_chunks::<2>();
    let cost = |[left, right]: &[Digit; 2]| {
        [left, right]
            .map(|digit| Costs::FITTED.alone(&digit.prediction))
            .iter()
            .sum::<f64>()
    };
    let pair = pairs.iter().min_by(|a, b| cost(a).total_cmp(&cost(b)))?;
    let mut groups = split.groups.clone();
    groups.splice(i..=i, pair.iter().map(|digit| digit.strokes.clone()));
    Some(Split { groups })
}
