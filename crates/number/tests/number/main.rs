//! Tests of the public API of `number` with the shipped weights.

mod degenerate;
mod fixtures;
mod grouping;
mod properties;
mod read;
