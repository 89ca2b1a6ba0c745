//! Drawings as links: what comes back, and what is refused.

use ink::link::{FARTHEST, GRID, LONGEST, LinkError, parse, to_text};
use ink::{Affine, Drawing, Point, Stroke};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::fixtures::{degenerate, difference, drawing, goldens};

/// A golden as it would lie on the pad, which is the unit square.
fn on_pad(side: f32) -> Vec<Drawing> {
    let placed = |record: ink::Record| {
        let bounds = record.drawing.bounds().expect("a golden has ink");
        let scale = side / bounds.longer_side() as f32;
        let map = Affine::translate(-bounds.min.x, -bounds.min.y)
            .then(Affine::scale(scale, scale))
            .then(Affine::translate(0.1, 0.1));
        record.drawing.transformed(&map)
    };
    goldens().into_iter().map(placed).collect()
}

fn check_refused(text: &str, expected: LinkError) {
    assert_eq!(parse(text), Err(expected), "{text}");
}

/// A long wave of so many points.
fn wave(points: u32) -> Stroke {
    let at = |i: u32| Point {
        x: i as f32 / points as f32,
        y: 0.5 + 0.4 * (i as f32 / 40.0).sin(),
    };
    Stroke {
        points: (0..points).map(at).collect(),
    }
}

#[test]
fn a_line_is_a_few_letters() {
    let line = drawing(&[&[[0.0, 0.0], [0.5, 1.0]]]);
    let text = to_text(&line).unwrap();
    assert_eq!(text, "1AQIAAIAQgCA");
    assert_eq!(parse(&text), Ok(line));
}

#[test]
fn a_digit_comes_back_with_the_raster_that_it_had() {
    for (side, tolerance) in [(0.8, 12), (0.1, 40)] {
        for digit in on_pad(side) {
            let text = to_text(&digit).unwrap();
            let back = parse(&text).unwrap();
            let [before, after] = [&digit, &back].map(|drawing| drawing.raster().unwrap());
            let by = difference(&before, &after);
            assert!(by <= tolerance, "{side}: a pixel changed by {by}");
            assert!(text.len() < 1500, "{} characters", text.len());
        }
    }
}

#[test]
fn a_link_is_made_of_letters_that_every_messenger_keeps() {
    for digit in on_pad(0.8) {
        let text = to_text(&digit).unwrap();
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        assert!(text.chars().all(plain), "{text}");
    }
}

#[test]
fn a_scribble_loses_points_until_it_fits_and_is_still_the_same_scribble() {
    let scribble = Drawing {
        strokes: vec![wave(20_000)],
    };
    let text = to_text(&scribble).unwrap();
    assert!(
        (LONGEST / 4..=LONGEST).contains(&text.len()),
        "{}",
        text.len()
    );
    let back = parse(&text).unwrap();
    let by = difference(&scribble.raster().unwrap(), &back.raster().unwrap());
    assert!(by < 64, "a pixel changed by {by}");
}

#[test]
fn a_drawing_of_too_many_strokes_is_refused_and_one_without_ink_too() {
    let dot = |i: u32| Stroke {
        points: vec![Point {
            x: (i % 100) as f32 / 100.0,
            y: (i / 100) as f32 / 100.0,
        }],
    };
    let dots = Drawing {
        strokes: (0..9_000).map(dot).collect(),
    };
    assert_eq!(to_text(&dots), Err(LinkError::TooDetailed));
    assert_eq!(to_text(&Drawing::default()), Err(LinkError::NoInk));
}

#[test]
fn any_ink_has_a_link_that_can_be_read() {
    for (name, drawing, shows) in degenerate() {
        let text = to_text(&drawing);
        assert_eq!(text.is_ok(), shows, "{name}");
        let back = text.map(|text| parse(&text).expect("it was just written"));
        let far = back.iter().flat_map(|drawing| &drawing.strokes);
        for point in far.flat_map(|stroke| &stroke.points) {
            let most = FARTHEST as f32;
            assert!(point.x.abs() <= most && point.y.abs() <= most, "{name}");
        }
    }
}

#[test]
fn ink_over_the_pads_edge_stays_there() {
    let far = drawing(&[&[[-0.5, 1.25], [2.0, -3.0], [99.0, -99.0]]]);
    let held = drawing(&[&[[-0.5, 1.25], [2.0, -3.0], [8.0, -8.0]]]);
    assert_eq!(parse(&to_text(&far).unwrap()), Ok(held));
}

#[test]
fn text_that_is_no_link_is_refused_by_name() {
    check_refused("", LinkError::Cut);
    check_refused("1", LinkError::Cut);
    check_refused("1A", LinkError::Cut);
    check_refused("2AQIAAIAQgCA", LinkError::OtherVersion);
    check_refused("%31AQIAAIAQgCA", LinkError::Foreign);
    check_refused("1AQIAAIAQ+CA", LinkError::Foreign);
    check_refused("1AQIAAIAQgC\u{e4}", LinkError::Foreign);
    check_refused("1AQIAAIAQgCAAA", LinkError::Cut);
    check_refused("1AA", LinkError::Foreign);
    check_refused("1AQA", LinkError::Foreign);
    check_refused("1AQIAAIAQgCAAAA", LinkError::Trailing);
    check_refused("1AQH__38A", LinkError::OffThePad);
    check_refused("1AQH___9_", LinkError::OffThePad);
    check_refused(&"1".repeat(LONGEST + 1), LinkError::TooLong(LONGEST + 1));
}

#[test]
fn a_link_cut_anywhere_is_refused() {
    let text = to_text(&on_pad(0.8)[0]).unwrap();
    for length in 0..text.len() {
        check_refused(&text[..length], LinkError::Cut);
    }
}

#[test]
fn a_text_that_claims_millions_of_points_is_only_a_short_text() {
    // One stroke of 2,097,151 points; 2,097,151 strokes.
    check_refused("1Af__fwAA", LinkError::Cut);
    check_refused("1__9_AQAA", LinkError::Cut);
}

proptest! {
    #[test]
    fn places_on_the_grid_come_back_exactly(
        strokes in vec(vec((-4096..4096_i32, -4096..4096_i32), 1..20), 1..6)
    ) {
        let mut drawing = Drawing::default();
        for places in strokes {
            let at = |place: i32| place as f32 / GRID as f32;
            let mut points: Vec<Point> = places
                .into_iter()
                .map(|(x, y)| Point { x: at(x), y: at(y) })
                .collect();
            points.dedup();
            drawing.strokes.push(Stroke { points });
        }
        let text = to_text(&drawing).unwrap();
        prop_assert_eq!(parse(&text), Ok(drawing));
    }

    #[test]
    fn no_text_surprises_the_reader(text in "\\PC{0,200}", code in "1[A-Za-z0-9_-]{0,200}") {
        for text in [text, code] {
            if let Ok(drawing) = parse(&text) {
                let points: usize = drawing.strokes.iter().map(|stroke| stroke.points.len()).sum();
                prop_assert!(points <= text.len());
            }
        }
    }
}
