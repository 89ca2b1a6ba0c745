//! Training: from labelled digits to weights.
//!
//! [`plan`] says how, [`split`] keeps digits aside for validation, [`feed`] varies and batches the rest on
//! its own thread, [`trainer`] takes the steps, [`average`] smooths the weights over them, [`checkpoint`]
//! saves everything after each epoch, [`run`] is the whole of it with progress and files.

pub mod average;
pub mod checkpoint;
pub mod feed;
pub mod plan;
pub mod run;
pub mod split;
pub mod trainer;
