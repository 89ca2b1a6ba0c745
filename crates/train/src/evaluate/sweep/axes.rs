//! What a sweep tries: the conditions, their settings, and the ranges that are stated as supported.

use std::ops::RangeInclusive;

use crate::evaluate::conditions::{Conditions, pad};

/// Longer side, in px, of the drawing that is put in several places of the pad.
const PLACED_PX: f32 = 120.0;

/// A condition and what to try of it.
pub(super) struct Axis {
    pub(super) condition: &'static str,
    /// The setting in words, whether it lies within the stated range, and the conditions that make it.
    pub(super) settings: Vec<(String, bool, Conditions)>,
}

/// Every condition that is swept.
pub(super) fn all(usual: &Conditions) -> Vec<Axis> {
    vec![
        sizes(usual),
        places(usual),
        rotations(usual),
        pens(usual),
        rates(usual),
    ]
}

fn sizes(usual: &Conditions) -> Axis {
    let sizes = [20.0, 40.0, 60.0, 80.0, 120.0, 200.0, 280.0, 400.0];
    numbers("drawn size, px", &sizes, 40.0..=400.0, |px| Conditions {
        drawn_size_px: Some(px),
        ..usual.clone()
    })
}

/// The pad's corners and its middle.
fn places(usual: &Conditions) -> Axis {
    let size = usual.drawn_size_px.unwrap_or(PLACED_PX);
    let far = pad::SIDE_PX - size;
    let places = [
        ("top left", Some([0.0, 0.0])),
        ("top right", Some([far, 0.0])),
        ("middle", None),
        ("bottom left", Some([0.0, far])),
        ("bottom right", Some([far, far])),
    ];
    let setting = |(name, corner): (&str, Option<[f32; 2]>)| {
        let conditions = Conditions {
            drawn_size_px: Some(size),
            offset_px: corner,
            ..usual.clone()
        };
        (name.to_owned(), true, conditions)
    };
    Axis {
        condition: "place on the pad",
        settings: places.map(setting).into(),
    }
}

fn rotations(usual: &Conditions) -> Axis {
    let degrees: Vec<f32> = (-6_i8..=6).map(|step| f32::from(step) * 5.0).collect();
    numbers(
        "rotation, degrees clockwise",
        &degrees,
        -15.0..=15.0,
        |degrees| Conditions {
            rotation_deg: degrees,
            ..usual.clone()
        },
    )
}

fn pens(usual: &Conditions) -> Axis {
    let widths = [1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0];
    numbers("pen width, raster px", &widths, 1.5..=4.0, |px| {
        Conditions {
            pen_width_px: px,
            ..usual.clone()
        }
    })
}

fn rates(usual: &Conditions) -> Axis {
    let rates = [10.0, 20.0, 40.0, 60.0, 100.0, 240.0];
    numbers("points a second", &rates, 10.0..=240.0, |rate| Conditions {
        points_per_second: rate,
        ..usual.clone()
    })
}

fn numbers(
    condition: &'static str,
    numbers: &[f32],
    stated: RangeInclusive<f32>,
    with: impl Fn(f32) -> Conditions,
) -> Axis {
    let setting = |number: &f32| (number.to_string(), stated.contains(number), with(*number));
    Axis {
        condition,
        settings: numbers.iter().map(setting).collect(),
    }
}
