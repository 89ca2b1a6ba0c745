//! Pen strokes and the 28x28 rasters that they become, with the preprocessing that produced MNIST.
//!
//! A [`Drawing`] holds pen strokes, and a [`Raster`] is the network's input. [`Preprocessing`] converts a drawing into
//! a raster. A drawing can be stored as JSON ([`record`]), in a link ([`link`]) or as an SVG document ([`svg`]), and
//! [`file`] tells drawing files from pictures.
//!
//! This crate is pure: it does not depend on the web, on files or on Burn. It does not panic. A drawing without ink
//! gives `None`.
#![forbid(unsafe_code)]

mod affine;
mod coverage;
pub mod curve;
mod drawing;
pub mod file;
mod handwriting;
pub mod link;
pub mod perturbation;
pub mod preprocessing;
mod raster;
mod rasteriser;
pub mod record;
pub mod simplify;
pub mod svg;

pub use affine::Affine;
pub use drawing::{Bounds, Drawing, Point, Stroke};
pub use handwriting::HandwritingTransform;
pub use perturbation::{Parameter, Perturbation};
pub use preprocessing::{Preprocessing, Stage};
pub use raster::{InvalidRasterLength, Raster, SIDE};
pub use record::Record;
