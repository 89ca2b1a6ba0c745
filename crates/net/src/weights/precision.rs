//! How the numbers of a layer are stored, row by row.

use std::str::FromStr;

use half::f16;
use thiserror::Error;

/// How finely weights are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// Single precision: 4 bytes a weight, nothing lost.
    F32,
    /// Half precision (IEEE 754 binary16): 2 bytes a weight, 11 bits of it kept.
    F16,
    /// A byte a weight: the multiple, -127 to 127, of a scale that each row has for itself, an `f32` before
    /// the row's bytes (symmetric quantisation by channel, Krishnamoorthi 2018). Biases are `f16`.
    Int8,
    /// As [`Self::Int8`], of the multiples -31 to 31: a byte a weight too, but six bits of it tell something, and what
    /// compresses the file on its way finds that out.
    Int6,
}

/// A word that names no [`Precision`].
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{0:?} is no precision of weights; choose f32, f16, int8 or int6")]
pub struct UnknownPrecision(String);

impl FromStr for Precision {
    type Err = UnknownPrecision;

    fn from_str(name: &str) -> Result<Self, UnknownPrecision> {
        match name {
            "f32" => Ok(Self::F32),
            "f16" => Ok(Self::F16),
            "int8" => Ok(Self::Int8),
            "int6" => Ok(Self::Int6),
            other => Err(UnknownPrecision(other.to_owned())),
        }
    }
}

impl Precision {
    /// What stands for it in a file.
    pub(super) fn number(self) -> u8 {
        match self {
            Self::F32 => 0,
            Self::F16 => 1,
            Self::Int8 => 2,
            Self::Int6 => 3,
        }
    }

    /// The inverse of [`Self::number`].
    pub(super) fn numbered(number: u8) -> Option<Self> {
        let all = [Self::F32, Self::F16, Self::Int8, Self::Int6];
        all.into_iter().find(|known| known.number() == number)
    }

    /// That of the biases beside weights of this precision: so few that a byte each would save nothing.
    pub(super) fn of_biases(self) -> Self {
        match self {
            Self::F32 => Self::F32,
            Self::F16 | Self::Int8 | Self::Int6 => Self::F16,
        }
    }

    /// Length of a row of so many values.
    pub(super) fn row_bytes(self, values: usize) -> usize {
        match self {
            Self::F32 => values * size_of::<f32>(),
            Self::F16 => values * size_of::<f16>(),
            Self::Int8 | Self::Int6 => size_of::<f32>() + values,
        }
    }

    /// Appends a row, at least one value, rounded to the nearest that can be stored.
    pub(super) fn write_row(self, row: &[f32], bytes: &mut Vec<u8>) {
        match self {
            Self::F32 => bytes.extend(row.iter().flat_map(|value| value.to_le_bytes())),
            Self::F16 => bytes.extend(
                row.iter()
                    .flat_map(|value| f16::from_f32(*value).to_le_bytes()),
            ),
            Self::Int8 => write_steps(row, 127.0, bytes),
            Self::Int6 => write_steps(row, 31.0, bytes),
        }
    }

    /// Appends the row that [`Self::write_row`] appended, without what was rounded off.
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
                let (scale, steps) = row
                    .split_first_chunk()
                    .expect("a row begins with its scale");
                let scale = f32::from_le_bytes(*scale);
                let steps = steps.iter().map(|step| f32::from(step.cast_signed()));
                values.extend(steps.map(|steps| steps * scale));
            }
        }
    }
}

/// Appends a row's scale and how many steps of it each value is, `most` at most.
fn write_steps(row: &[f32], most: f32, bytes: &mut Vec<u8>) {
    let scale = scale(row, most);
    bytes.extend(scale.to_le_bytes());
    // 0 in a row of zeros, where the quotient is not a number.
    let steps = |value: f32| (value / scale).round().clamp(-most, most) as i8;
    bytes.extend(row.iter().map(|value| steps(*value).cast_unsigned()));
}

/// The scale that makes the largest value of a row so many steps; not finite where a value is not.
fn scale(row: &[f32], most_steps: f32) -> f32 {
    let magnitudes = row.iter().map(|value| value.abs());
    // Not `f32::max`, which would pass over what is not a number.
    let largest = magnitudes.max_by(f32::total_cmp);
    largest.expect("an output has weights") / most_steps
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
        assert_eq!(bytes.len(), precision.row_bytes(row.len()), "{precision:?}");
        let mut back = Vec::new();
        precision.read_row(&bytes, &mut back);
        back
    }

    /// A row comes back with every value off by at most so much.
    #[track_caller]
    fn check(precision: Precision, row: &[f32], at_most: f32) {
        for (value, back) in row.iter().zip(round_trip(precision, row)) {
            let error = (value - back).abs();
            assert!(error <= at_most, "{precision:?}: {value} became {back}");
        }
    }

    #[test]
    fn a_row_comes_back_within_half_of_what_its_precision_can_tell_apart() {
        let row: Vec<f32> = (0..200u8)
            .map(|i| (f32::from(i) * 0.7).sin() * 0.31)
            .collect();
        check(Precision::F32, &row, 0.0);
        // Values from 0.25 to 0.5 lie 2^-12 apart.
        check(Precision::F16, &row, 0.5 / 4096.0);
        // Rounding in f32 may add a trifle to half a step.
        check(Precision::Int8, &row, 0.5001 * scale(&row, 127.0));
        check(Precision::Int6, &row, 0.5001 * scale(&row, 31.0));
    }

    #[test]
    fn the_largest_value_of_a_row_in_steps_is_kept_whatever_its_size_and_sign() {
        for precision in [Precision::Int8, Precision::Int6] {
            for size in [1e-6, 0.3, 7e4] {
                for row in [[size, -0.4 * size], [-size, 0.4 * size]] {
                    let back = round_trip(precision, &row);
                    assert!((back[0] / row[0] - 1.0).abs() < 1e-6, "{row:?}: {back:?}");
                }
            }
        }
    }

    #[test]
    fn a_row_of_zeros_stays_one() {
        for precision in ALL {
            assert_eq!(round_trip(precision, &[0.0; 5]), [0.0; 5], "{precision:?}");
        }
    }

    #[test]
    fn what_is_not_finite_comes_back_so() {
        for precision in ALL {
            for bad in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
                let back = round_trip(precision, &[0.5, bad, 1.0]);
                assert!(!back.iter().all(|value| value.is_finite()), "{precision:?}");
            }
        }
    }

    #[test]
    fn a_precision_is_known_by_its_number_and_its_name() {
        for precision in ALL {
            assert_eq!(Precision::numbered(precision.number()), Some(precision));
        }
        assert_eq!(Precision::numbered(4), None);
        let names = ["f32", "f16", "int8", "int6"];
        assert_eq!(names.map(|name| name.parse()), ALL.map(Ok));
        let unknown = "f64".parse::<Precision>().unwrap_err().to_string();
        assert!(
            unknown.contains("f64") && unknown.contains("int6"),
            "{unknown}"
        );
    }
}
