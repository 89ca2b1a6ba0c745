//! Pictures of digits come out as the drawing would.

use ink::{Picture, Raster, SIDE};

use crate::fixtures::{difference, extent, goldens, mean_difference};

/// Each golden as a raster, through a picture made of it, and back.
fn check_goldens(mean_tolerance: f32, picture: impl Fn(&Raster) -> Picture) {
    for record in goldens() {
        let raster = record.drawing.raster().expect("there is ink");
        let read = picture(&raster).raster().expect("the picture shows ink");
        let by = mean_difference(&raster, &read);
        assert!(
            by < mean_tolerance,
            "a {:?} changed by {by} levels in the mean",
            record.label
        );
    }
}

/// A picture from a function of place, `(x, y)`.
fn painted(width: usize, height: usize, level: impl Fn(usize, usize) -> f32) -> Picture {
    let pixels = (0..width * height).map(|i| level(i % width, i / width) as u8);
    Picture {
        width,
        height,
        luma: pixels.collect(),
    }
}

/// The raster's pixel as a share of ink; paper outside the field.
fn share(raster: &Raster, x: isize, y: isize) -> f32 {
    let side = SIDE as isize;
    let inside = (0..side).contains(&x) && (0..side).contains(&y);
    if inside {
        f32::from(raster.pixels()[(y * side + x) as usize]) / 255.0
    } else {
        0.0
    }
}

