//! The recipe's stages, left out one by one: small cases worked out by hand.

use ink::{Drawing, Raster, Recipe, SIDE, Stage};

use crate::fixtures::{centre_of_mass, degenerate, drawing, extent, goldens};

/// A level line, half as long as the pad, above and left of the pad's middle.
fn level() -> Drawing {
    drawing(&[&[[0.125, 0.25], [0.625, 0.25]]])
}

/// An L, twice as high as wide: its mass lies left of and below its box's middle.
fn corner() -> Drawing {
    drawing(&[&[[0.4, 0.2], [0.4, 0.8], [0.7, 0.8]]])
}

fn raster(recipe: Recipe, drawing: &Drawing) -> Raster {
    recipe.raster(drawing).expect("there is ink")
}

fn without(stages: &[Stage]) -> Recipe {
    stages
        .iter()
        .fold(Recipe::MNIST, |recipe, stage| recipe.without(*stage))
}

/// The pixels of a row or, turned, of a column.
fn column(raster: &Raster, x: usize) -> [u8; SIDE] {
    std::array::from_fn(|y| raster.pixels()[y * SIDE + x])
}

#[test]
fn regression_the_whole_recipe_draws_the_goldens_as_before_it_had_stages() {
    // FNV-1a of all rasters, one after the other: changes with any pixel, and with the goldens.
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
fn without_fit_and_centre_the_pad_is_shrunk_as_it_is() {
    let raster = raster(without(&[Stage::Fit, Stage::Centre]), &level());
    // From (3.5, 7) to (17.5, 7): rows 6 and 7 lie half a pixel off, rows 5 and 8 one and a half.
    let mut expected = [0; SIDE];
    (expected[5], expected[6], expected[7], expected[8]) = (64, 255, 255, 64);
    for x in 3..=17 {
        assert_eq!(column(&raster, x), expected, "column {x}");
    }
    assert_eq!(extent(&raster), [(2, 18), (5, 8)]);
}

#[test]
fn without_fit_alone_the_shrunken_ink_still_balances_on_pixel_14() {
    let raster = raster(without(&[Stage::Fit]), &level());
    let [(first, last), _] = extent(&raster);
    assert!((16..=18).contains(&(last - first + 1)), "{first} to {last}");
    for mass in centre_of_mass(&raster) {
        assert!((mass - 14.0).abs() < 0.05, "balances on {mass}");
    }
}

#[test]
fn without_fit_ink_beyond_the_pad_is_cut_off() {
    let outside = drawing(&[&[[1.5, 0.5], [2.0, 0.5]]]);
    let raster = raster(without(&[Stage::Fit, Stage::Centre]), &outside);
    assert!(raster.pixels().iter().all(|pixel| *pixel == 0));
}

#[test]
fn without_aspect_both_sides_fit() {
    let spans = |recipe| extent(&raster(recipe, &corner())).map(|(first, last)| last - first + 1);
    let [width, height] = spans(Recipe::MNIST);
    assert!(
        width < 13 && (20..=21).contains(&height),
        "{width} by {height}"
    );
    let [width, height] = spans(without(&[Stage::Aspect]));
    assert!((20..=21).contains(&width) && (20..=21).contains(&height));
}

#[test]
fn without_centre_the_box_is_in_the_middle() {
    let [(left, right), (top, bottom)] = extent(&raster(without(&[Stage::Centre]), &corner()));
    assert_eq!((left + right, top + bottom), (27, 27));
}

#[test]
fn without_pen_width_the_line_is_scaled_with_the_ink() {
    // On the pad the pen is 2.5 / 28 wide. With the line's length of 1/2 that makes 20 pixels.
    let pen = 2.5 / 28.0;
    let expected = pen * 20.0 / (0.5 + pen);
    let raster = raster(without(&[Stage::PenWidth]), &level());
    let thickness = column(&raster, 14)
        .iter()
        .copied()
        .map(f32::from)
        .sum::<f32>()
        / 255.0;
    assert!(
        (thickness - expected).abs() < 0.02,
        "{thickness}, not {expected}"
    );
    assert_eq!(extent(&raster)[0], (4, 24));
}

#[test]
fn without_smoothing_every_pixel_is_ink_or_paper() {
    let raster = raster(without(&[Stage::Smoothing]), &corner());
    assert!(raster.pixels().iter().all(|pixel| [0, 255].contains(pixel)));
}

#[test]
fn any_ink_is_drawn_without_any_of_the_stages() {
    for (name, drawing, shows) in degenerate() {
        for set in 0..1_u32 << Stage::ALL.len() {
            let left_out = (0..)
                .zip(Stage::ALL)
                .filter(|(place, _)| set >> place & 1 == 1);
            let stages: Vec<Stage> = left_out.map(|(_, stage)| stage).collect();
            let drawn = without(&stages).raster(&drawing).is_some();
            assert_eq!(drawn, shows, "{name} without {stages:?}");
        }
    }
}

#[test]
fn a_stage_is_found_by_its_name_and_no_other() {
    for stage in Stage::ALL {
        assert_eq!(stage.name().parse(), Ok(stage));
        let error = format!("{stage}s")
            .parse::<Stage>()
            .expect_err("no stage has this name");
        assert!(error.to_string().contains(stage.name()), "{error}");
    }
}
