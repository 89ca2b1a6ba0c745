//! What `ink` promises, from outside.

mod affine;

mod degenerate;
mod fixtures;
mod link;
mod picture;
mod properties;
mod recipe;
mod record;
mod stages;
mod svg;
