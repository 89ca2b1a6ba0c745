//! [`Precision`]: how weights are rounded and stored, row by row.

use std::str::FromStr;

use half::f16;
use thiserror::Error;

/// The number format of stored weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// Single precision: 4 bytes per weight, lossless.
    F32,
    /// Half precision (IEEE 754 binary16): 2 bytes per weight, a significand of 11 bits.
    F16,
    /// Symmetric per-channel quantisation: one byte per weight, an integer from -127 to 127 that is multiplied by the
    /// scale of its row. The scale is an `f32` before the row's bytes. Biases are `f16`.
    ///
    /// Reference: Krishnamoorthi 2018, Quantizing Deep Convolutional Networks for Efficient Inference.
    Int8,
    /// Like [`Self::Int8`], with integers from -31 to 31. A weight still takes one byte, but the file compresses better
    /// because each byte carries six bits of information.
    Int6,
}

/// The error of parsing an unknown name as a [`Precision`].
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("unknown precision {0:?}; use f32, f16, int8 or int6")]
pub struct ParsePrecisionError(String);

impl FromStr for Precision {
    type Err = ParsePrecisionError;

    fn from_str(name: &str) -> Result<Self, ParsePrecisionError> {
        match name {
            "f32" => Ok(Self::F32),
            "f16" => Ok(Self::F16),
            "int8" => Ok(Self::Int8),
            "int6" => Ok(Self::Int6),
            other => Err(ParsePrecisionError(other.to_owned())),
        }
    }
}

impl Precision {
    /// Returns the code of this precision in a file.
    pub(super) fn code(self) -> u8 {
        match self {
            Self::F32 => 0,
            Self::F16 => 1,
            Self::Int8 => 2,
            Self::Int6 => 3,
        }
    }

    /// Returns the precision with this code: the inverse of [`Self::code`].
    pub(super) fn from_code(code: u8) -> Option<Self> {
        let all = [Self::F32, Self::F16, Self::Int8, Self::Int6];
        all.into_iter().find(|precision| precision.code() == code)
    }

    /// Returns the precision of the biases of a layer with weights of this precision.
    ///
    /// Biases are at least `f16`: they are few, so quantising them would save almost nothing.
    pub(super) fn for_biases(self) -> Self {
        match self {
            Self::F32 => Self::F32,
            Self::F16 | Self::Int8 | Self::Int6 => Self::F16,
        }
    }

    /// Returns the size of a row of `len` values, in bytes.
    pub(super) fn row_size(self, len: usize) -> usize {
        match self {
            Self::F32 => len * size_of::<f32>(),
            Self::F16 => len * size_of::<f16>(),
            Self::Int8 | Self::Int6 => size_of::<f32>() + len,
        }
    }

    /// Appends a row to `bytes`, each value rounded to the nearest representable one.
    ///
    /// # Panics
    /// If the row is empty and the precision is quantised.
    pub(super) fn write_row(self, row: &[f32], bytes: &mut Vec<u8>) {
        match self {
            Self::F32 => bytes.extend(row.iter().flat_map(|value| value.to_le_bytes())),
            Self::F16 => bytes.extend(
                row.iter()
                    .flat_map(|value| f16::from_f32(*value).to_le_bytes()),
            ),
            Self::Int8 => write_quantised(row, 127.0, bytes),
            Self::Int6 => write_quantised(row, 31.0, bytes),
        }
    }

    /// Reads a row written by [`Self::write_row`] and appends its rounded values to `values`.
    pub(super) fn read_row(self, row: &[u8], values: &mut Vec<f32>) {
        match self {
            Self::F32 => {
                let (bytes, _) = row.as_chunks();
                values.extend(bytes.iter().copied().map(f32::from_le_bytes));
            }
            Self::F16 => {
                let (bytes, _) = row.as_chunks();
                let halves = bytes.iter().copied().map(f16::from_le_bytes);
                values.extend(halves.map(f16::to_f32));
            }
            Self::Int8 | Self::Int6 => {
                let (scale, quantised) = row
                    .split_first_chunk()
                    .expect("a quantised row starts with its scale");
                let scale = f32::from_le_bytes(*scale);
                let integers = quantised.iter().map(|byte| f32::from(byte.cast_signed()));
                values.extend(integers.map(|integer| integer * scale));
            }
        }
    }
}

