//! What holds for any strokes.

use std::sync::LazyLock;

use ink::{Affine, Drawing, Point, Stroke};
use net::Classifier;
use number::{read, read_as};
use proptest::prelude::*;

use crate::fixtures;

static CLASSIFIER: LazyLock<Classifier> = LazyLock::new(fixtures::classifier);

/// Short strokes along a line of writing, in whole eighths: moved and scaled by powers of two they are exact.
fn strokes() -> impl Strategy<Value = Drawing> {
    let near = (0..80_i16, 0..100_i16);
    let stroke = (0..600_i16, prop::collection::vec(near, 0..6)).prop_map(|(start, points)| {
        let point = |(x, y)| [f32::from(start + x), f32::from(y)].into();
        Stroke {
            points: points.into_iter().map(point).collect::<Vec<Point>>(),
        }
    });
    prop::collection::vec(stroke, 0..9).prop_map(|strokes| Drawing { strokes })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn every_stroke_is_in_one_digit_and_digits_stand_from_left_to_right(drawing in strokes()) {
        let number = read(&CLASSIFIER, &drawing);
        let mut strokes = number.split().groups.concat();
        strokes.sort_unstable();
        let all = if number.digits.is_empty() { 0 } else { drawing.strokes.len() };
        prop_assert_eq!(strokes, (0..all).collect::<Vec<_>>());
        prop_assert_eq!(number.digits.is_empty(), drawing.bounds().is_none());
        for pair in number.digits.windows(2) {
            prop_assert!(pair[0].bounds.min.x <= pair[1].bounds.max.x);
        }
    }

    #[test]
    fn place_and_size_change_no_split(drawing in strokes(), x in -999_i16..999, y in -999_i16..999, power in -3..4_i32) {
        let scale = 2_f32.powi(power);
        let map = Affine::translate(x.into(), y.into()).then(Affine::scale(scale, scale));
        let [before, after] = [&drawing, &drawing.transformed(&map)].map(|d| read(&CLASSIFIER, d));
        prop_assert_eq!(before.split(), after.split());
    }

    #[test]
    fn a_read_split_reads_the_same_again(drawing in strokes()) {
        let number = read(&CLASSIFIER, &drawing);
        prop_assert_eq!(read_as(&CLASSIFIER, &drawing, &number.split()), number);
    }
}
