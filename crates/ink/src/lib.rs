//! Converts pen strokes and pictures into 28x28 rasters, with the preprocessing that produced MNIST.
//!
//! A [`Drawing`] holds pen strokes, and a [`Raster`] is the network's input. [`Preprocessing`] converts a drawing into
//! a raster, and [`Picture`] converts a picture of a digit with the same normalisation. A drawing can be stored as JSON
//! ([`record`]), in a link ([`link`]) or as an SVG document ([`svg`]).
//!
//! This crate is pure: it does not depend on the web, on files or on Burn. It does not panic. A drawing or picture
//! without ink gives `None`.
#![forbid(unsafe_code)]

mod affine;
mod coverage;
pub mod curve;
mod drawing;
mod handwriting;
pub mod link;
pub mod perturbation;
mod picture;
pub mod preprocessing;
mod raster;
mod rasteriser;
pub mod record;
pub mod svg;

pub use affine::Affine;
pub use drawing::{Bounds, Drawing, Point, Stroke};
pub use handwriting::HandwritingTransform;
pub use perturbation::{Parameter, Perturbation};
pub use picture::{ExtractedInk, Picture};
pub use preprocessing::{Preprocessing, Stage};
pub use raster::{InvalidRasterLength, Raster, SIDE};
pub use record::Record;
