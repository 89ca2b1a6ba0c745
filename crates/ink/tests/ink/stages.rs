//! Disables preprocessing stages and compares the rasters with values computed by hand.

use ink::{Drawing, Preprocessing, Raster, SIDE, Stage};

use crate::fixtures::{centre_of_mass, degenerate, drawing, extent, goldens};

/// Returns a horizontal line, half as long as the pad, above and to the left of the pad's centre.
fn horizontal_line() -> Drawing {
    drawing(&[&[[0.125, 0.25], [0.625, 0.25]]])
}

/// Returns an L, twice as high as wide. Its centre of mass is to the left of and below the centre of its box.
fn letter_l() -> Drawing {
    drawing(&[&[[0.4, 0.2], [0.4, 0.8], [0.7, 0.8]]])
}

fn raster(preprocessing: Preprocessing, drawing: &Drawing) -> Raster {
    preprocessing.raster(drawing).expect("the drawing has ink")
}

fn without(stages: &[Stage]) -> Preprocessing {
    stages
        .iter()
        .fold(Preprocessing::MNIST, |preprocessing, stage| {
            preprocessing.without(*stage)
        })
}

/// Returns the pixels of a column.
fn column(raster: &Raster, x: usize) -> [u8; SIDE] {
    std::array::from_fn(|y| raster.pixels()[y * SIDE + x])
}

#[test]
fn regression_the_rasters_of_the_golden_drawings_do_not_change() {
    // The FNV-1a hash of all rasters. It changes with any pixel, and when golden drawings are added.
    let rasters = goldens()
        .into_iter()
        .filter_map(|record| record.drawing.raster());
    let hash = rasters
        .flat_map(|raster| *raster.pixels())
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    assert_eq!(hash, 0x81c6_9363_ce88_8cb9);
}

#[test]
fn without_fit_and_centre_the_whole_pad_is_scaled() {
    let raster = raster(without(&[Stage::Fit, Stage::Centre]), &horizontal_line());
    // The line runs from (3.5, 7) to (17.5, 7). Rows 6 and 7 are half a pixel away, rows 5 and 8 one and a half.
    let mut expected = [0; SIDE];
    (expected[5], expected[6], expected[7], expected[8]) = (64, 255, 255, 64);
    for x in 3..=17 {
        assert_eq!(column(&raster, x), expected, "column {x}");
    }
    assert_eq!(extent(&raster), [(2, 18), (5, 8)]);
}

#[test]
fn without_fit_the_centre_of_mass_is_still_on_pixel_14() {
    let raster = raster(without(&[Stage::Fit]), &horizontal_line());
    let [(first, last), _] = extent(&raster);
    assert!((16..=18).contains(&(last - first + 1)), "{first} to {last}");
    for mass in centre_of_mass(&raster) {
        assert!((mass - 14.0).abs() < 0.05, "centre of mass {mass}");
    }
}

#[test]
fn without_fit_ink_outside_the_pad_is_clipped() {
    let outside = drawing(&[&[[1.5, 0.5], [2.0, 0.5]]]);
    let raster = raster(without(&[Stage::Fit, Stage::Centre]), &outside);
    assert!(raster.pixels().iter().all(|pixel| *pixel == 0));
}

#[test]
fn without_aspect_both_sides_are_stretched_to_fit() {
    let sizes = |preprocessing| {
        extent(&raster(preprocessing, &letter_l())).map(|(first, last)| last - first + 1)
    };
    let [width, height] = sizes(Preprocessing::MNIST);
    assert!(
        width < 13 && (20..=21).contains(&height),
        "{width} by {height}"
    );
    let [width, height] = sizes(without(&[Stage::Aspect]));
    assert!((20..=21).contains(&width) && (20..=21).contains(&height));
}

#[test]
fn without_centre_the_box_is_centred() {
    let [(left, right), (top, bottom)] = extent(&raster(without(&[Stage::Centre]), &letter_l()));
    assert_eq!((left + right, top + bottom), (27, 27));
}

#[test]
fn without_pen_width_the_line_is_scaled_with_the_ink() {
    // The pen is 2.5 / 28 of the pad wide. The line of length 1/2 and the pen together are scaled to 20 pixels.
    let pen = 2.5 / 28.0;
    let expected = pen * 20.0 / (0.5 + pen);
    let raster = raster(without(&[Stage::PenWidth]), &horizontal_line());
    let thickness = column(&raster, 14)
        .iter()
        .copied()
        .map(f32::from)
        .sum::<f32>()
        / 255.0;
    assert!(
        (thickness - expected).abs() < 0.02,
        "the line is {thickness} px thick, expected {expected}"
    );
    assert_eq!(extent(&raster)[0], (4, 24));
}

#[test]
fn without_smoothing_every_pixel_is_ink_or_paper() {
    let raster = raster(without(&[Stage::Smoothing]), &letter_l());
    assert!(raster.pixels().iter().all(|pixel| [0, 255].contains(pixel)));
}

#[test]
fn any_drawing_is_rendered_with_any_set_of_stages_disabled() {
    for (name, drawing, has_ink) in degenerate() {
        for set in 0..1_u32 << Stage::ALL.len() {
            let disabled = (0..)
                .zip(Stage::ALL)
                .filter(|(index, _)| set >> index & 1 == 1);
            let stages: Vec<Stage> = disabled.map(|(_, stage)| stage).collect();
            let is_rendered = without(&stages).raster(&drawing).is_some();
            assert_eq!(is_rendered, has_ink, "{name} without {stages:?}");
        }
    }
}

#[test]
fn a_stage_is_parsed_from_its_exact_name() {
    for stage in Stage::ALL {
        assert_eq!(stage.name().parse(), Ok(stage));
        let error = format!("{stage}s")
            .parse::<Stage>()
            .expect_err("no stage has this name");
        assert!(error.to_string().contains(stage.name()), "{error}");
    }
}
