//! Reproducible random numbers.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Random number generator of all data preparation.
pub type SeededRng = ChaCha8Rng;

/// Returns a generator that depends on the seed, the epoch and the index only.
///
/// A resumed run therefore produces the same examples as an uninterrupted one.
#[must_use]
pub fn seeded_rng(seed: u64, epoch: usize, index: usize) -> SeededRng {
    // The odd constants (golden ratio, SplitMix64) give neighbouring triples unrelated seeds.
    let mixed = seed
        .wrapping_add((epoch as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15))
        .wrapping_add((index as u64).wrapping_mul(0xbf58_476d_1ce4_e5b9));
    SeededRng::seed_from_u64(mixed)
}

/// Returns an approximately standard normal random value: the sum of twelve uniform values, minus 6.
pub fn standard_normal(rng: &mut SeededRng) -> f32 {
    (0..12).map(|_| rng.random::<f32>()).sum::<f32>() - 6.0
}

/// Returns a random value from the triangular distribution on -1..1 with its peak at 0.
pub(crate) fn triangular(rng: &mut SeededRng) -> f32 {
    rng.random::<f32>() - rng.random::<f32>()
}
