//! Tests of the public API of `ink`.

mod affine;
mod degenerate;
mod fixtures;
mod link;
mod picture;
mod preprocessing;
mod properties;
mod record;
mod stages;
mod svg;
