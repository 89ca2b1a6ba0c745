//! Several digits side by side: a [`Drawing`](ink::Drawing) goes in, a [`Number`] comes out.
//!
//! `line` measures the strokes: where each lies across the line of writing, and how tall the writing is. `atom`
//! joins what geometry alone decides: strokes that clearly overlap, dots with their neighbours. `run` lists the
//! runs of atoms that could be one digit; all are classified in one batch; [`costs`] says what a way to split the
//! line costs, and `path` finds the cheapest. [`Split`] is such a way as a person can fix and change it ([`mend`]).
//!
//! Limits: one line of writing, read from left to right; a stroke is never cut, so a stroke that runs through two
//! digits is read as one.
//!
//! Nothing here knows of the web or of files, and nothing can panic: ink that shows nothing has no digits.
#![forbid(unsafe_code)]

mod atom;
pub mod costs;
mod line;
pub mod mend;
mod path;
mod read;
mod run;
mod split;

pub use costs::Costs;
pub use mend::part;
pub use read::{Digit, Number, read, read_as, read_by};
pub use split::Split;
