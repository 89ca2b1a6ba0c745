//! Training: from labelled digits to weights.
//!
//! [`plan`] says how, [`split`] keeps digits aside for validation, [`course`] decides what an epoch meets and
//! [`teach`] what teachers say of it, [`feed`] makes batches on its own thread, [`trainer`] takes the steps,
//! [`average`] smooths the weights over them, [`validation`] reads the digits kept aside. After each epoch [`log`]
//! writes the figures down, [`curves`] draws them and [`checkpoint`] saves everything. At the end [`ood`] fits the score of
//! what is no digit. [`run`] trains one network,
//! [`school`] its teachers too, and [`progress`] says how long is left.

pub mod average;
pub mod checkpoint;
pub mod course;
pub mod curves;
pub mod feed;
pub mod log;
pub mod ood;
pub mod plan;
pub mod progress;
pub mod run;
pub mod school;
pub mod split;
pub mod teach;
pub mod trainer;
pub mod validation;
