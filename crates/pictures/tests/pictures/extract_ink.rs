//! Converts pictures of the golden drawings and compares the rasters with those of the drawings.

use ink::{Raster, SIDE};
use pictures::Picture;
use proptest::prelude::*;

use crate::fixtures::{goldens, max_difference, mean_difference};

/// Renders a picture of each golden drawing, converts it and compares the raster with that of the drawing.
fn check_goldens(mean_tolerance: f32, picture: impl Fn(&Raster) -> Picture) {
    for (index, raster) in goldens().into_iter().enumerate() {
        let converted = picture(&raster).raster().expect("the picture has ink");
        let difference = mean_difference(&raster, &converted);
        assert!(
            difference < mean_tolerance,
            "golden {index}: the mean difference is {difference} levels"
        );
    }
}

/// Creates a picture from a function that maps `(x, y)` to a grey level.
fn picture_from_fn(width: usize, height: usize, level: impl Fn(usize, usize) -> f32) -> Picture {
    let pixels = (0..width * height).map(|i| level(i % width, i / width) as u8);
    Picture {
        width,
        height,
        luma: pixels.collect(),
    }
}

/// Returns the ink of a pixel, 0 to 1. Pixels outside the field are paper.
fn ink_at(raster: &Raster, x: isize, y: isize) -> f32 {
    let side = SIDE as isize;
    let is_inside = (0..side).contains(&x) && (0..side).contains(&y);
    if is_inside {
        f32::from(raster.pixels()[(y * side + x) as usize]) / 255.0
    } else {
        0.0
    }
}

/// Returns the first and last pixel index with ink on each axis, x first.
fn extent(raster: &Raster) -> [(usize, usize); 2] {
    [|i| i % SIDE, |i: usize| i / SIDE].map(|index| {
        let inked = (0..SIDE * SIDE).filter(|i| raster.pixels()[*i] > 0);
        let (first, last) = (inked.clone().map(index).min(), inked.map(index).max());
        first.zip(last).expect("the raster has ink")
    })
}

