//! Whole files: what comes back of them, and what is refused.

use ink::{Raster, SIDE};

use super::*;
use crate::{CLASSES, Calibration};

const SMALL: NetConfig = NetConfig {
    channels: [2, 3, 4],
    hidden: 5,
    dropout: 0.0,
};

const CALIBRATION: Calibration = Calibration {
    temperature: 1.25,
    ood_limit: -3.5,
};

fn classifier(config: NetConfig) -> Classifier {
    Classifier::from(config.init(&Default::default())).calibrated(CALIBRATION)
}

fn bytes() -> Vec<u8> {
    classifier(SMALL).to_bytes(Precision::F16)
}

fn logits(classifier: &Classifier, rasters: &[Raster]) -> Vec<[f32; CLASSES]> {
    let outputs = classifier.outputs(rasters).into_iter();
    outputs.map(|outputs| outputs.logits).collect()
}

#[track_caller]
fn check_refused(bytes: &[u8], expected: &WeightsError) {
    let classifier = Classifier::from_bytes(bytes);
    assert_eq!(&classifier.expect_err("these bytes are wrong"), expected);
}

/// The small network's bytes, altered and given a checksum that fits.
fn altered(alter: impl FnOnce(&mut [u8])) -> Vec<u8> {
    let mut content = bytes();
    content.truncate(content.len() - CHECKSUM);
    alter(&mut content);
    content.extend(crc32fast::hash(&content).to_le_bytes());
    content
}

#[test]
fn every_precision_brings_back_the_configuration_the_calibration_and_the_logits() {
    let classifier = classifier(NetConfig::default());
    let checkered = |i: usize| ((i * 37 + i / SIDE * 11) % 256) as u8;
    let rasters: Vec<Raster> = (1..9)
        .map(|n| Raster::from_pixels(std::array::from_fn(|i| checkered(i * n))))
        .collect();
    let exact = logits(&classifier, &rasters);
    let spread = exact.as_flattened().iter().map(|logit| logit.abs());
    let spread = spread.fold(0.0, f32::max);
    for (precision, at_most) in [
        (Precision::F32, 0.0),
        (Precision::F16, 2e-3),
        (Precision::Int8, 3e-2),
        (Precision::Int6, 1e-1),
    ] {
        let again = Classifier::from_bytes(&classifier.to_bytes(precision)).unwrap();
        assert_eq!(again.calibration, CALIBRATION);
        assert_eq!(
            again.net.config().parameters(),
            NetConfig::default().parameters()
        );
        for (now, then) in logits(&again, &rasters).iter().zip(&exact) {
            for (now, then) in now.iter().zip(then) {
                let error = (now - then).abs() / spread;
                assert!(error <= at_most, "{precision:?}: {now} is not {then}");
            }
        }
    }
}

#[test]
fn the_score_of_what_is_no_digit_comes_back_within_half_precision() {
    let head: Vec<f32> = (0..42u8).map(|i| f32::from(i) * 0.25 - 5.0).collect();
    let classifier = classifier(SMALL).with_ood_head(OodHead::fitted(head.clone()));
    for precision in [
        Precision::F32,
        Precision::F16,
        Precision::Int8,
        Precision::Int6,
    ] {
        let again = Classifier::from_bytes(&classifier.to_bytes(precision)).unwrap();
        assert_eq!(again.ood.weights, head, "{precision:?}: quarters are exact");
    }
}

#[test]
fn a_file_is_as_long_as_its_precision_says() {
    let classifier = classifier(SMALL);
    let rows = 2 + 3 + 4 + 5 + 10;
    let weights = 2 * 9 + 3 * 2 * 9 + 4 * 3 * 9 + 5 * 36 + 10 * 5;
    let head = 36 + 5 + 1;
    for (precision, tensors) in [
        (Precision::F32, 4 * (weights + rows + head)),
        (Precision::F16, 2 * (weights + rows + head)),
        (Precision::Int8, weights + (4 + 2) * rows + 2 * head),
        (Precision::Int6, weights + (4 + 2) * rows + 2 * head),
    ] {
        let expected = Header::BYTES + tensors + CHECKSUM;
        assert_eq!(
            classifier.to_bytes(precision).len(),
            expected,
            "{precision:?}"
        );
    }
}

#[test]
fn what_is_read_is_written_again_byte_for_byte() {
    for precision in [Precision::F32, Precision::F16] {
        let bytes = classifier(SMALL).to_bytes(precision);
        let again = Classifier::from_bytes(&bytes).unwrap();
        assert!(again.to_bytes(precision) == bytes, "{precision:?}");
    }
}

#[test]
fn a_foreign_file_is_named_as_such() {
    check_refused(
        b"\x89PNG and so on",
        &WeightsError::Foreign(b"\x89PNG".to_vec()),
    );
    check_refused(b"", &WeightsError::Foreign(Vec::new()));
}

#[test]
fn truncated_bytes_are_refused_wherever_they_end() {
    let whole = bytes();
    for length in [4, 8, Header::BYTES, Header::BYTES + 1, whole.len() - 1] {
        let error = Classifier::from_bytes(&whole[..length]).unwrap_err();
        assert!(
            matches!(error, WeightsError::Length { actual, .. } if actual == length),
            "{error}"
        );
    }
}

#[test]
fn bytes_left_over_are_refused() {
    let mut long = bytes();
    let expected = long.len();
    long.push(0);
    let actual = long.len();
    check_refused(&long, &WeightsError::Length { expected, actual });
}

#[test]
fn a_flipped_bit_is_noticed_anywhere_after_the_sizes() {
    for place in [13, Header::BYTES - 1, Header::BYTES + 3, bytes().len() - 1] {
        let mut damaged = bytes();
        damaged[place] ^= 1;
        let error = Classifier::from_bytes(&damaged).unwrap_err();
        assert!(
            matches!(error, WeightsError::Checksum { .. }),
            "{place}: {error}"
        );
    }
}

#[test]
fn an_unknown_precision_is_refused() {
    check_refused(&altered(|bytes| bytes[4] = 4), &WeightsError::Precision(4));
}

#[test]
fn sizes_that_no_network_has_are_refused() {
    let sized = |low: u8, high: u8, channels| {
        let hidden = 5;
        let bytes = altered(|bytes| bytes[5..7].copy_from_slice(&[low, high]));
        check_refused(&bytes, &WeightsError::Config { channels, hidden });
    };
    sized(0, 0, [0, 3, 4]);
    sized(255, 255, [65_535, 3, 4]);
}

#[test]
fn a_calibration_that_cannot_be_is_refused() {
    let cold = Calibration {
        temperature: 0.0,
        ..CALIBRATION
    };
    let bytes = classifier(SMALL).calibrated(cold).to_bytes(Precision::F16);
    check_refused(&bytes, &WeightsError::Calibration(cold));
}

#[test]
fn a_weight_that_is_not_a_number_is_refused() {
    let nan = half::f16::NAN.to_le_bytes();
    let bytes = altered(|bytes| bytes[Header::BYTES..Header::BYTES + 2].copy_from_slice(&nan));
    check_refused(&bytes, &WeightsError::NotFinite);
}
