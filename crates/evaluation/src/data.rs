//! Readers of data sets.
//!
//! - [`mnist`], [`idx`]: the MNIST images
//! - [`strokes`]: stroke files with labelled drawings
//! - [`numbers`]: numbers of several digits, composed of single drawings

pub mod idx;
pub mod mnist;
pub mod numbers;
pub mod strokes;

use std::path::PathBuf;

use thiserror::Error;
use training::Sample;

/// A named set of labelled digits.
#[derive(Clone, Debug)]
pub struct Dataset {
    /// Name of the data set.
    pub name: String,
    /// The digits.
    pub samples: Vec<Sample>,
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
