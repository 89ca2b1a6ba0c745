//! Shared drawings, and functions that measure and compare rasters.

use ink::{Drawing, Point, Raster, Record, SIDE, Stroke};

pub(crate) const GOLDENS: &str = include_str!("../../../../assets/goldens.json");

pub(crate) fn goldens() -> Vec<Record> {
    ink::record::parse(GOLDENS).expect("the golden drawings are valid")
}

pub(crate) fn drawing(strokes: &[&[[f32; 2]]]) -> Drawing {
    let stroke = |points: &&[[f32; 2]]| Stroke {
        points: points.iter().copied().map(Point::from).collect(),
    };
    Drawing {
        strokes: strokes.iter().map(stroke).collect(),
    }
}

/// Returns degenerate drawings: a name, the drawing, and whether it has ink.
pub(crate) fn degenerate() -> Vec<(&'static str, Drawing, bool)> {
    let (nan, inf) = (f32::NAN, f32::INFINITY);
    let circle = |i: u32| (i as f32 / 1e6 * 6.2).sin_cos();
    let million = (0..1_000_000)
        .map(circle)
        .map(|(x, y)| Point { x, y })
        .collect();
    vec![
        ("no stroke", Drawing::default(), false),
        ("an empty stroke", drawing(&[&[]]), false),
        (
            "only non-finite points",
            drawing(&[&[[nan, 1.0], [1.0, inf]], &[[-inf, nan]]]),
            false,
        ),
        ("one point", drawing(&[&[[3.0, 4.0]]]), true),
        (
            "equal points",
            drawing(&[&[[3.0, 4.0]; 9], &[[3.0, 4.0]]]),
            true,
        ),
        (
            "a point far outside",
            drawing(&[&[[0.0, 0.0], [9.0, 5.0]], &[[1e9, -1e9]]]),
            true,
        ),
        (
            "a stroke with non-finite points",
            drawing(&[&[[0.0, 0.0], [nan, 2.0], [4.0, inf], [9.0, 9.0]]]),
            true,
        ),
        (
            "coordinates of 1e30",
            drawing(&[&[[-1e30, 1e30], [1e30, -1e30]]]),
            true,
        ),
        (
            "the largest f32",
            drawing(&[&[[f32::MIN, f32::MAX], [f32::MAX, f32::MIN]]]),
            true,
        ),
        (
            "the smallest f32",
            drawing(&[&[[0.0, 0.0], [1e-45, 1e-45]]]),
            true,
        ),
        (
            "a million points",
            Drawing {
                strokes: vec![Stroke { points: million }],
            },
            true,
        ),
    ]
}

/// Returns the maximum difference between corresponding pixels.
pub(crate) fn max_difference(a: &Raster, b: &Raster) -> u8 {
    let pairs = a.pixels().iter().zip(b.pixels());
    pairs.map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0)
}

/// Returns the centre of mass `[x, y]` in pixel indices.
pub(crate) fn centre_of_mass(raster: &Raster) -> [f32; 2] {
    let (mut mass, mut x, mut y) = (0.0, 0.0, 0.0);
    for (i, &pixel) in raster.pixels().iter().enumerate() {
        mass += f32::from(pixel);
        x += f32::from(pixel) * (i % SIDE) as f32;
        y += f32::from(pixel) * (i / SIDE) as f32;
    }
    [x / mass, y / mass]
}

/// Returns the first and last pixel index with ink on each axis, x first.
pub(crate) fn extent(raster: &Raster) -> [(usize, usize); 2] {
    let has_ink = |i: &usize| raster.pixels()[*i] > 0;
    let range = |index: fn(usize) -> usize| {
        let indices = (0..SIDE * SIDE).filter(has_ink).map(index);
        (
            indices.clone().min().unwrap_or(SIDE),
            indices.max().unwrap_or(0),
        )
    };
    [range(|i| i % SIDE), range(|i| i / SIDE)]
}
