//! Conditions alone and together, on the golden drawings.

use clap::{Args, Command, FromArgMatches};
use ink::record;

use super::*;

const GOLDENS: &str = include_str!("../../../../../assets/goldens.json");

/// Grey levels that ink leaves open where place and scale change alone (see [`Recipe::raster`]).
const TOLERANCE: u8 = 8;

fn goldens() -> Vec<Sample> {
    let records = record::parse(GOLDENS).unwrap();
    let sample = |record: record::Record| Sample {
        label: record.label.unwrap(),
        ink: Ink::Pen(record.drawing),
    };
    records.into_iter().map(sample).collect()
}

fn image() -> Sample {
    Sample {
        label: 1,
        ink: Ink::Image(Box::new(Raster::from_pixels(std::array::from_fn(|i| {
            if i % 28 == 14 { 255 } else { 0 }
        })))),
    }
}

fn rasters(conditions: &Conditions) -> Vec<Raster> {
    conditions.rasters(&goldens()).unwrap()
}

/// The greatest difference between two pixels in the same place of the same golden.
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
fn the_place_on_the_pad_changes_no_raster() {
    let at = |offset| Conditions {
        drawn_size_px: Some(90.0),
        offset_px: Some(offset),
        ..Conditions::default()
    };
    for offset in [[454.0, 0.0], [0.0, 454.0], [454.0, 454.0], [-40.0, 200.0]] {
        let by = difference(&at([0.0, 0.0]), &at(offset));
        assert!(by <= TOLERANCE, "{offset:?} changes a pixel by {by}");
    }
}

#[test]
fn whole_px_show_in_a_small_drawing_and_hardly_in_a_large_one() {
    let drawn = |size| Conditions {
        drawn_size_px: Some(size),
        ..Conditions::default()
    };
    let by = |size| difference(&Conditions::default(), &drawn(size));
    assert!(by(5000.0) <= TOLERANCE, "{}", by(5000.0));
    assert!(by(40.0) > by(5000.0));
}

#[test]
fn more_points_a_second_on_the_same_lines_change_nothing() {
    // A whole multiple of the tablet's rate, which takes the tablet's own points as well.
    let faster = Conditions {
        points_per_second: 300.0,
        ..Conditions::default()
    };
    let by = difference(&Conditions::default(), &faster);
    assert!(by <= TOLERANCE, "{by}");
}

#[test]
fn every_other_condition_changes_the_rasters_and_tremor_does_so_the_same_way_each_time() {
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
fn turning_there_and_back_gives_the_drawing_back() {
    let drawing = Drawing {
        strokes: vec![ink::Stroke {
            points: vec![[3.0, 4.0].into(), [50.0, 9.0].into()],
        }],
    };
    let turned = |drawing: &Drawing, rotation_deg| {
        let conditions = Conditions {
            rotation_deg,
            ..Conditions::default()
        };
        conditions.drawn(drawing, 0)
    };
    let back = turned(&turned(&drawing, 30.0), -30.0);
    for (point, was) in back.strokes[0]
        .points
        .iter()
        .zip(&drawing.strokes[0].points)
    {
        assert!((point.x - was.x).abs() < 1e-4 && (point.y - was.y).abs() < 1e-4);
    }
}

#[test]
fn images_can_be_turned_but_not_drawn_anew() {
    let samples = [image()];
    let turned = parsed(&["--rotate", "90"])
        .unwrap()
        .rasters(&samples)
        .unwrap();
    let row = &turned[0].pixels()[14 * 28..15 * 28];
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
fn without_the_fit_the_size_on_the_pad_shows_and_must_be_given() {
    let without_fit = |size| Conditions {
        drawn_size_px: size,
        without: vec![Stage::Fit],
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
        error.contains("--without fit") && error.contains("--drawn-size"),
        "{error}"
    );
}

#[test]
fn conditions_are_shown_as_the_flags_that_make_them() {
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
fn a_value_out_of_its_limits_is_refused_by_name() {
    for arguments in [
        ["--drawn-size", "0"],
        ["--points-per-second", "1e9"],
        ["--offset", "3"],
    ] {
        let message = parsed(&arguments).unwrap_err().to_string();
        assert!(message.contains(arguments[0]), "{message}");
    }
}