/// A number without pattern for each place (the mixing steps of SplitMix64).
fn noise(x: usize, y: usize) -> u64 {
    let mixed = ((y * 100_003 + x) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 32
}

/// A ring of ink 300 pixels across, its line `width` pixels; the line's width in the raster.
fn ring_width(width: f32) -> f32 {
    let ring = painted(500, 400, |x, y| {
        let radius = (x as f32 - 240.0).hypot(y as f32 - 190.0);
        if (radius - 150.0 + width / 2.0).abs() <= width / 2.0 {
            20.0
        } else {
            230.0
        }
    });
    let raster = ring.raster().expect("a ring shows");
    (0..14).map(|x| share(&raster, x, 14)).sum()
}

#[test]
fn a_raster_fed_back_as_a_picture_stays_as_it_is() {
    for record in goldens() {
        let raster = record.drawing.raster().expect("there is ink");
        let luma = raster.pixels().to_vec();
        let negative = luma.iter().map(|level| 255 - level).collect();
        for luma in [luma, negative] {
            let picture = Picture {
                width: SIDE,
                height: SIDE,
                luma,
            };
            let by = difference(&raster, &picture.raster().expect("the picture shows ink"));
            assert!(by <= 1, "a {:?} changed by {by} levels", record.label);
        }
    }
}

#[test]
fn a_large_photograph_of_pencil_in_uneven_light_reads_as_the_drawing() {
    check_goldens(9.0, |raster| {
        painted(900, 600, |x, y| {
            let ink = share(raster, (x as isize - 310) / 12, (y as isize - 170) / 12);
            let light = 190.0 + x as f32 / 22.0 - y as f32 / 16.0;
            light - 75.0 * ink + (noise(x, y) % 13) as f32 - 6.0
        })
    });
}

#[test]
fn a_small_light_digit_on_a_dark_board_reads_as_the_drawing() {
    check_goldens(9.0, |raster| {
        painted(90, 120, |x, y| {
            25.0 + 160.0 * share(raster, (x as isize - 2) / 3, (y as isize - 30) / 3)
        })
    });
}

#[test]
fn a_digit_cut_out_to_its_upper_and_lower_edge_reads_as_the_drawing() {
    check_goldens(12.0, |raster| {
        let [(left, right), (top, bottom)] = extent(raster);
        painted(8 * (right + 7 - left), 8 * (bottom + 1 - top), |x, y| {
            let ink = share(raster, (left + x / 8) as isize - 3, (top + y / 8) as isize);
            235.0 - 210.0 * ink
        })
    });
}

#[test]
fn a_table_beside_the_paper_and_ruled_lines_on_it_are_left_out() {
    for table in [40, 90] {
        check_goldens(9.0, |raster| {
            painted(600, 450, |x, y| {
                let dark = x < table + y / 20 || (y + x / 50) % 420 < 4;
                let ink = share(raster, (x as isize - 180) / 12, (y as isize - 60) / 12);
                235.0 - 190.0 * if dark { 1.0 } else { ink } - x as f32 / 40.0
            })
        });
    }
}

#[test]
fn dust_far_from_the_digit_does_not_shrink_it() {
    check_goldens(9.0, |raster| {
        painted(400, 400, |x, y| {
            let dust = (x, y) == (5, 8) || x.abs_diff(390) + y.abs_diff(380) < 3;
            let ink = share(raster, (x as isize - 100) / 8, (y as isize - 60) / 8);
            240.0 - 200.0 * if dust { 1.0 } else { ink }
        })
    });
}

#[test]
fn thin_lines_are_thickened_and_thick_ones_thinned() {
    let check = |width: f32, expected: std::ops::Range<f32>| {
        let read = ring_width(width);
        assert!(
            expected.contains(&read),
            "a line of {width} came out {read} wide"
        );
    };
    check(2.0, 2.0..2.6);
    check(10.0, 2.0..2.6);
    check(40.0, 2.4..2.9);
    check(75.0, 2.8..3.7);
}

#[test]
fn a_closer_look_shows_the_ink_that_was_read_in_the_place_where_it_was_read() {
    for record in goldens() {
        let raster = record.drawing.raster().expect("there is ink");
        let picture = painted(300, 400, |x, y| {
            235.0 - 200.0 * share(&raster, (x / 7) as isize - 8, (y / 7) as isize - 10)
        });
        let placed = picture.placed().expect("the picture shows ink");
        let close = placed.pixels(10 * SIDE);
        let block = |i: usize| {
            let at = |row: usize| (i / SIDE * 10 + row) * 10 * SIDE + i % SIDE * 10;
            let rows = (0..10).map(|row| &close[at(row)..at(row) + 10]);
            (rows.flatten().map(|&level| u32::from(level)).sum::<u32>() / 100) as u8
        };
        let averaged = Raster::from_pixels(std::array::from_fn(block));
        let by = difference(&placed.raster(), &averaged);
        assert!(by <= 2, "a {:?} changed by {by} levels", record.label);
        assert!(placed.pixels(0).is_empty());
    }
}

#[test]
fn a_picture_without_ink_has_no_raster() {
    let check = |name: &str, picture: Picture| assert_eq!(picture.raster(), None, "{name}");
    check("black", painted(28, 28, |_, _| 0.0));
    check("white", painted(300, 200, |_, _| 255.0));
    check(
        "a steady change of light",
        painted(300, 200, |x, y| (x / 2 + y / 4) as f32),
    );
    check(
        "even noise",
        painted(200, 200, |x, y| 100.0 + (noise(x, y) % 40) as f32),
    );
    let coarse = |x: usize, y: usize| (0..4).map(|i| noise(x + 200 * i, y) % 50).sum::<u64>();
    check(
        "coarse noise",
        painted(200, 200, |x, y| coarse(x, y) as f32),
    );
    check(
        "a faint stain",
        painted(100, 100, |x, y| if x + y < 60 { 200.0 } else { 210.0 }),
    );
}

#[test]
fn a_picture_that_is_none_has_no_raster() {
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
fn a_picture_of_extreme_shape_is_read_as_any_other() {
    let check = |width, height, shows| {
        let middle = |at: usize, side: usize| at.abs_diff(side / 2) * 8 <= side;
        let dark = |x, y| middle(x, width) && middle(y, height);
        let bar = painted(width, height, |x, y| if dark(x, y) { 10.0 } else { 250.0 });
        assert_eq!(bar.raster().is_some(), shows, "{width} x {height}");
    };
    check(100_000, 1, true);
    check(1, 100_000, true);
    check(5, 5, true);
    check(1, 1, false);
}
