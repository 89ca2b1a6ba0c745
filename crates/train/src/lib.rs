//! Native tools for the network: reads data, trains, evaluates and exports.
//!
//! - [`data`]: MNIST, stroke files and generated drawings
//! - [`augment`]: random variations of the training data
//! - [`training`]: the training loop
//! - [`calibrate`]: temperature and out-of-distribution threshold
//! - [`evaluate`]: metrics of a trained network
//! - [`report`]: the model card
//! - [`export`]: the network in other file formats
//! - [`input`]: the files that `classify` reads
//!
//! The programs in `src/bin` parse arguments and call these modules.
#![forbid(unsafe_code)]

pub mod augment;
pub mod calibrate;
pub mod data;
pub mod evaluate;
pub mod export;
pub mod input;
pub mod report;
pub mod training;

/// The weights that the page ships, in the format of [`net::weights`].
pub const SHIPPED_WEIGHTS: &[u8] = include_bytes!("../../../assets/model.bin");

/// The training report of [`SHIPPED_WEIGHTS`] as JSON: hyperparameters, calibration and validation metrics.
pub const SHIPPED_TRAINING_REPORT: &str = include_str!("../../../assets/model.json");
