//! Definition of a kind of non-digits: name, subset and source of its skeletons.

use rand::seq::IndexedRandom;

use super::Subset;
use super::skeleton::{self, Skeleton};
use crate::random::SeededRng;

/// A kind of drawing that is not a digit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    pub(super) name: &'static str,
    pub(super) digit_like: bool,
    pub(super) subset: Subset,
    pub(super) source: SkeletonSource,
}

/// Source of the skeletons of a kind.
#[derive(Clone, Copy, Debug)]
pub(super) enum SkeletonSource {
    /// Random choice of fixed skeletons, in the notation of [`skeleton::parse`].
    Variants(&'static [&'static str]),
    /// Function that generates a random skeleton.
    Generated(fn(&mut SeededRng) -> Skeleton),
}

/// Returns a kind for training and test.
pub(super) const fn training(name: &'static str, source: SkeletonSource) -> Kind {
    Kind {
        name,
        digit_like: false,
        subset: Subset::Train,
        source,
    }
}

/// Returns a kind for the test set only.
pub(super) const fn held_out(name: &'static str, source: SkeletonSource) -> Kind {
    Kind {
        subset: Subset::HeldOut,
        ..training(name, source)
    }
}

/// Returns a kind that resembles a digit, for the test set only.
pub(super) const fn digit_like(name: &'static str, source: SkeletonSource) -> Kind {
    Kind {
        digit_like: true,
        ..held_out(name, source)
    }
}

impl SkeletonSource {
    pub(super) fn skeleton(self, rng: &mut SeededRng) -> Skeleton {
        match self {
            Self::Variants(variants) => skeleton::parse(
                variants
                    .choose(rng)
                    .expect("every kind has at least one variant"),
            ),
            Self::Generated(generate) => generate(rng),
        }
    }
}
