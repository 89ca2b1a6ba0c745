//! Drawings that people could make on a digit pad and that are no digits, made up from a seed.
//!
//! A random generator goes in, drawings come out: letters, shapes and signs, scribbles. A kind ("letter K", "star")
//! is a skeleton or a way to make one, and a hand draws it a little differently each time. Two uses: a stream
//! to learn from ([`for_training`]) and a fixed set to be judged by ([`test_set`]).
//!
//! About a third of each family's kinds is held out of the stream, so that the set tells how a network fares on what
//! it has not met. Kinds that a person could take for a digit (an O, an S, a bar) are never learnt from, since they
//! would teach that a digit is none; the set holds them, marked, to be counted apart.
//!
//! Limits: the skeletons were written by hand for this project, not collected from writers; Latin script only.

mod capitals;
mod circle;
mod figures;
mod hand;
mod kind;
mod scribbles;
mod shapes;
mod skeleton;
mod smalls;
#[cfg(test)]
mod tests;

use ink::Drawing;
use rand::Rng;
use rand::seq::IteratorRandom;
use serde::Serialize;

use crate::augment::{self, Random};
use kind::Kind;

/// What sort of drawing it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// Latin letters; a small one that only its size tells from the capital is not listed again.
    Letters,
    /// Shapes, pictures and signs.
    Shapes,
    /// What means nothing.
    Scribbles,
}

/// What a kind is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Learnt from, and measured.
    Train,
    /// Only measured.
    Held,
}

/// A drawing that is no digit, and what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct NonDigit {
    /// "letter K", "star".
    pub kind: &'static str,
    /// What sort of drawing it is.
    pub family: Family,
    /// Whether a person could take it for a digit; then it is [`Part::Held`].
    pub digit_like: bool,
    /// Whether its kind is learnt from.
    pub part: Part,
    /// How it looks, in pad units, y down.
    pub drawing: Drawing,
}

/// A drawing to learn from, of a kind of [`Part::Train`].
///
/// Half of the stream is letters, which are nearest to digits and many; a quarter each is shapes and scribbles.
pub fn for_training(random: &mut Random) -> Drawing {
    let kind = kind_to_learn_from(random);
    drawn(kind, random)
}

/// `per_kind` drawings of every kind, family by family; the same seed gives the same set.
pub fn test_set(seed: u64, per_kind: usize) -> Vec<NonDigit> {
    let kinds = Family::ALL
        .into_iter()
        .flat_map(|family| family.kinds().map(move |kind| (family, kind)));
    let of_kind = |(number, (family, kind)): (usize, (Family, &'static Kind))| {
        (0..per_kind).map(move |place| NonDigit {
            kind: kind.name,
            family,
            digit_like: kind.digit_like,
            part: kind.part,
            drawing: drawn(kind, &mut augment::random(seed, number, place)),
        })
    };
    kinds.enumerate().flat_map(of_kind).collect()
}

impl Family {
    /// Every family, in the order of a [`test_set`].
    pub const ALL: [Self; 3] = [Self::Letters, Self::Shapes, Self::Scribbles];

    fn kinds(self) -> impl Iterator<Item = &'static Kind> {
        let tables: &[&'static [Kind]] = match self {
            Self::Letters => &[capitals::KINDS, smalls::KINDS],
            Self::Shapes => &[shapes::KINDS],
            Self::Scribbles => &[scribbles::KINDS],
        };
        tables.iter().copied().flatten()
    }
}

fn kind_to_learn_from(random: &mut Random) -> &'static Kind {
    let family = match random.random_range(0..4) {
        0 | 1 => Family::Letters,
        2 => Family::Shapes,
        _ => Family::Scribbles,
    };
    family
        .kinds()
        .filter(|kind| kind.part == Part::Train)
        .choose(random)
        .expect("every family has kinds to learn from")
}

fn drawn(kind: &Kind, random: &mut Random) -> Drawing {
    let skeleton = kind.form.skeleton(random);
    hand::drawn(skeleton, random)
}
