//! Formats results as text for the terminal.

mod accuracy;
mod faithfulness;
mod numbers;
mod ood;
mod robustness;
mod thresholds;

/// Displays results of the crate `evaluation`.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a, T>(pub &'a T);
