//! Plain data of digit recognition: what the network answers and what explains an answer.
//!
//! The page, its workers, the command line and the evaluation exchange these types. The crate contains no network: a
//! program that shows predictions depends on it and not on Burn.
//!
//! - [`Prediction`] is the classification of one raster; [`Number`] a line of [`Digit`]s, and [`StrokeGroups`] the
//!   assignment of strokes to digits.
//! - [`explanation`] holds layer outputs, attributions, sweeps and adversarial examples.
//! - [`picture`] holds the digit found in a picture, [`import`] why a file cannot be imported.
//! - [`report`] holds the evaluation report of a network, the schema of `docs/evaluation.json`.
//! - [`model_card`] holds the part of a report that the page shows.
//! - [`thresholds`] holds the ranges of the decision thresholds.
#![forbid(unsafe_code)]

pub mod explanation;
pub mod import;
pub mod model_card;
mod number;
pub mod picture;
mod prediction;
pub mod report;
mod stroke_groups;
pub mod thresholds;

pub use number::{Digit, Number};
pub use prediction::{CLASSES, Prediction};
pub use stroke_groups::StrokeGroups;
