//! Pen strokes and pictures in, 28x28 rasters out, by the recipe that made MNIST.
//!
//! A [`Drawing`] is what a hand did; a [`Raster`] is what the network reads; [`Recipe`] is the
//! only way from the one to the other. A [`Picture`] takes the same way from pixels. A drawing travels
//! as JSON ([`record`]), in a link ([`link`]) or to be looked at ([`svg`]). Nothing here
//! knows of the web, of files or of Burn, and nothing here can panic: ink that shows nothing is
//! `None`.
#![forbid(unsafe_code)]

mod affine;
mod coverage;
pub mod curve;
mod drawing;
mod hand;
pub mod link;
mod pen;
mod picture;
mod raster;
pub mod recipe;
pub mod record;
pub mod svg;
pub mod wiggle;

pub use affine::Affine;
pub use drawing::{Bounds, Drawing, Point, Stroke};
pub use hand::Hand;
pub use picture::{Picture, Placed};
pub use raster::{Raster, SIDE, WrongLength};
pub use recipe::{Recipe, Stage};
pub use record::Record;
pub use wiggle::{Knob, Wiggle};
