//! Passes degenerate drawings to every function: none panics, and no stroke is lost.

use ink::{Drawing, Point, Stroke};
use reading::{read, read_with_groups, split_digit};
use recognition::StrokeGroups;

use crate::fixtures::{classifier, drawing, groups, side_by_side};

fn degenerate() -> Vec<Drawing> {
    let (nan, inf) = (f32::NAN, f32::INFINITY);
    let circle = |i: u32| (i as f32 / 1e6 * 6.2).sin_cos();
    let million = (0..1_000_000).map(circle).map(|(x, y)| Point { x, y });
    vec![
        Drawing::default(),
        drawing(&[&[]]),
        drawing(&[&[[nan, 1.0], [1.0, inf]], &[[-inf, nan]]]),
        drawing(&[&[[3.0, 4.0]]]),
        drawing(&[&[[3.0, 4.0]; 9], &[[3.0, 4.0]], &[[5.0, 4.0]]]),
        drawing(&[&[[0.0, 0.0], [9.0, 5.0]], &[[1e9, -1e9]]]),
        drawing(&[
            &[],
            &[[0.0, 0.0], [nan, 2.0], [9.0, 9.0]],
            &[],
            &[[99.0, 0.0], [99.0, 9.0]],
        ]),
        drawing(&[&[[-1e30, 1e30], [1e30, -1e30]]]),
        drawing(&[
            &[[f32::MIN, f32::MAX], [f32::MAX, f32::MIN]],
            &[[f32::MAX, 0.0]],
        ]),
        drawing(&[
            &[[0.0, 0.0], [1e-45, 1e-45]],
            &[[1e-44, 0.0], [1e-44, 1e-45]],
        ]),
        Drawing {
            strokes: vec![Stroke {
                points: million.collect(),
            }],
        },
    ]
}

#[test]
fn every_stroke_of_a_degenerate_drawing_belongs_to_one_digit() {
    let classifier = classifier();
    for (i, drawing) in degenerate().into_iter().enumerate() {
        let number = read(&classifier, &drawing);
        let mut strokes = groups(&number).concat();
        strokes.sort_unstable();
        let all = if drawing.bounds().is_some() {
            drawing.strokes.len()
        } else {
            0
        };
        assert_eq!(strokes, (0..all).collect::<Vec<_>>(), "{i}");
        assert_eq!(
            read_with_groups(&classifier, &drawing, &number.stroke_groups()),
            number,
            "{i}"
        );
        assert_eq!(
            split_digit(&classifier, &drawing, &StrokeGroups::default(), 0),
            None,
            "{i}"
        );
        let _ = split_digit(&classifier, &drawing, &number.stroke_groups(), 0);
    }
}

#[test]
fn hundreds_of_strokes_give_a_limited_number_of_digits() {
    let digits: Vec<u8> = [1, 4].repeat(200);
    let drawing = side_by_side(&digits, 30.0);
    let number = read(&classifier(), &drawing);
    assert!(
        (16..=64).contains(&number.digits.len()),
        "{}",
        number.digits.len()
    );
    assert_eq!(groups(&number).concat().len(), drawing.strokes.len());
}
