//! Atoms in, the runs of neighbours out that could be one digit.

use std::ops::Range;

use crate::atom::Atom;
use crate::line::Line;

/// Atoms in a run.
const LONGEST: usize = 4;

/// The white, in heights of the writing, that no digit has inside.
const APART: f64 = 0.5;

/// No digit of several atoms is wider, in heights of the writing.
const WIDEST: f64 = 2.5;

/// The runs, by their ends and then by their starts; each atom alone is one of them.
///
/// `gaps` are those between the atoms.
pub(crate) fn runs(atoms: &[Atom], gaps: &[f64], line: &Line) -> Vec<Range<usize>> {
    let ends = 1..=atoms.len();
    let ending = |end: usize| (end.saturating_sub(LONGEST)..end).map(move |start| start..end);
    let all = ends.flat_map(ending);
    all.filter(|run| could_be_one(&atoms[run.clone()], &gaps[run.start..run.end - 1], line))
        .collect()
}

fn could_be_one(atoms: &[Atom], gaps: &[f64], line: &Line) -> bool {
    let [first, rest @ ..] = atoms else {
        return false;
    };
    let extent = rest
        .iter()
        .fold(first.extent, |extent, atom| extent.union(atom.extent));
    let kept = atoms.iter().filter(|atom| atom.kept).count();
    let narrow = line.in_heights(extent.width()) <= WIDEST && gaps.iter().all(|gap| *gap <= APART);
    rest.is_empty() || (kept <= 1 && narrow)
}
