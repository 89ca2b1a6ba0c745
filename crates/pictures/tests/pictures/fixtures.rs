//! The rasters of the golden drawings, and functions that compare rasters.

use ink::{Raster, Record, record};

const GOLDENS: &str = include_str!("../../../../assets/goldens.json");

pub(crate) fn goldens() -> Vec<Raster> {
    let records = record::parse(GOLDENS).expect("the golden drawings are valid");
    let raster = |record: Record| record.drawing.raster().expect("golden drawings have ink");
    records.into_iter().map(raster).collect()
}

/// Returns the maximum difference between corresponding pixels.
pub(crate) fn max_difference(a: &Raster, b: &Raster) -> u8 {
    let pairs = a.pixels().iter().zip(b.pixels());
    pairs.map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0)
}

/// Returns the mean difference between corresponding pixels.
pub(crate) fn mean_difference(a: &Raster, b: &Raster) -> f32 {
    let pairs = a.pixels().iter().zip(b.pixels());
    pairs.map(|(a, b)| f32::from(a.abs_diff(*b))).sum::<f32>() / 784.0
}
