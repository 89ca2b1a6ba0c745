//! A line of strokes in, atoms out: what geometry alone keeps together, from left to right.
//!
//! Strokes that clearly overlap across the line are one atom, and a tiny stroke goes with its nearest neighbour.
//! What a person has grouped is an atom too, or grows into one; two such groups never join. Everything is told in
//! heights of the writing, so neither unit nor size matters.

use std::collections::BTreeMap;

use crate::line::{Extent, Line, Placed};

/// Two strokes that would have to move further than this to be apart belong to one digit.
const OVERLAPS: f64 = 0.25;

/// A stroke no longer than this is a dot.
const TINY: f64 = 0.1;

/// A stroke is compared with so many of those that begin next to its right; hundreds of strokes that overlap hang
/// together all the same.
const COMPARED: usize = 64;

/// Beyond so many atoms the nearest neighbours are joined.
const MOST: usize = 64;

/// Strokes that are never parted.
#[derive(Clone, Debug)]
pub(crate) struct Atom {
    /// Indices in the drawing, rising.
    pub(crate) strokes: Vec<usize>,
    pub(crate) extent: Extent,
    /// Whether a person has grouped it.
    pub(crate) kept: bool,
}

/// The atoms of a line. `kept` tells of each of the drawing's strokes in which group a person has put it.
pub(crate) fn atoms(line: &Line, kept: &[Option<usize>]) -> Vec<Atom> {
    let mut joined = Joined::new(line, kept);
    joined.join_overlapping();
    joined.join_tiny();
    in_order(joined.atoms(), line)
}

/// The atoms by their middles, no more than [`MOST`] of them unless a person has grouped more.
pub(crate) fn in_order(mut atoms: Vec<Atom>, line: &Line) -> Vec<Atom> {
    atoms.sort_by(|a, b| {
        let by_middle = a.extent.middle().total_cmp(&b.extent.middle());
        by_middle.then_with(|| a.strokes.cmp(&b.strokes))
    });
    let gaps = gaps(&atoms, line);
    let surplus = atoms.len().saturating_sub(MOST);
    let mut narrowest: Vec<usize> = (0..gaps.len()).collect();
    narrowest.sort_by(|a, b| gaps[*a].total_cmp(&gaps[*b]));
    let mut joins = vec![false; atoms.len()];
    for gap in narrowest.into_iter().take(surplus) {
        joins[gap + 1] = true;
    }
    let mut coarse: Vec<Atom> = Vec::new();
    for (atom, joins) in atoms.into_iter().zip(joins) {
        match coarse.last_mut() {
            Some(last) if joins && !(last.kept && atom.kept) => last.absorb(&atom),
            _ => coarse.push(atom),
        }
    }
    coarse
}

/// The white before each atom but the first, in heights of the writing; below 0, how far the atom reaches into those
/// before it.
///
/// Of all pairs with one atom on either side it is the narrowest.
pub(crate) fn gaps(atoms: &[Atom], line: &Line) -> Vec<f64> {
    let mut lefts: Vec<f64> = atoms.iter().map(|atom| atom.extent.left).collect();
    for i in (1..lefts.len()).rev() {
        lefts[i - 1] = lefts[i - 1].min(lefts[i]);
    }
    let mut right = f64::NEG_INFINITY;
    let pairs = atoms.iter().zip(lefts.into_iter().skip(1));
    let gap = |(atom, left): (&Atom, f64)| {
        right = right.max(atom.extent.right);
        line.in_heights(left - right)
    };
    pairs.map(gap).collect()
}

/// Which strokes hang together so far.
struct Joined<'a> {
    line: &'a Line,
    /// For each stroke of the line another of its atom, or itself: following them ends at the atom's first.
    parents: Vec<usize>,
    /// For the first stroke of each atom, the group of the split that it holds.
    kept: Vec<Option<usize>>,
}

impl<'a> Joined<'a> {
    /// Each stroke alone, but for those that a person has grouped.
    fn new(line: &'a Line, places: &[Option<usize>]) -> Self {
        let kept: Vec<Option<usize>> = line
            .strokes
            .iter()
            .map(|stroke| places.get(stroke.index).copied().flatten())
            .collect();
        let mut firsts = BTreeMap::new();
        let parents = (0..).zip(&kept).map(|(place, group)| {
            group.map_or(place, |group| *firsts.entry(group).or_insert(place))
        });
        let parents = parents.collect();
        Self {
            line,
            parents,
            kept,
        }
    }

    fn first(&mut self, mut stroke: usize) -> usize {
        while self.parents[stroke] != stroke {
            self.parents[stroke] = self.parents[self.parents[stroke]];
            stroke = self.parents[stroke];
        }
        stroke
    }

    /// Makes two atoms one, unless a person has grouped both.
    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.first(a), self.first(b));
        if self.kept[a].is_none() || self.kept[b].is_none() {
            let (first, other) = (a.min(b), a.max(b));
            self.kept[first] = self.kept[first].or(self.kept[other]);
            self.parents[other] = first;
        }
    }

    fn join_overlapping(&mut self) {
        let strokes = &self.line.strokes;
        for (a, placed) in strokes.iter().enumerate() {
            for (b, other) in strokes.iter().enumerate().skip(a + 1).take(COMPARED) {
                if placed.extent.gap(other.extent) < -OVERLAPS * self.line.height {
                    self.join(a, b);
                }
            }
        }
    }

    fn join_tiny(&mut self) {
        let line = self.line;
        let tiny = |placed: &Placed| placed.extent.longer_side() <= TINY * line.height;
        let (dots, others): (Vec<usize>, Vec<usize>) =
            (0..line.strokes.len()).partition(|stroke| tiny(&line.strokes[*stroke]));
        for dot in dots {
            let distance = |other: &usize| {
                let [dot, other] = [dot, *other].map(|stroke| line.strokes[stroke].extent);
                dot.distance(other)
            };
            let nearest = others
                .iter()
                .min_by(|a, b| distance(a).total_cmp(&distance(b)));
            self.join(dot, nearest.copied().unwrap_or_default());
        }
    }

    fn atoms(mut self) -> Vec<Atom> {
        let mut atoms = BTreeMap::new();
        for (stroke, placed) in self.line.strokes.iter().enumerate() {
            let first = self.first(stroke);
            let alone = Atom {
                kept: self.kept[first].is_some(),
                ..Atom::alone(placed)
            };
            atoms
                .entry(first)
                .and_modify(|atom: &mut Atom| atom.absorb(&alone))
                .or_insert(alone);
        }
        atoms.into_values().collect()
    }
}

impl Atom {
    pub(crate) fn alone(placed: &Placed) -> Self {
        Self {
            strokes: vec![placed.index],
            extent: placed.extent,
            kept: false,
        }
    }

    /// Takes another's strokes.
    fn absorb(&mut self, other: &Self) {
        self.strokes.extend(&other.strokes);
        self.strokes.sort_unstable();
        self.extent = self.extent.union(other.extent);
        self.kept |= other.kept;
    }
}
