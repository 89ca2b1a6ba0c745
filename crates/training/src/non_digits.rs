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
pub use recognition::report::Family;

use crate::random::{SeededRng, seeded_rng};
use kind::Kind;

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
        .flat_map(|family| kinds(family).map(move |kind| (family, kind)));
    let draw_all = |(kind_index, (family, kind)): (usize, (Family, &'static Kind))| {
        (0..per_kind).map(move |index| NonDigit {
            kind: kind.name,
            family,
            digit_like: kind.digit_like,
            subset: kind.subset,
            drawing: draw_kind(kind, &mut seeded_rng(seed, kind_index, index)),
        })
    };
    kinds.enumerate().flat_map(draw_all).collect()
}

fn kinds(family: Family) -> impl Iterator<Item = &'static Kind> {
    let tables: &[&'static [Kind]] = match family {
        Family::Letters => &[uppercase::KINDS, lowercase::KINDS],
        Family::Shapes => &[shapes::KINDS],
        Family::Scribbles => &[scribbles::KINDS],
    };
    tables.iter().copied().flatten()
}

fn random_training_kind(rng: &mut SeededRng) -> &'static Kind {
    let family = match rng.random_range(0..4) {
        0 | 1 => Family::Letters,
        2 => Family::Shapes,
        _ => Family::Scribbles,
    };
    kinds(family)
        .filter(|kind| kind.subset == Subset::Train)
        .choose(rng)
        .expect("every family has training kinds")
}

fn draw_kind(kind: &Kind, rng: &mut SeededRng) -> Drawing {
    let skeleton = kind.source.skeleton(rng);
    handwriting::draw(skeleton, rng)
}
