//! What `number` promises, from outside, with the shipped weights.

mod degenerate;
mod fixtures;
mod mend;
mod properties;
mod read;