/// Returns pseudorandom noise for a pixel (the finaliser of SplitMix64).
fn noise(x: usize, y: usize) -> u64 {
    let mixed = ((y * 100_003 + x) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 32
}

/// Converts a picture of a ring, 300 pixels across with a line of `width` pixels. Returns the width of the line in the
/// raster.
fn ring_width(width: f32) -> f32 {
    let ring = picture_from_fn(500, 400, |x, y| {
        let radius = (x as f32 - 240.0).hypot(y as f32 - 190.0);
        if (radius - 150.0 + width / 2.0).abs() <= width / 2.0 {
            20.0
        } else {
            230.0
        }
    });
    let raster = ring.raster().expect("the ring is ink");
    (0..14).map(|x| ink_at(&raster, x, 14)).sum()
}

#[test]
fn a_picture_of_a_raster_gives_the_same_raster() {
    for (index, raster) in goldens().into_iter().enumerate() {
        let luma = raster.pixels().to_vec();
        let negative = luma.iter().map(|level| 255 - level).collect();
        for luma in [luma, negative] {
            let picture = Picture {
                width: SIDE,
                height: SIDE,
                luma,
            };
            let converted = picture.raster().expect("the picture has ink");
            let difference = max_difference(&raster, &converted);
            assert!(
                difference <= 1,
                "golden {index} changed by {difference} levels"
            );
        }
    }
}

#[test]
fn a_large_noisy_photograph_in_uneven_light_gives_the_raster_of_the_drawing() {
    check_goldens(9.0, |raster| {
        picture_from_fn(900, 600, |x, y| {
            let ink = ink_at(raster, (x as isize - 310) / 12, (y as isize - 170) / 12);
            let light = 190.0 + x as f32 / 22.0 - y as f32 / 16.0;
            light - 75.0 * ink + (noise(x, y) % 13) as f32 - 6.0
        })
    });
}

#[test]
fn a_small_light_digit_on_dark_gives_the_raster_of_the_drawing() {
    check_goldens(9.0, |raster| {
        picture_from_fn(90, 120, |x, y| {
            25.0 + 160.0 * ink_at(raster, (x as isize - 2) / 3, (y as isize - 30) / 3)
        })
    });
}

#[test]
fn a_digit_cropped_to_its_top_and_bottom_gives_the_raster_of_the_drawing() {
    check_goldens(12.0, |raster| {
        let [(left, right), (top, bottom)] = extent(raster);
        picture_from_fn(8 * (right + 7 - left), 8 * (bottom + 1 - top), |x, y| {
            let ink = ink_at(raster, (left + x / 8) as isize - 3, (top + y / 8) as isize);
            235.0 - 210.0 * ink
        })
    });
}

#[test]
fn a_table_and_ruled_lines_are_removed() {
    for table_width in [40, 90] {
        check_goldens(9.0, |raster| {
            picture_from_fn(600, 450, |x, y| {
                let is_dark = x < table_width + y / 20 || (y + x / 50) % 420 < 4;
                let ink = ink_at(raster, (x as isize - 180) / 12, (y as isize - 60) / 12);
                235.0 - 190.0 * if is_dark { 1.0 } else { ink } - x as f32 / 40.0
            })
        });
    }
}

#[test]
fn dust_is_removed() {
    check_goldens(9.0, |raster| {
        picture_from_fn(400, 400, |x, y| {
            let is_dust = (x, y) == (5, 8) || x.abs_diff(390) + y.abs_diff(380) < 3;
            let ink = ink_at(raster, (x as isize - 100) / 8, (y as isize - 60) / 8);
            240.0 - 200.0 * if is_dust { 1.0 } else { ink }
        })
    });
}

#[test]
fn thin_lines_are_thickened_and_thick_lines_are_thinned() {
    let check = |width: f32, expected: std::ops::Range<f32>| {
        let converted = ring_width(width);
        assert!(
            expected.contains(&converted),
            "a line of {width} px became {converted} px wide, expected {expected:?}"
        );
    };
    check(2.0, 2.0..2.6);
    check(10.0, 2.0..2.6);
    check(40.0, 2.4..2.9);
    check(75.0, 2.8..3.7);
}

#[test]
fn the_ink_at_a_higher_resolution_averages_to_the_raster() {
    for (index, raster) in goldens().into_iter().enumerate() {
        let picture = picture_from_fn(300, 400, |x, y| {
            235.0 - 200.0 * ink_at(&raster, (x / 7) as isize - 8, (y / 7) as isize - 10)
        });
        let ink = picture.extract_ink().expect("the picture has ink");
        let pixels = ink.pixels(10 * SIDE);
        let block = |i: usize| {
            let at = |row: usize| (i / SIDE * 10 + row) * 10 * SIDE + i % SIDE * 10;
            let rows = (0..10).map(|row| &pixels[at(row)..at(row) + 10]);
            (rows.flatten().map(|&level| u32::from(level)).sum::<u32>() / 100) as u8
        };
        let averaged = Raster::from_pixels(std::array::from_fn(block));
        let difference = max_difference(&ink.raster(), &averaged);
        assert!(
            difference <= 2,
            "golden {index} differs by {difference} levels"
        );
        assert!(ink.pixels(0).is_empty());
    }
}

#[test]
fn a_picture_without_ink_has_no_raster() {
    let check = |name: &str, picture: Picture| assert_eq!(picture.raster(), None, "{name}");
    check("black", picture_from_fn(28, 28, |_, _| 0.0));
    check("white", picture_from_fn(300, 200, |_, _| 255.0));
    check(
        "a gradient",
        picture_from_fn(300, 200, |x, y| (x / 2 + y / 4) as f32),
    );
    check(
        "even noise",
        picture_from_fn(200, 200, |x, y| 100.0 + (noise(x, y) % 40) as f32),
    );
    let coarse = |x: usize, y: usize| (0..4).map(|i| noise(x + 200 * i, y) % 50).sum::<u64>();
    check(
        "coarse noise",
        picture_from_fn(200, 200, |x, y| coarse(x, y) as f32),
    );
    check(
        "low contrast",
        picture_from_fn(100, 100, |x, y| if x + y < 60 { 200.0 } else { 210.0 }),
    );
}

#[test]
fn a_picture_with_an_invalid_size_has_no_raster() {
    let check = |width, height, pixels| {
        let picture = Picture {
            width,
            height,
            luma: vec![0; pixels],
        };
        assert_eq!(
            picture.raster(),
            None,
            "{width} x {height} with {pixels} pixels"
        );
    };
    check(0, 0, 0);
    check(0, 5, 0);
    check(usize::MAX, 0, 0);
    check(usize::MAX, 2, 5);
    check(3, 3, 8);
    check(1, 1, 1);
}

#[test]
fn pictures_with_extreme_aspect_ratios_are_converted() {
    let check = |width, height, has_ink| {
        let is_central = |at: usize, side: usize| at.abs_diff(side / 2) * 8 <= side;
        let is_dark = |x, y| is_central(x, width) && is_central(y, height);
        let bar = picture_from_fn(
            width,
            height,
            |x, y| if is_dark(x, y) { 10.0 } else { 250.0 },
        );
        assert_eq!(bar.raster().is_some(), has_ink, "{width} x {height}");
    };
    check(100_000, 1, true);
    check(1, 100_000, true);
    check(5, 5, true);
    check(1, 1, false);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_picture_of_any_bytes_gives_a_raster_with_ink_or_none(
        width in 0_usize..40, luma in prop::collection::vec(any::<u8>(), 0..1600),
    ) {
        let height = luma.len() / width.max(1);
        let complete = Picture { width, height, luma: luma[..width * height].to_vec() };
        let has_ink_or_none = complete.raster().is_none_or(|raster| raster.pixels().iter().any(|p| *p > 0));
        prop_assert!(has_ink_or_none);
        let truncated = Picture { width, height: height + 1, luma };
        let is_complete = truncated.luma.len() == width * truncated.height;
        prop_assert!(truncated.width == 0 || is_complete || truncated.raster().is_none());
    }
}
