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
    form: Form,
}

#[derive(Clone, Copy, Debug)]
enum Form {
    /// The ways in which hands write it, in the notation of [`skeleton::parsed`].
    Written(&'static [&'static str]),
    /// Another one each time.
    Made(fn(&mut Random) -> Skeleton),
}

/// A kind to learn from.
pub(super) const fn learnt(name: &'static str, ways: &'static [&'static str]) -> Kind {
    Kind {
        name,
        digit_like: false,
        part: Part::Train,
        form: Form::Written(ways),
    }
}

/// A kind to be judged by only.
pub(super) const fn held(name: &'static str, ways: &'static [&'static str]) -> Kind {
    Kind {
        part: Part::Held,
        ..learnt(name, ways)
    }
}

/// A kind that a person could take for a digit.
pub(super) const fn digit_like(name: &'static str, ways: &'static [&'static str]) -> Kind {
    Kind {
        digit_like: true,
        ..held(name, ways)
    }
}

impl Kind {
    /// The same kind, its skeletons made by `make` rather than written.
    pub(super) const fn made_by(self, make: fn(&mut Random) -> Skeleton) -> Self {
        Self {
            form: Form::Made(make),
            ..self
        }
    }

    pub(super) fn skeleton(&self, random: &mut Random) -> Skeleton {
        match self.form {
            Form::Written(ways) => {
                skeleton::parsed(ways.choose(random).expect("a kind is written in some way"))
            }
            Form::Made(make) => make(random),
        }
    }
}
