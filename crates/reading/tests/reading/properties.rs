//! Properties that hold for all drawings.

use std::sync::LazyLock;

use ink::{Affine, Drawing, Point, Stroke};
use model::Classifier;
use proptest::prelude::*;
use reading::{read, read_with_groups};

use crate::fixtures;

static CLASSIFIER: LazyLock<Classifier> = LazyLock::new(fixtures::classifier);

/// Generates short strokes along a line of writing. Coordinates are integers, so translating them and scaling them by
/// powers of two is exact.
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
    fn every_stroke_belongs_to_one_digit_and_digits_are_ordered_from_left_to_right(drawing in strokes()) {
        let number = read(&CLASSIFIER, &drawing);
        let mut strokes = number.stroke_groups().groups.concat();
        strokes.sort_unstable();
        let all = if number.digits.is_empty() { 0 } else { drawing.strokes.len() };
        prop_assert_eq!(strokes, (0..all).collect::<Vec<_>>());
        prop_assert_eq!(number.digits.is_empty(), drawing.bounds().is_none());
        for pair in number.digits.windows(2) {
            prop_assert!(pair[0].bounds.min.x <= pair[1].bounds.max.x);
        }
    }

    #[test]
    fn position_and_size_do_not_change_the_groups(
        drawing in strokes(), x in -999_i16..999, y in -999_i16..999, power in -3..4_i32,
    ) {
        let scale = 2_f32.powi(power);
        let map = Affine::translate(x.into(), y.into()).then(Affine::scale(scale, scale));
        let [before, after] = [&drawing, &drawing.transformed(&map)].map(|d| read(&CLASSIFIER, d));
        prop_assert_eq!(before.stroke_groups(), after.stroke_groups());
    }

    #[test]
    fn reading_with_its_own_groups_gives_the_same_number(drawing in strokes()) {
        let number = read(&CLASSIFIER, &drawing);
        prop_assert_eq!(read_with_groups(&CLASSIFIER, &drawing, &number.stroke_groups()), number);
    }
}