/// Appends a row's scale and its values as integers from `-max` to `max`.
fn write_quantised(row: &[f32], max: f32, bytes: &mut Vec<u8>) {
    let scale = scale(row, max);
    bytes.extend(scale.to_le_bytes());
    // In a row of zeros the quotient is NaN, which `as` turns into 0.
    let quantise = |value: f32| (value / scale).round().clamp(-max, max) as i8;
    bytes.extend(row.iter().map(|value| quantise(*value).cast_unsigned()));
}

/// Returns the scale that maps the largest magnitude of a row to `max`. It is not finite if the row is not.
fn scale(row: &[f32], max: f32) -> f32 {
    let magnitudes = row.iter().map(|value| value.abs());
    // Unlike `total_cmp`, `f32::max` would ignore NaN.
    let largest = magnitudes.max_by(f32::total_cmp);
    largest.expect("a row has at least one value") / max
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Precision; 4] = [
        Precision::F32,
        Precision::F16,
        Precision::Int8,
        Precision::Int6,
    ];

    fn round_trip(precision: Precision, row: &[f32]) -> Vec<f32> {
        let mut bytes = Vec::new();
        precision.write_row(row, &mut bytes);
        assert_eq!(bytes.len(), precision.row_size(row.len()), "{precision:?}");
        let mut restored = Vec::new();
        precision.read_row(&bytes, &mut restored);
        restored
    }

    /// Checks that no value changes by more than `tolerance` when a row is written and read.
    #[track_caller]
    fn check(precision: Precision, row: &[f32], tolerance: f32) {
        for (value, restored) in row.iter().zip(round_trip(precision, row)) {
            let error = (value - restored).abs();
            assert!(
                error <= tolerance,
                "{precision:?}: {value} became {restored}"
            );
        }
    }

    #[test]
    fn the_rounding_error_is_at_most_half_a_step_of_the_precision() {
        let row: Vec<f32> = (0..200u8)
            .map(|i| (f32::from(i) * 0.7).sin() * 0.31)
            .collect();
        check(Precision::F32, &row, 0.0);
        // f16 values between 0.25 and 0.5 are 2^-12 apart.
        check(Precision::F16, &row, 0.5 / 4096.0);
        // Slightly over half a step, because f32 arithmetic rounds too.
        check(Precision::Int8, &row, 0.5001 * scale(&row, 127.0));
        check(Precision::Int6, &row, 0.5001 * scale(&row, 31.0));
    }

    #[test]
    fn quantisation_keeps_the_largest_magnitude_of_a_row() {
        for precision in [Precision::Int8, Precision::Int6] {
            for size in [1e-6, 0.3, 7e4] {
                for row in [[size, -0.4 * size], [-size, 0.4 * size]] {
                    let restored = round_trip(precision, &row);
                    assert!(
                        (restored[0] / row[0] - 1.0).abs() < 1e-6,
                        "{row:?}: {restored:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_row_of_zeros_stays_zero() {
        for precision in ALL {
            assert_eq!(round_trip(precision, &[0.0; 5]), [0.0; 5], "{precision:?}");
        }
    }

    #[test]
    fn non_finite_values_stay_non_finite() {
        for precision in ALL {
            for bad in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
                let restored = round_trip(precision, &[0.5, bad, 1.0]);
                assert!(
                    !restored.iter().all(|value| value.is_finite()),
                    "{precision:?}"
                );
            }
        }
    }

    #[test]
    fn precisions_convert_to_and_from_their_codes_and_names() {
        for precision in ALL {
            assert_eq!(Precision::from_code(precision.code()), Some(precision));
        }
        assert_eq!(Precision::from_code(4), None);
        let names = ["f32", "f16", "int8", "int6"];
        assert_eq!(names.map(|name| name.parse()), ALL.map(Ok));
        let unknown = "f64".parse::<Precision>().unwrap_err().to_string();
        assert!(
            unknown.contains("f64") && unknown.contains("int6"),
            "{unknown}"
        );
    }
}
