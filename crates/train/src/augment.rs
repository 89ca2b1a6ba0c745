//! Variation of the training digits, of the size that natural handwriting has.
//!
//! Each digit is varied afresh each time it is met, from a random generator that depends only on the
//! seed, the epoch and the digit's place in it: a resumed run sees what an unbroken one would have seen.

pub mod image;
pub mod pen;
pub mod warp;

use ink::Raster;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use crate::data::{Ink, Sample, rendered};

/// The generator of one digit's variation.
pub type Random = ChaCha8Rng;

/// A generator that depends on all three numbers and on nothing else.
pub fn random(seed: u64, epoch: usize, place: usize) -> Random {
    // Odd constants of the golden ratio and of SplitMix64 keep neighbouring triples apart.
    let mixed = seed
        .wrapping_add((epoch as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15))
        .wrapping_add((place as u64).wrapping_mul(0xbf58_476d_1ce4_e5b9));
    Random::seed_from_u64(mixed)
}

/// The digit as a raster, varied.
pub fn varied(sample: &Sample, random: &mut Random) -> Raster {
    match &sample.ink {
        Ink::Image(raster) => image::varied(raster, random),
        Ink::Pen(drawing) => rendered(pen::varied(drawing, random)),
    }
}
