//! Measures the run time of the native code. Run with `cargo bench --package benches --bench time`.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use model::{Classifier, InferenceBackend, NetConfig};

/// Converts a drawing into a raster.
fn ink(criterion: &mut Criterion) {
    let golden = inputs::golden(3);
    criterion.bench_function("raster", |bencher| {
        bencher.iter(|| black_box(&golden).raster());
    });
}

/// Loads the weights, and classifies batches of rasters.
fn net(criterion: &mut Criterion) {
    criterion.bench_function("load", |bencher| {
        bencher.iter(|| Classifier::from_bytes(black_box(inputs::weights())));
    });
    let classifier = inputs::classifier();
    let mut group = criterion.benchmark_group("images");
    for images in [1, 2, 5, 10, 20, 50, 100] {
        let rasters = inputs::rasters(images);
        group.throughput(Throughput::Elements(images as u64));
        group.bench_with_input(
            BenchmarkId::from_parameter(images),
            &rasters,
            |bencher, rasters| {
                bencher.iter(|| classifier.classify_batch(rasters));
            },
        );
    }
}

/// Classifies one raster with each network size of docs/decisions/0016-network-size.md. The weights are random, because
/// the time does not depend on them.
fn network_sizes(criterion: &mut Criterion) {
    let rasters = inputs::rasters(1);
    let mut group = criterion.benchmark_group("network size");
    for (channels, hidden) in [([8, 14, 20], 32), ([12, 28, 64], 52), ([16, 40, 96], 64)] {
        let config = NetConfig {
            channels,
            hidden,
            dropout: 0.0,
        };
        let classifier = Classifier::from(config.init::<InferenceBackend>(&Default::default()));
        group.bench_function(
            BenchmarkId::from_parameter(config.parameter_count()),
            |bencher| bencher.iter(|| classifier.classify_batch(black_box(&rasters))),
        );
    }
}

/// Reads drawings with increasing numbers of points, and of digits.
fn number(criterion: &mut Criterion) {
    let classifier = inputs::classifier();
    let mut group = criterion.benchmark_group("points");
    for points in [10, 100, 1_000, 10_000, 100_000, 1_000_000] {
        let scribble = inputs::scribble(points);
        group.throughput(Throughput::Elements(points as u64));
        group.bench_with_input(
            BenchmarkId::from_parameter(points),
            &scribble,
            |bencher, scribble| {
                bencher.iter(|| reading::read(&classifier, scribble));
            },
        );
    }
    group.finish();
    let mut group = criterion.benchmark_group("digits");
    for digits in [1, 4, 16] {
        let drawing = inputs::number(digits);
        group.throughput(Throughput::Elements(digits.into()));
        group.bench_with_input(
            BenchmarkId::from_parameter(digits),
            &drawing,
            |bencher, drawing| {
                bencher.iter(|| reading::read(&classifier, drawing));
            },
        );
    }
}

criterion_group!(benches, ink, net, network_sizes, number);
criterion_main!(benches);
