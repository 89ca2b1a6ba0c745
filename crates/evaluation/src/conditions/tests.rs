//! Tests of single and combined conditions on the golden drawings.

use clap::{Args, Command, FromArgMatches};
use ink::record;

use super::*;

const GOLDENS: &str = include_str!("../../../../assets/goldens.json");

/// Maximum change of a pixel's grey level when only position and scale change (see [`Preprocessing::raster`]).
const TOLERANCE: u8 = 8;

fn goldens() -> Vec<Sample> {
    let records = record::parse(GOLDENS).unwrap();
    let sample = |record: record::Record| Sample::drawing(record.label.unwrap(), record.drawing);
    records.into_iter().map(sample).collect()
}

fn image() -> Sample {
    let pixel = |i| if i % 28 == 14 { 255 } else { 0 };
    Sample::image(1, Raster::from_pixels(std::array::from_fn(pixel)))
}

fn rasters(conditions: &Conditions) -> Vec<Raster> {
    conditions.rasters(&goldens()).unwrap()
}

/// Returns the maximum difference between corresponding pixels of the same golden drawing.
fn difference(a: &Conditions, b: &Conditions) -> u8 {
    let pixels = |conditions| -> Vec<u8> {
        let rasters = rasters(conditions);
        rasters.iter().flat_map(|raster| *raster.pixels()).collect()
    };
    let pairs = pixels(a).into_iter().zip(pixels(b));
    pairs.map(|(a, b)| a.abs_diff(b)).max().unwrap()
}

fn parsed(arguments: &[&str]) -> Result<Conditions, clap::Error> {
    let command = Conditions::augment_args(Command::new("test").no_binary_name(true));
    Conditions::from_arg_matches(&command.try_get_matches_from(arguments)?)
}

#[test]
fn the_defaults_change_nothing() {
    let plain: Vec<Raster> = goldens().iter().map(Sample::raster).collect();
    assert_eq!(rasters(&Conditions::default()), plain);
    let image = image();
    let same = Conditions::default().rasters(std::slice::from_ref(&image));
    assert_eq!(same, Ok(vec![image.raster()]));
}

#[test]
fn the_position_on_the_pad_does_not_change_the_raster() {
    let at = |offset| Conditions {
        drawn_size_px: Some(90.0),
        offset_px: Some(offset),
        ..Conditions::default()
    };
    for offset in [[454.0, 0.0], [0.0, 454.0], [454.0, 454.0], [-40.0, 200.0]] {
        let change = difference(&at([0.0, 0.0]), &at(offset));
        assert!(
            change <= TOLERANCE,
            "{offset:?} changes a pixel by {change}"
        );
    }
}

#[test]
fn rounding_to_whole_px_affects_small_drawings_more_than_large_ones() {
    let drawn = |size| Conditions {
        drawn_size_px: Some(size),
        ..Conditions::default()
    };
    let change = |size| difference(&Conditions::default(), &drawn(size));
    assert!(change(5000.0) <= TOLERANCE, "{}", change(5000.0));
    assert!(change(40.0) > change(5000.0));
}

#[test]
fn a_higher_sampling_rate_does_not_change_the_raster() {
    // A multiple of the tablet's rate keeps the tablet's points.
    let faster = Conditions {
        points_per_second: 300.0,
        ..Conditions::default()
    };
    let change = difference(&Conditions::default(), &faster);
    assert!(change <= TOLERANCE, "{change}");
}

#[test]
fn handwriting_and_pen_conditions_change_the_rasters_deterministically() {
    for flags in [
        "--rotate=-9",
        "--slant=0.3",
        "--stretch=1.4",
        "--tremor=0.5",
        "--pen-width=4",
    ] {
        let conditions = parsed(&[flags]).unwrap();
        assert!(
            difference(&Conditions::default(), &conditions) > 64,
            "{flags}"
        );
        assert_eq!(rasters(&conditions), rasters(&conditions), "{flags}");
    }
}

#[test]
fn opposite_rotations_restore_the_drawing() {
    let drawing = Drawing {
        strokes: vec![ink::Stroke {
            points: vec![[3.0, 4.0].into(), [50.0, 9.0].into()],
        }],
    };
    let rotated = |drawing: &Drawing, rotation_deg| {
        let conditions = Conditions {
            rotation_deg,
            ..Conditions::default()
        };
        conditions.redraw(drawing, 0)
    };
    let restored = rotated(&rotated(&drawing, 30.0), -30.0);
    for (point, original) in restored.strokes[0]
        .points
        .iter()
        .zip(&drawing.strokes[0].points)
    {
        assert!((point.x - original.x).abs() < 1e-4 && (point.y - original.y).abs() < 1e-4);
    }
}

#[test]
fn images_can_be_rotated_but_not_redrawn() {
    let samples = [image()];
    let rotated = parsed(&["--rotate", "90"])
        .unwrap()
        .rasters(&samples)
        .unwrap();
    let row = &rotated[0].pixels()[14 * 28..15 * 28];
    assert!(row[1..].iter().all(|pixel| *pixel > 250), "{row:?}");
    for flag in [
        "--slant=1",
        "--drawn-size=80",
        "--offset=0,0",
        "--pen-width=3",
    ] {
        let error = parsed(&[flag, "--rotate=5"])
            .unwrap()
            .rasters(&samples)
            .unwrap_err();
        let (name, _) = flag.split_once('=').unwrap();
        assert!(error.to_string().starts_with(name), "{error}");
    }
}

#[test]
fn without_the_fit_stage_the_size_on_the_pad_matters_and_is_required() {
    let without_fit = |size| Conditions {
        drawn_size_px: size,
        without_stages: vec![Stage::Fit],
        ..Conditions::default()
    };
    let ink = |size| -> u32 {
        let rasters = rasters(&without_fit(Some(size)));
        rasters
            .iter()
            .flat_map(|raster| *raster.pixels())
            .map(u32::from)
            .sum()
    };
    assert!(ink(60.0) * 3 < ink(300.0), "{} {}", ink(60.0), ink(300.0));
    let error = without_fit(None)
        .rasters(&goldens())
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("--without-stage fit") && error.contains("--drawn-size"),
        "{error}"
    );
}

#[test]
fn conditions_are_displayed_as_their_flags() {
    let flags = [
        "--rotate",
        "-12.5",
        "--drawn-size",
        "40",
        "--offset",
        "3,-7",
    ];
    let conditions = parsed(&flags).unwrap();
    assert_eq!(conditions.to_string(), format!(" {}", flags.join(" ")));
    assert_eq!(Conditions::default().to_string(), "");
}

#[test]
fn an_error_for_a_value_out_of_range_names_the_flag() {
    for arguments in [
        ["--drawn-size", "0"],
        ["--points-per-second", "1e9"],
        ["--offset", "3"],
    ] {
        let message = parsed(&arguments).unwrap_err().to_string();
        assert!(message.contains(arguments[0]), "{message}");
    }
}

#[test]
fn the_old_name_of_the_stage_flag_is_accepted() {
    let conditions = parsed(&["--without", "fit"]).unwrap();
    assert_eq!(conditions.without_stages, [Stage::Fit]);
}
