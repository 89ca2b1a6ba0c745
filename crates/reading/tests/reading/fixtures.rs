//! Hand-made drawings and the shipped classifier.

use ink::{Affine, Drawing, Point, Stroke};
use model::Classifier;
use reading::read;
use recognition::Number;

pub(crate) fn classifier() -> Classifier {
    let shipped = include_bytes!("../../../../assets/model.bin");
    Classifier::from_bytes(shipped).expect("the shipped weights are valid")
}

pub(crate) fn drawing(strokes: &[&[[f32; 2]]]) -> Drawing {
    let stroke = |points: &&[[f32; 2]]| Stroke {
        points: points.iter().copied().map(Point::from).collect(),
    };
    Drawing {
        strokes: strokes.iter().map(stroke).collect(),
    }
}

/// Returns a digit about 60 units wide and 100 high. 4, 5 and 7 have two strokes; the 7 has a crossbar.
pub(crate) fn digit(value: u8) -> Drawing {
    let arc = |[x, y]: [f32; 2], [rx, ry]: [f32; 2], from: f32, to: f32| -> Vec<[f32; 2]> {
        let point = |i: u8| {
            let angle = (from + (to - from) * f32::from(i) / 24.0).to_radians();
            [x + rx * angle.cos(), y + ry * angle.sin()]
        };
        (0..=24).map(point).collect()
    };
    match value {
        0 => drawing(&[&arc([30.0, 50.0], [30.0, 50.0], -90.0, 270.0)]),
        1 => drawing(&[&[[0.0, 0.0], [0.0, 100.0]]]),
        2 => {
            let mut two = arc([30.0, 28.0], [28.0, 28.0], -160.0, 40.0);
            two.extend([[2.0, 100.0], [60.0, 100.0]]);
            drawing(&[&two])
        }
        4 => drawing(&[
            &[[28.0, 0.0], [0.0, 60.0], [60.0, 60.0]],
            &[[45.0, 25.0], [45.0, 100.0]],
        ]),
        5 => {
            let mut body = vec![[10.0, 0.0], [6.0, 45.0]];
            body.extend(arc([25.0, 68.0], [30.0, 30.0], -110.0, 150.0));
            drawing(&[&body, &[[10.0, 0.0], [55.0, 0.0]]])
        }
        6 => {
            let mut six = vec![[45.0, 0.0], [15.0, 35.0]];
            six.extend(arc([30.0, 72.0], [25.0, 28.0], -160.0, 200.0));
            drawing(&[&six])
        }
        7 => drawing(&[
            &[[0.0, 0.0], [60.0, 0.0], [20.0, 100.0]],
            &[[15.0, 50.0], [60.0, 50.0]],
        ]),
        _ => unreachable!("there is no fixture for the digit {value}"),
    }
}

/// Returns digits side by side, separated by `gap` units.
pub(crate) fn side_by_side(digits: &[u8], gap: f32) -> Drawing {
    let mut right = 0.0;
    let mut number = Drawing::default();
    for &value in digits {
        let drawn = digit(value);
        let bounds = drawn.bounds().expect("every digit has ink");
        let moved = drawn.transformed(&Affine::translate(right - bounds.min.x, 0.0));
        right += bounds.max.x - bounds.min.x + gap;
        number.strokes.extend(moved.strokes);
    }
    number
}

pub(crate) fn groups(number: &Number) -> Vec<Vec<usize>> {
    number.stroke_groups().groups
}

/// Asserts that the drawing is read as `expected`.
#[track_caller]
pub(crate) fn check(drawing: &Drawing, expected: &str) -> Number {
    let number = read(&classifier(), drawing);
    assert_eq!(number.to_string(), expected, "{number:?}");
    number
}
