//! Tests of whole files: round trips and rejected bytes.

use ink::{Raster, SIDE};

use super::*;
use recognition::CLASSES;

use crate::calibration::Calibration;

const SMALL: NetConfig = NetConfig {
    channels: [2, 3, 4],
    hidden: 5,
    dropout: 0.0,
};

const CALIBRATION: Calibration = Calibration {
    temperature: 1.25,
    ood_threshold: -3.5,
};

fn classifier(config: NetConfig) -> Classifier {
    Classifier::from(config.init(&Default::default())).with_calibration(CALIBRATION)
}

fn bytes() -> Vec<u8> {
    classifier(SMALL).to_bytes(Precision::F16)
}

fn logits(classifier: &Classifier, rasters: &[Raster]) -> Vec<[f32; CLASSES]> {
    let outputs = classifier.outputs(rasters).into_iter();
    outputs.map(|outputs| outputs.logits).collect()
}

#[track_caller]
fn check_rejected(bytes: &[u8], expected: &WeightsError) {
    let classifier = Classifier::from_bytes(bytes);
    assert_eq!(&classifier.expect_err("these bytes are invalid"), expected);
}

/// Returns the small network's bytes with `alter` applied and a matching checksum.
fn altered(alter: impl FnOnce(&mut [u8])) -> Vec<u8> {
    let mut content = bytes();
    content.truncate(content.len() - CHECKSUM_LEN);
    alter(&mut content);
    content.extend(crc32fast::hash(&content).to_le_bytes());
    content
}

#[test]
fn every_precision_restores_configuration_calibration_and_logits() {
    let classifier = classifier(NetConfig::default());
    let checkered = |i: usize| ((i * 37 + i / SIDE * 11) % 256) as u8;
    let rasters: Vec<Raster> = (1..9)
        .map(|n| Raster::from_pixels(std::array::from_fn(|i| checkered(i * n))))
        .collect();
    let expected = logits(&classifier, &rasters);
    let magnitudes = expected.as_flattened().iter().map(|logit| logit.abs());
    let largest = magnitudes.fold(0.0, f32::max);
    for (precision, tolerance) in [
        (Precision::F32, 0.0),
        (Precision::F16, 2e-3),
        (Precision::Int8, 3e-2),
        (Precision::Int6, 1e-1),
    ] {
        let restored = Classifier::from_bytes(&classifier.to_bytes(precision)).unwrap();
        assert_eq!(restored.calibration, CALIBRATION);
        assert_eq!(
            restored.net.config().parameter_count(),
            NetConfig::default().parameter_count()
        );
        for (actual, expected) in logits(&restored, &rasters).iter().zip(&expected) {
            for (actual, expected) in actual.iter().zip(expected) {
                let error = (actual - expected).abs() / largest;
                assert!(
                    error <= tolerance,
                    "{precision:?}: {actual} is not {expected}"
                );
            }
        }
    }
}

#[test]
fn the_ood_head_is_restored_to_half_precision() {
    let head: Vec<f32> = (0..42u8).map(|i| f32::from(i) * 0.25 - 5.0).collect();
    let classifier = classifier(SMALL).with_ood_head(OodHead::from_weights(head.clone()));
    for precision in [
        Precision::F32,
        Precision::F16,
        Precision::Int8,
        Precision::Int6,
    ] {
        let restored = Classifier::from_bytes(&classifier.to_bytes(precision)).unwrap();
        assert_eq!(
            restored.ood_head.weights, head,
            "{precision:?}: multiples of 0.25 are exact in f16"
        );
    }
}

#[test]
fn the_file_size_depends_on_the_precision() {
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
        let expected = Header::SIZE + tensors + CHECKSUM_LEN;
        assert_eq!(
            classifier.to_bytes(precision).len(),
            expected,
            "{precision:?}"
        );
    }
}

#[test]
fn reading_and_writing_again_gives_the_same_bytes() {
    for precision in [Precision::F32, Precision::F16] {
        let bytes = classifier(SMALL).to_bytes(precision);
        let restored = Classifier::from_bytes(&bytes).unwrap();
        assert!(restored.to_bytes(precision) == bytes, "{precision:?}");
    }
}

#[test]
fn bytes_in_another_format_are_rejected() {
    check_rejected(
        b"\x89PNG and so on",
        &WeightsError::UnknownFormat(b"\x89PNG".to_vec()),
    );
    check_rejected(b"", &WeightsError::UnknownFormat(Vec::new()));
}

#[test]
fn a_file_truncated_at_any_length_is_rejected() {
    let whole = bytes();
    for length in [4, 8, Header::SIZE, Header::SIZE + 1, whole.len() - 1] {
        let error = Classifier::from_bytes(&whole[..length]).unwrap_err();
        assert!(
            matches!(error, WeightsError::LengthMismatch { actual, .. } if actual == length),
            "{error}"
        );
    }
}

#[test]
fn trailing_bytes_are_rejected() {
    let mut long = bytes();
    let expected = long.len();
    long.push(0);
    let actual = long.len();
    check_rejected(&long, &WeightsError::LengthMismatch { expected, actual });
}

#[test]
fn a_flipped_bit_anywhere_after_the_layer_sizes_fails_the_checksum() {
    for index in [13, Header::SIZE - 1, Header::SIZE + 3, bytes().len() - 1] {
        let mut corrupt = bytes();
        corrupt[index] ^= 1;
        let error = Classifier::from_bytes(&corrupt).unwrap_err();
        assert!(
            matches!(error, WeightsError::ChecksumMismatch { .. }),
            "byte {index}: {error}"
        );
    }
}

#[test]
fn an_unknown_precision_is_rejected() {
    check_rejected(
        &altered(|bytes| bytes[4] = 4),
        &WeightsError::UnknownPrecision(4),
    );
}

#[test]
fn invalid_layer_sizes_are_rejected() {
    let check = |low: u8, high: u8, channels| {
        let hidden = 5;
        let bytes = altered(|bytes| bytes[5..7].copy_from_slice(&[low, high]));
        check_rejected(&bytes, &WeightsError::InvalidConfig { channels, hidden });
    };
    check(0, 0, [0, 3, 4]);
    check(255, 255, [65_535, 3, 4]);
}

#[test]
fn layer_sizes_that_the_tensors_do_not_have_are_rejected() {
    for index in [5, 7, 9, 11] {
        let error = Classifier::from_bytes(&altered(|bytes| bytes[index] += 1)).unwrap_err();
        assert!(
            matches!(error, WeightsError::LengthMismatch { .. }),
            "byte {index}: {error}"
        );
    }
}

#[test]
fn an_invalid_calibration_is_rejected() {
    let invalid = Calibration {
        temperature: 0.0,
        ..CALIBRATION
    };
    let bytes = classifier(SMALL)
        .with_calibration(invalid)
        .to_bytes(Precision::F16);
    check_rejected(&bytes, &WeightsError::InvalidCalibration(invalid));
}

#[test]
fn a_weight_of_nan_is_rejected() {
    let nan = half::f16::NAN.to_le_bytes();
    let bytes = altered(|bytes| bytes[Header::SIZE..Header::SIZE + 2].copy_from_slice(&nan));
    check_rejected(&bytes, &WeightsError::NonFinite);
}
