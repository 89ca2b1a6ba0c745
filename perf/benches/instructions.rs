//! Counts the instructions that the hot paths execute. Unlike times, the counts do not depend on the machine's load.
//!
//! Run with `cargo perf instructions`, which needs Valgrind.
#![expect(
    missing_docs,
    reason = "gungraun's macros generate public functions without docs"
)]

use std::hint::black_box;

use gungraun::{library_benchmark, library_benchmark_group, main};
use ink::{Drawing, Raster};
use model::Classifier;
use recognition::{Number, Prediction};

#[library_benchmark]
#[bench::golden(inputs::golden(3))]
#[bench::points_10_000(inputs::scribble(10_000))]
fn raster(drawing: Drawing) -> Option<Raster> {
    black_box(black_box(&drawing).raster())
}

#[library_benchmark]
#[bench::shipped(inputs::weights())]
fn load(weights: &[u8]) -> Classifier {
    Classifier::from_bytes(black_box(weights)).expect("the shipped weights are valid")
}

/// Returns `count` rasters, and a classifier that has already classified them, so that its caches are filled.
fn warm(count: usize) -> (Classifier, Vec<Raster>) {
    let (classifier, rasters) = (inputs::classifier(), inputs::rasters(count));
    classifier.classify_batch(&rasters);
    (classifier, rasters)
}

#[library_benchmark]
#[bench::one(warm(1))]
#[bench::ten(warm(10))]
fn classify((classifier, rasters): (Classifier, Vec<Raster>)) -> Vec<Prediction> {
    black_box(classifier.classify_batch(black_box(&rasters)))
}

#[library_benchmark]
#[bench::one_digit(warm(1).0, inputs::number(1))]
#[bench::four_digits(warm(1).0, inputs::number(4))]
fn read(classifier: Classifier, drawing: Drawing) -> Number {
    black_box(reading::read(&classifier, black_box(&drawing)))
}

library_benchmark_group!(
    name = hot_paths,
    benchmarks = [raster, load, classify, read]
);
main!(library_benchmark_groups = hot_paths);
