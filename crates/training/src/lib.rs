//! Trains the network, one step at a time.
//!
//! In reading order:
//!
//! - [`sample`]: labelled digits, as images or drawings
//! - [`augment`]: random variations of the samples; [`non_digits`]: generated letters, shapes and scribbles
//! - [`config`]: hyperparameters and the learning rate schedule
//! - [`epoch_sampler`]: the batches of an epoch
//! - [`trainer`]: optimiser steps; [`ema`]: the moving average of the weights
//! - [`ood`] and [`calibration`]: what is fitted to the trained network
//!
//! The crate knows nothing of files, threads or clocks. Its host prepares batches, feeds them to a [`Trainer`], and
//! keeps the state that the trainer returns. `digits train` is such a host; a worker of the page can be another.
#![forbid(unsafe_code)]

pub mod augment;
pub mod calibration;
pub mod config;
pub mod ema;
pub mod epoch_sampler;
pub mod non_digits;
pub mod ood;
pub mod random;
pub mod sample;
pub mod trainer;

pub use config::TrainingConfig;
pub use epoch_sampler::{Batch, EpochSampler};
pub use sample::{Sample, SampleData};
pub use trainer::{EpochStats, Trainer, TrainerState};
