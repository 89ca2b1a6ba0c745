//! What a network learns from and is judged by: labelled digits from files (MNIST's images, pen strokes), drawings that
//! are no digits, made up, and numbers made of the files' digits.

pub mod idx;
pub mod mnist;
pub mod nondigits;
pub mod numbers;
pub mod strokes;

use std::path::PathBuf;

use ink::{Drawing, Raster};
use thiserror::Error;

/// A digit as its file holds it.
#[derive(Clone, Debug, PartialEq)]
pub enum Ink {
    /// An image of MNIST.
    Image(Box<Raster>),
    /// A drawing, to be rendered.
    Pen(Drawing),
}

/// A digit and what it was meant to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// 0..=9.
    pub label: u8,
    /// How it looks.
    pub ink: Ink,
}

impl Sample {
    /// The raster as the product makes it, without augmentation. A drawing without ink is all paper.
    pub fn raster(&self) -> Raster {
        match &self.ink {
            Ink::Image(raster) => Raster::clone(raster),
            Ink::Pen(drawing) => rendered(drawing.raster()),
        }
    }
}

/// A drawing's raster, all paper where it has no ink (loading refuses such drawings).
pub(crate) fn rendered(raster: Option<Raster>) -> Raster {
    raster.unwrap_or_else(|| Raster::from_pixels([0; ink::SIDE * ink::SIDE]))
}

/// Why data cannot be used; the message names the file and the remedy.
#[derive(Debug, Error)]
pub enum DataError {
    /// The file is missing or unreadable.
    #[error("cannot read {path}: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// None of the names under which MNIST's file is known is there.
    #[error(
        "{directory} has no {name} (nor {name}.gz); --mnist takes the folder of MNIST's four IDX files"
    )]
    Missing {
        /// The folder that was searched.
        directory: PathBuf,
        /// The file that was looked for.
        name: String,
    },
    /// The file is no IDX file, or not of the kind needed.
    #[error("{path} is not usable: {source}; fetch it again")]
    Idx {
        /// The file.
        path: PathBuf,
        /// What is wrong in it.
        source: idx::IdxError,
    },
    /// Images and labels are not of one set.
    #[error(
        "{directory} holds {images} images but {labels} labels; both files must come from the same set"
    )]
    Counts {
        /// The folder.
        directory: PathBuf,
        /// How many images.
        images: usize,
        /// How many labels.
        labels: usize,
    },
    /// The file holds no drawings.
    #[error("{path} is not a stroke file: {source}")]
    Strokes {
        /// The file.
        path: PathBuf,
        /// What is wrong in it.
        source: ink::record::RecordError,
    },
    /// A drawing to learn or be judged by lacks its label or its ink.
    #[error(
        "drawing {index} of {path} has no {what}; training and evaluation need both label and ink"
    )]
    Incomplete {
        /// The file.
        path: PathBuf,
        /// Which drawing, from 0.
        index: usize,
        /// "label" or "ink".
        what: &'static str,
    },
    /// The file is fine and empty.
    #[error("{path} holds no digits")]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// MNIST could not be had from the network.
    #[error(
        "MNIST could not be downloaded ({0}); fetch its four IDX files by hand and pass their folder with --mnist DIR"
    )]
    Download(String),
}
