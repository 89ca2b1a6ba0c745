//! Encodes and decodes drawings as links.

use ink::link::{GRID, LinkError, MAX_COORDINATE, MAX_TEXT_LEN, parse, to_text};
use ink::{Affine, Drawing, Point, Stroke};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::fixtures::{degenerate, drawing, goldens, max_difference};

/// Returns the golden drawings placed on the pad, the unit square, with the given longer side.
fn on_pad(side: f32) -> Vec<Drawing> {
    let place = |record: ink::Record| {
        let bounds = record.drawing.bounds().expect("golden drawings have ink");
        let scale = side / bounds.longer_side() as f32;
        let map = Affine::translate(-bounds.min.x, -bounds.min.y)
            .then(Affine::scale(scale, scale))
            .then(Affine::translate(0.1, 0.1));
        record.drawing.transformed(&map)
    };
    goldens().into_iter().map(place).collect()
}

fn check_rejected(text: &str, expected: LinkError) {
    assert_eq!(parse(text), Err(expected), "{text}");
}

/// Returns a wave with the given number of points.
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
fn a_line_has_a_short_text() {
    let line = drawing(&[&[[0.0, 0.0], [0.5, 1.0]]]);
    let text = to_text(&line).unwrap();
    assert_eq!(text, "1AQIAAIAQgCA");
    assert_eq!(parse(&text), Ok(line));
}

#[test]
fn regression_the_texts_of_the_golden_drawings_do_not_change() {
    // The FNV-1a hash of all texts. It changes with the format, and when golden drawings are added.
    let texts = on_pad(0.8)
        .into_iter()
        .map(|digit| to_text(&digit).unwrap());
    let bytes = texts.flat_map(String::into_bytes);
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    assert_eq!(hash, 0x5988_ecd4_ccfe_1a1c);
}

#[test]
fn a_decoded_digit_has_almost_the_same_raster() {
    for (side, tolerance) in [(0.8, 12), (0.1, 40)] {
        for digit in on_pad(side) {
            let text = to_text(&digit).unwrap();
            let decoded = parse(&text).unwrap();
            let [before, after] = [&digit, &decoded].map(|drawing| drawing.raster().unwrap());
            let difference = max_difference(&before, &after);
            assert!(
                difference <= tolerance,
                "side {side}: a pixel differs by {difference}"
            );
            assert!(text.len() < 1500, "{} characters", text.len());
        }
    }
}

#[test]
fn a_text_contains_only_url_safe_characters() {
    for digit in on_pad(0.8) {
        let text = to_text(&digit).unwrap();
        let is_url_safe = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        assert!(text.chars().all(is_url_safe), "{text}");
    }
}

#[test]
fn a_long_stroke_loses_points_until_it_fits_but_keeps_its_shape() {
    let scribble = Drawing {
        strokes: vec![wave(20_000)],
    };
    let text = to_text(&scribble).unwrap();
    assert!(
        (MAX_TEXT_LEN / 4..=MAX_TEXT_LEN).contains(&text.len()),
        "{}",
        text.len()
    );
    let decoded = parse(&text).unwrap();
    let difference = max_difference(&scribble.raster().unwrap(), &decoded.raster().unwrap());
    assert!(difference < 64, "a pixel differs by {difference}");
}

#[test]
fn too_many_strokes_or_no_ink_cannot_be_encoded() {
    let dot = |i: u32| Stroke {
        points: vec![Point {
            x: (i % 100) as f32 / 100.0,
            y: (i / 100) as f32 / 100.0,
        }],
    };
    let dots = Drawing {
        strokes: (0..9_000).map(dot).collect(),
    };
    assert_eq!(to_text(&dots), Err(LinkError::TooManyStrokes));
    assert_eq!(to_text(&Drawing::default()), Err(LinkError::NoInk));
}

#[test]
fn any_drawing_with_ink_has_a_valid_text() {
    for (name, drawing, has_ink) in degenerate() {
        let text = to_text(&drawing);
        assert_eq!(text.is_ok(), has_ink, "{name}");
        let decoded = text.map(|text| parse(&text).expect("the output of to_text is valid"));
        let strokes = decoded.iter().flat_map(|drawing| &drawing.strokes);
        for point in strokes.flat_map(|stroke| &stroke.points) {
            let max = MAX_COORDINATE as f32;
            assert!(point.x.abs() <= max && point.y.abs() <= max, "{name}");
        }
    }
}

#[test]
fn ink_outside_the_pad_is_kept_up_to_the_maximum_coordinate() {
    let far_outside = drawing(&[&[[-0.5, 1.25], [2.0, -3.0], [99.0, -99.0]]]);
    let clamped = drawing(&[&[[-0.5, 1.25], [2.0, -3.0], [8.0, -8.0]]]);
    assert_eq!(parse(&to_text(&far_outside).unwrap()), Ok(clamped));
}

#[test]
fn an_invalid_text_is_rejected_with_the_reason() {
    check_rejected("", LinkError::Truncated);
    check_rejected("1", LinkError::Truncated);
    check_rejected("1A", LinkError::Truncated);
    check_rejected("2AQIAAIAQgCA", LinkError::UnsupportedVersion);
    check_rejected("%31AQIAAIAQgCA", LinkError::Malformed);
    check_rejected("1AQIAAIAQ+CA", LinkError::Malformed);
    check_rejected("1AQIAAIAQgC\u{e4}", LinkError::Malformed);
    check_rejected("1AQIAAIAQgCAAA", LinkError::Truncated);
    check_rejected("1AA", LinkError::Malformed);
    check_rejected("1AQA", LinkError::Malformed);
    check_rejected("1AQIAAIAQgCAAAA", LinkError::TrailingData);
    check_rejected("1AQH__38A", LinkError::OutOfRange);
    check_rejected("1AQH___9_", LinkError::OutOfRange);
    check_rejected(
        &"1".repeat(MAX_TEXT_LEN + 1),
        LinkError::TooLong(MAX_TEXT_LEN + 1),
    );
}

#[test]
fn every_truncated_text_is_rejected() {
    let text = to_text(&on_pad(0.8)[0]).unwrap();
    for length in 0..text.len() {
        check_rejected(&text[..length], LinkError::Truncated);
    }
}

#[test]
fn a_text_that_claims_millions_of_points_is_rejected() {
    // One stroke of 2,097,151 points; 2,097,151 strokes.
    check_rejected("1Af__fwAA", LinkError::Truncated);
    check_rejected("1__9_AQAA", LinkError::Truncated);
}

proptest! {
    #[test]
    fn points_on_the_grid_are_preserved_exactly(
        strokes in vec(vec((-4096..4096_i32, -4096..4096_i32), 1..20), 1..6)
    ) {
        let mut drawing = Drawing::default();
        for grid_points in strokes {
            let at = |value: i32| value as f32 / GRID as f32;
            let mut points: Vec<Point> = grid_points
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
    fn no_text_panics_or_gives_more_points_than_characters(text in "\\PC{0,200}", code in "1[A-Za-z0-9_-]{0,200}") {
        for text in [text, code] {
            if let Ok(drawing) = parse(&text) {
                let points: usize = drawing.strokes.iter().map(|stroke| stroke.points.len()).sum();
                prop_assert!(points <= text.len());
            }
        }
    }
}
