//! Reads hand-made numbers and single digits.

use ink::Affine;
use reading::read;
use recognition::Number;

use crate::fixtures::{check, classifier, digit, drawing, groups, side_by_side};

#[test]
fn numbers_are_read_at_every_natural_spacing() {
    for gap in [12.0, 25.0, 40.0, 80.0] {
        for (digits, expected) in [
            (&[2, 0, 2, 6][..], "2026"),
            (&[1, 1], "11"),
            (&[1, 1, 1], "111"),
            (&[1, 0], "10"),
            (&[4, 5, 7], "457"),
            (&[7, 1, 4, 0, 5], "71405"),
        ] {
            check(&side_by_side(digits, gap), expected);
        }
    }
}

#[test]
fn strokes_of_one_digit_stay_together_in_a_number() {
    let number = check(&side_by_side(&[4, 5, 7], 25.0), "457");
    assert_eq!(groups(&number), [vec![0, 1], vec![2, 3], vec![4, 5]]);
}

#[test]
fn touching_digits_are_separated() {
    check(&side_by_side(&[2, 0], -4.0), "20");
    check(&side_by_side(&[7, 2], 0.0), "72");
}

#[test]
fn a_digit_with_detached_strokes_is_one_digit() {
    let five_with_detached_bar = |distance: f32| {
        let mut five = digit(5);
        let bar = five.strokes.split_off(1);
        let moved = ink::Drawing { strokes: bar }.transformed(&Affine::translate(distance, -3.0));
        five.strokes.extend(moved.strokes);
        five
    };
    check(&five_with_detached_bar(4.0), "5");
    check(&five_with_detached_bar(52.0), "5");
    let open_four = drawing(&[
        &[[10.0, 0.0], [0.0, 60.0], [40.0, 60.0]],
        &[[46.0, 0.0], [45.0, 100.0]],
    ]);
    check(&open_four, "4");
    let one = drawing(&[
        &[[0.0, 20.0], [20.0, 0.0], [20.0, 100.0]],
        &[[2.0, 100.0], [40.0, 100.0]],
    ]);
    assert_eq!(groups(&check(&one, "1")), [[0, 1]]);
}

#[test]
fn a_single_digit_has_exactly_the_prediction_of_its_raster() {
    for value in [0, 1, 2, 4, 5, 6, 7] {
        let drawing = digit(value);
        let raster = drawing.raster().unwrap();
        let Number { digits } = read(&classifier(), &drawing);
        assert_eq!(digits.len(), 1, "{value}");
        assert_eq!(
            digits[0].prediction,
            classifier().classify(&raster),
            "{value}"
        );
        assert_eq!(Some(digits[0].bounds), drawing.bounds(), "{value}");
    }
}

#[test]
fn a_dot_joins_its_nearest_neighbour() {
    let mut number = side_by_side(&[2, 6], 40.0);
    number
        .strokes
        .insert(0, drawing(&[&[[64.0, 98.0]]]).strokes.remove(0));
    assert_eq!(groups(&read(&classifier(), &number)), [vec![0, 1], vec![2]]);
}

#[test]
fn a_number_and_its_groups_round_trip_through_postcard() {
    let number = check(&side_by_side(&[1, 0], 25.0), "10");
    let bytes = postcard::to_allocvec(&number).unwrap();
    assert_eq!(postcard::from_bytes::<Number>(&bytes).unwrap(), number);
    let bytes = postcard::to_allocvec(&number.stroke_groups()).unwrap();
    assert_eq!(
        postcard::from_bytes::<recognition::StrokeGroups>(&bytes).unwrap(),
        number.stroke_groups()
    );
}
