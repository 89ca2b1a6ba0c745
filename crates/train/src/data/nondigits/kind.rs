//! A row of a table of non-digits: its name, what it is for, and how its skeleton comes about.

use rand::seq::IndexedRandom;

use super::Part;
use super::skeleton::{self, Skeleton};
use crate::augment::Random;

/// A kind of drawing that is no digit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    pub(super) name: &'static str,
    pub(super) digit_like: bool,
    pub(super) part: Part,
    pub(super) form: Form,
}

/// How a kind's skeleton comes about.
#[derive(Clone, Copy, Debug)]
pub(super) enum Form {
    /// Written in one of some ways, in the notation of [`skeleton::parsed`].
    Written(&'static [&'static str]),
    /// Made, another one each time.
    Made(fn(&mut Random) -> Skeleton),
}

/// A kind to learn from.
pub(super) const fn learnt(name: &'static str, form: Form) -> Kind {
    Kind {
        name,
        digit_like: false,
        part: Part::Train,
        form,
    }
}

/// A kind to be judged by only.
pub(super) const fn held(name: &'static str, form: Form) -> Kind {
    Kind {
        part: Part::Held,
        ..learnt(name, form)
    }
}

/// A kind that a person could take for a digit.
pub(super) const fn digit_like(name: &'static str, form: Form) -> Kind {
    Kind {
        digit_like: true,
        ..held(name, form)
    }
}

impl Form {
    pub(super) fn skeleton(self, random: &mut Random) -> Skeleton {
        match self {
            Self::Written(ways) => {
                skeleton::parsed(ways.choose(random).expect("a kind is written in some way"))
            }
            Self::Made(make) => make(random),
        }
    }
}
