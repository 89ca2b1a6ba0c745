//! Generated out-of-distribution drawings: letters, shapes and scribbles that users could draw on a digit pad.
//!
//! Each kind ("letter K", "star") is a skeleton or a function that generates one. The module `handwriting` draws a
//! skeleton slightly differently each time. There are two outputs: random drawings for training
//! ([`training_drawing`]) and a fixed test set ([`test_set`]).
//!
//! About a third of the kinds of each family is held out of training, so that the test set measures how a network
//! generalises to unseen kinds. Kinds that resemble a digit (an O, an S, a bar) are never used for training, because
//! they would teach the network to reject digits. The test set contains them with a flag, so that they are counted
//! separately.
//!
//! Limitations: the skeletons were made for this project, not collected from writers. The letters are Latin only.

mod generated;
mod handwriting;
mod kind;
mod lowercase;
mod polar;
mod scribbles;
mod shapes;
mod skeleton;
#[cfg(test)]
mod tests;
mod uppercase;

use ink::Drawing;
use rand::Rng;
use rand::seq::IteratorRandom;
use serde::{Deserialize, Serialize};

use crate::augment::{self, SeededRng};
use kind::Kind;

/// Group of similar kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// Latin letters. A lowercase letter that differs from its capital only in size is not listed separately.
    Letters,
    /// Shapes, pictograms and symbols.
    Shapes,
    /// Meaningless strokes.
    Scribbles,
}

/// The subset of the data that a kind belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subset {
    /// Used for training and in the test set.
    Train,
    /// Only in the test set.
    HeldOut,
}

/// A drawing that is not a digit.
#[derive(Clone, Debug, PartialEq)]
pub struct NonDigit {
    /// Name of its kind, such as "letter K" or "star".
    pub kind: &'static str,
    /// The family of its kind.
    pub family: Family,
    /// Whether it resembles a digit. Such a kind is always [`Subset::HeldOut`].
    pub digit_like: bool,
    /// The subset of its kind.
    pub subset: Subset,
    /// The drawing in pad units, y down.
    pub drawing: Drawing,
}

/// Returns a random drawing for training, of a kind in [`Subset::Train`].
///
/// Half of the drawings are letters, which are numerous and resemble digits most. A quarter are shapes, a quarter
/// scribbles.
pub fn training_drawing(rng: &mut SeededRng) -> Drawing {
    let kind = random_training_kind(rng);
    draw_kind(kind, rng)
}

/// Returns `per_kind` drawings of every kind, ordered by family. The same seed gives the same set.
pub fn test_set(seed: u64, per_kind: usize) -> Vec<NonDigit> {
    let kinds = Family::ALL
        .into_iter()
        .flat_map(|family| family.kinds().map(move |kind| (family, kind)));
    let draw_all = |(kind_index, (family, kind)): (usize, (Family, &'static Kind))| {
        (0..per_kind).map(move |index| NonDigit {
            kind: kind.name,
            family,
            digit_like: kind.digit_like,
            subset: kind.subset,
            drawing: draw_kind(kind, &mut augment::seeded_rng(seed, kind_index, index)),
        })
    };
    kinds.enumerate().flat_map(draw_all).collect()
}

impl Family {
    /// All families, in the order of a [`test_set`].
    pub const ALL: [Self; 3] = [Self::Letters, Self::Shapes, Self::Scribbles];

    fn kinds(self) -> impl Iterator<Item = &'static Kind> {
        let tables: &[&'static [Kind]] = match self {
            Self::Letters => &[uppercase::KINDS, lowercase::KINDS],
            Self::Shapes => &[shapes::KINDS],
            Self::Scribbles => &[scribbles::KINDS],
        };
        tables.iter().copied().flatten()
    }
}

fn random_training_kind(rng: &mut SeededRng) -> &'static Kind {
    let family = match rng.random_range(0..4) {
        0 | 1 => Family::Letters,
        2 => Family::Shapes,
        _ => Family::Scribbles,
    };
    family
        .kinds()
        .filter(|kind| kind.subset == Subset::Train)
        .choose(rng)
        .expect("every family has training kinds")
}

fn draw_kind(kind: &Kind, rng: &mut SeededRng) -> Drawing {
    let skeleton = kind.source.skeleton(rng);
    handwriting::draw(skeleton, rng)
}
