//! Tests of the public API of `ink`.

mod affine;
mod degenerate;
mod file;
mod fixtures;
mod link;
mod preprocessing;
mod properties;
mod record;
mod stages;
mod svg;
