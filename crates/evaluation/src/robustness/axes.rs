//! The drawing conditions that are varied, their settings, and the supported range of each.

use std::ops::RangeInclusive;

use crate::conditions::{Conditions, pad};

/// Longer side, in px, of the drawing that is moved over the pad.
const MOVED_SIZE_PX: f32 = 120.0;

/// A drawing condition and its settings.
pub(super) struct Axis {
    /// Name and unit of the condition.
    pub(super) condition: &'static str,
    /// For each setting: its value as text, whether it is within the supported range, and its conditions.
    pub(super) settings: Vec<(String, bool, Conditions)>,
}

/// Returns an axis for each varied condition; the other conditions are those of `base`.
pub(super) fn all(base: &Conditions) -> Vec<Axis> {
    vec![
        sizes(base),
        positions(base),
        rotations(base),
        pen_widths(base),
        sampling_rates(base),
    ]
}

fn sizes(base: &Conditions) -> Axis {
    let sizes = [20.0, 40.0, 60.0, 80.0, 120.0, 200.0, 280.0, 400.0];
    numeric("drawn size, px", &sizes, 40.0..=400.0, |px| Conditions {
        drawn_size_px: Some(px),
        ..base.clone()
    })
}

/// Moves the drawing to the corners and the centre of the pad.
fn positions(base: &Conditions) -> Axis {
    let size = base.drawn_size_px.unwrap_or(MOVED_SIZE_PX);
    let max_offset = pad::SIDE_PX - size;
    let positions = [
        ("top left", Some([0.0, 0.0])),
        ("top right", Some([max_offset, 0.0])),
        ("centre", None),
        ("bottom left", Some([0.0, max_offset])),
        ("bottom right", Some([max_offset, max_offset])),
    ];
    let setting = |(name, corner): (&str, Option<[f32; 2]>)| {
        let conditions = Conditions {
            drawn_size_px: Some(size),
            offset_px: corner,
            ..base.clone()
        };
        (name.to_owned(), true, conditions)
    };
    Axis {
        condition: "position on the pad",
        settings: positions.map(setting).into(),
    }
}

fn rotations(base: &Conditions) -> Axis {
    let degrees: Vec<f32> = (-6_i8..=6).map(|step| f32::from(step) * 5.0).collect();
    numeric(
        "rotation, degrees clockwise",
        &degrees,
        -15.0..=15.0,
        |degrees| Conditions {
            rotation_deg: degrees,
            ..base.clone()
        },
    )
}

fn pen_widths(base: &Conditions) -> Axis {
    let widths = [1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0];
    numeric("pen width, raster px", &widths, 1.5..=4.0, |px| {
        Conditions {
            pen_width_px: px,
            ..base.clone()
        }
    })
}

fn sampling_rates(base: &Conditions) -> Axis {
    let rates = [10.0, 20.0, 40.0, 60.0, 100.0, 240.0];
    numeric("points per second", &rates, 10.0..=240.0, |rate| {
        Conditions {
            points_per_second: rate,
            ..base.clone()
        }
    })
}

fn numeric(
    condition: &'static str,
    values: &[f32],
    supported: RangeInclusive<f32>,
    conditions: impl Fn(f32) -> Conditions,
) -> Axis {
    let setting = |value: &f32| {
        (
            value.to_string(),
            supported.contains(value),
            conditions(*value),
        )
    };
    Axis {
        condition,
        settings: values.iter().map(setting).collect(),
    }
}
