//! Priced runs in, the cheapest way from the line's start to its end out: dynamic programming over the atoms.

use std::ops::Range;

/// A run of atoms and what it costs as a digit.
pub(crate) struct Priced {
    pub(crate) run: Range<usize>,
    pub(crate) cost: f64,
}

/// The cheapest way to cover the atoms by runs, as places in `priced`, from left to right; of two as cheap the one
/// that comes first. The runs must rise by their ends, and each atom alone must be one of them.
pub(crate) fn cheapest(priced: &[Priced]) -> Vec<usize> {
    let atoms = priced.last().map_or(0, |last| last.run.end);
    // To each place between atoms: the least cost, and the run that it ends with.
    let mut reached: Vec<(f64, Option<usize>)> = vec![(f64::INFINITY, None); atoms + 1];
    reached[0].0 = 0.0;
    for (place, Priced { run, cost }) in priced.iter().enumerate() {
        let total = reached[run.start].0 + cost;
        if reached[run.end].1.is_none() || total < reached[run.end].0 {
            reached[run.end] = (total, Some(place));
        }
    }
    let mut ends = std::iter::successors(reached[atoms].1, |place| {
        reached[priced[*place].run.start].1
    });
    let mut way: Vec<usize> = ends.by_ref().collect();
    way.reverse();
    way
}
