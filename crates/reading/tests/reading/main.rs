//! Tests of the public API of `reading` with the shipped weights.

mod degenerate;
mod fixtures;
mod grouping;
mod properties;
mod read;
