//! Training: from labelled digits to weights.
//!
//! [`plan`] says how, [`split`] keeps digits aside for validation, [`feed`] varies and batches the rest on
//! its own thread, [`trainer`] takes the steps, [`average`] smooths the weights over them, [`validation`]
//! reads the digits kept aside. After each epoch [`log`] writes the figures down, [`curves`] draws them and
//! [`checkpoint`] saves everything. [`run`] is the whole of it, and [`progress`] says how long is left.

pub mod average;
pub mod checkpoint;
pub mod curves;
pub mod feed;
pub mod log;
pub mod plan;
pub mod progress;
pub mod run;
pub mod split;
pub mod trainer;
pub mod validation;
