//! Pen strokes and pictures in, 28x28 rasters out, by the recipe that made MNIST.
//!
//! A [`Drawing`] is what a hand did; a [`Raster`] is what the network reads; [`Recipe`] is the
//! only way from the one to the other. A [`Picture`] takes the same way from pixels. Nothing here
//! knows of the web, of files or of Burn, and nothing here can panic: ink that shows nothing is
//! `None`.
#![forbid(unsafe_code)]

mod affine;
mod coverage;
mod drawing;
mod hand;
mod pen;
mod picture;
mod raster;
pub mod recipe;
pub mod record;
pub mod wiggle;

pub use affine::Affine;
pub use drawing::{Bounds, Drawing, Point, Stroke};
pub use hand::Hand;
pub use picture::Picture;
pub use raster::{Raster, SIDE, WrongLength};
pub use recipe::{Recipe, Stage};
pub use record::Record;
pub use wiggle::{Knob, Wiggle};
