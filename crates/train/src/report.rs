//! Everything that is measured of the shipped weights, as one value.
//!
//! In, the weights, MNIST's test images and drawings by writers that the network has not met; out, a
//! [`Report`], which as JSON is `docs/evaluation.json` and, said by [`card`], `MODEL_CARD.md`. The same
//! weights and data give the same bytes.

pub mod card;
mod markdown;

use net::Classifier;
use serde::Serialize;
use serde_json::Value;

use crate::data::Sample;
use crate::evaluate::conditions::Conditions;
use crate::evaluate::inside::Changes;
use crate::evaluate::limits::Limits;
use crate::evaluate::misread::{Misread, examples};
use crate::evaluate::nondigits::{NonDigits, made_up, measure};
use crate::evaluate::sweep::{Sweep, sweep};
use crate::evaluate::{Evaluation, evaluate, labels};

/// The figures of one network.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Which weights.
    pub weights: Weights,
    /// What `cargo train` wrote beside them: plan, parameters, figures on digits kept aside.
    pub training: Value,
    /// On MNIST's test images.
    pub images: Evaluation,
    /// On the drawings.
    pub drawings: Evaluation,
    /// On the drawings, under each condition.
    pub conditions: Sweep,
    /// On the drawings, with stages left out and knobs turned as on the page.
    pub inside: Changes,
    /// On made-up drawings that are no digits, against the drawings.
    pub non_digits: NonDigits,
    /// On both, wherever the limits of doubt are moved.
    pub limits: Limits,
    /// Of each digit that was read as another, a drawing of this project that is read so too.
    pub misread: Vec<Misread>,
}

/// What tells weights from others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Weights {
    /// How many bytes.
    pub bytes: usize,
    /// The CRC-32 that the file ends with, in hexadecimal.
    pub checksum: String,
}

/// Digits to measure on, and their name.
#[derive(Clone, Copy, Debug)]
pub struct Set<'a> {
    /// In words.
    pub name: &'a str,
    /// The digits.
    pub samples: &'a [Sample],
}

impl Report {
    /// Measures everything of the weights in `bytes`; `training` is what stands in their `model.json`.
    ///
    /// # Errors
    /// When the bytes are no weights, or there are images among the drawings.
    pub fn measured(
        bytes: &[u8],
        training: Value,
        images: Set<'_>,
        drawings: Set<'_>,
    ) -> anyhow::Result<Self> {
        let classifier = &Classifier::from_bytes(bytes)?;
        let Set { name, samples } = drawings;
        let usual = Conditions::default();
        let rasters = usual.rasters(samples)?;
        let images = evaluate(classifier, images.name, images.samples);
        let drawings = evaluate(classifier, name, samples);
        Ok(Self {
            weights: Weights::of(bytes),
            training,
            misread: examples(
                classifier,
                &[&*images.confused, &*drawings.confused].concat(),
            ),
            images,
            drawings,
            conditions: sweep(classifier, name, samples, &usual)?,
            inside: Changes::measured(classifier, name, samples)?,
            non_digits: measure(classifier, name, &rasters, &made_up()),
            limits: Limits::measured(classifier, name, &labels(samples), &rasters),
        })
    }
}

impl Weights {
    /// Of a weights file (see [`net::weights`]).
    fn of(bytes: &[u8]) -> Self {
        let checksum = bytes
            .last_chunk()
            .map_or(0, |last| u32::from_le_bytes(*last));
        Self {
            bytes: bytes.len(),
            checksum: format!("{checksum:08x}"),
        }
    }
}

#[cfg(test)]
mod tests;
