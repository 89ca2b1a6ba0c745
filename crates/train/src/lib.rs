//! Everything native around the network: data in, weights and figures out.
//!
//! In reading order: [`data`] reads MNIST and stroke files, [`augment`] varies them, [`learn`] trains,
//! [`calibrate`] makes the probabilities honest, [`evaluate`] measures, [`export`] writes the
//! network in other formats. The programs are thin shells around these.
#![forbid(unsafe_code)]

pub mod augment;
pub mod calibrate;
pub mod data;
pub mod evaluate;
pub mod export;
pub mod input;
pub mod learn;
pub mod report;

/// The weights that the page ships, in the format of [`net::weights`].
pub const SHIPPED_WEIGHTS: &[u8] = include_bytes!("../../../assets/model.bin");

/// What `cargo train` said of them: the plan, and the figures on the digits kept aside, as JSON.
pub const SHIPPED_REPORT: &str = include_str!("../../../assets/model.json");
