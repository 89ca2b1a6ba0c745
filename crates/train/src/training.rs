//! Training: turns labelled digits into weights.
//!
//! - [`config`]: hyperparameters and the learning rate schedule
//! - [`split`]: the split into training and validation sets
//! - [`epoch_sampler`]: the examples of an epoch, their augmented views and their targets
//! - [`distillation`]: soft targets from teacher networks
//! - [`data_loader`]: batches, prepared on a background thread
//! - [`trainer`]: optimiser steps
//! - [`ema`]: the moving average of the weights
//! - [`validation`]: metrics on held-out digits
//! - [`metrics`], [`curves`], [`checkpoint`], [`progress`]: output after each epoch
//! - [`ood`]: the out-of-distribution head, fitted after training
//! - [`run`]: one training run
//! - [`pipeline`]: the runs of teachers and students

pub mod checkpoint;
pub mod config;
pub mod curves;
pub mod data_loader;
pub mod distillation;
pub mod ema;
pub mod epoch_sampler;
pub mod metrics;
pub mod ood;
pub mod pipeline;
pub mod progress;
pub mod run;
pub mod split;
pub mod trainer;
pub mod validation;
