//! Data for training and evaluation.
//!
//! - [`mnist`], [`idx`]: the MNIST images
//! - [`strokes`]: stroke files with labelled drawings
//! - [`nondigits`]: generated drawings of letters, shapes and scribbles
//! - [`numbers`]: numbers of several digits, composed of single drawings

pub mod idx;
pub mod mnist;
pub mod nondigits;
pub mod numbers;
pub mod strokes;

use std::path::PathBuf;

use ink::{Drawing, Raster};
use thiserror::Error;

/// The image or drawing of a [`Sample`].
#[derive(Clone, Debug, PartialEq)]
pub enum SampleData {
    /// An MNIST image.
    Image(Box<Raster>),
    /// A drawing, to be preprocessed into a raster.
    Drawing(Drawing),
}

/// A labelled digit.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// The digit, 0..=9.
    pub label: u8,
    /// The image or drawing.
    pub data: SampleData,
}

impl Sample {
    /// Returns the network's input without augmentation, blank for a drawing without ink.
    pub fn raster(&self) -> Raster {
        match &self.data {
            SampleData::Image(raster) => Raster::clone(raster),
            SampleData::Drawing(drawing) => raster_or_blank(drawing.raster()),
        }
    }
}

/// Returns the raster, or a blank one for a drawing without ink. The loaders reject such drawings.
pub(crate) fn raster_or_blank(raster: Option<Raster>) -> Raster {
    raster.unwrap_or_else(|| Raster::from_pixels([0; ink::SIDE * ink::SIDE]))
}

/// Error of a data loader. The message names the file and the remedy.
#[derive(Debug, Error)]
pub enum DataError {
    /// The file is missing or unreadable.
    #[error("cannot read {path}: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// The error of the operating system.
        source: std::io::Error,
    },
    /// An MNIST file is missing under all of its usual names.
    #[error(
        "{directory} contains no {name} (nor {name}.gz); --mnist takes the folder with the four IDX files of MNIST"
    )]
    MissingFile {
        /// The searched folder.
        directory: PathBuf,
        /// The missing file.
        name: String,
    },
    /// The file is not an IDX file of the required type.
    #[error("{path} is not usable: {source}; download it again")]
    InvalidIdxFile {
        /// The file.
        path: PathBuf,
        /// The parse error.
        source: idx::IdxError,
    },
    /// The numbers of images and labels differ.
    #[error(
        "{directory} contains {images} images but {labels} labels; both files must come from the same data set"
    )]
    CountMismatch {
        /// The folder.
        directory: PathBuf,
        /// Number of images.
        images: usize,
        /// Number of labels.
        labels: usize,
    },
    /// The file is not a stroke file.
    #[error("{path} is not a stroke file: {source}")]
    InvalidStrokeFile {
        /// The file.
        path: PathBuf,
        /// The parse error.
        source: ink::record::RecordError,
    },
    /// A drawing has no label or no ink.
    #[error(
        "drawing {index} of {path} has no {missing}; training and evaluation need both label and ink"
    )]
    IncompleteDrawing {
        /// The file.
        path: PathBuf,
        /// Index of the drawing, from 0.
        index: usize,
        /// "label" or "ink".
        missing: &'static str,
    },
    /// The file is valid but contains no drawings.
    #[error("{path} contains no digits")]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// The download of MNIST failed.
    #[error(
        "MNIST could not be downloaded ({0}); download its four IDX files and pass their folder with --mnist DIR"
    )]
    Download(String),
}
