//! How long the native code takes: `cargo bench --bench time`.
#![expect(missing_docs, reason = "criterion's macros write public functions")]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use net::Classifier;

mod inputs;

/// A drawing's way to its raster.
fn ink(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("ink: raster");
    let golden = inputs::golden(3);
    group.bench_function("golden 3", |bencher| {
        bencher.iter(|| black_box(&golden).raster())
    });
    for points in [100, 10_000, 1_000_000] {
        let scribble = inputs::scribble(points);
        group.throughput(Throughput::Elements(points as u64));
        group.bench_with_input(
            BenchmarkId::new("points", points),
            &scribble,
            |bencher, scribble| {
                bencher.iter(|| scribble.raster());
            },
        );
    }
}

/// Weights to a network, rasters to predictions.
fn net(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("net");
    group.bench_function("load", |bencher| {
        bencher.iter(|| Classifier::from_bytes(black_box(inputs::weights())));
    });
    let classifier = inputs::classifier();
    for images in [1, 10, 100] {
        let rasters = inputs::rasters(images);
        group.throughput(Throughput::Elements(images as u64));
        group.bench_with_input(
            BenchmarkId::new("images", images),
            &rasters,
            |bencher, rasters| {
                bencher.iter(|| classifier.classify_batch(rasters));
            },
        );
    }
}

/// A drawing to its number.
fn number(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("number: read");
    let classifier = inputs::classifier();
    for digits in [1, 4, 16] {
        let drawing = inputs::number(digits);
        group.throughput(Throughput::Elements(digits.into()));
        group.bench_with_input(
            BenchmarkId::new("digits", digits),
            &drawing,
            |bencher, drawing| {
                bencher.iter(|| number::read(&classifier, drawing));
            },
        );
    }
}

criterion_group!(benches, ink, net, number);
criterion_main!(benches);
