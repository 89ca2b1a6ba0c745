//! Composing and counting, with drawings whose answers are known.

use ink::{Point, Stroke};
use net::Prediction;
use number::Digit;

use super::*;
use crate::SHIPPED_WEIGHTS;

fn line(points: &[[f32; 2]]) -> Stroke {
    let points = points.iter().copied().map(Point::from);
    Stroke {
        points: points.collect(),
    }
}

fn written(label: u8, writer: u32, strokes: Vec<Stroke>) -> Written {
    let ink = Ink::Pen(Drawing { strokes });
    Written {
        sample: Sample { label, ink },
        writer: Some(writer),
    }
}

/// A 1 and a 7 by one writer, a 4 in two strokes by another.
fn three() -> Vec<Written> {
    vec![
        written(1, 1, vec![line(&[[0.0, 0.0], [0.0, 100.0]])]),
        written(7, 1, vec![line(&[[0.0, 0.0], [60.0, 0.0], [20.0, 110.0]])]),
        written(
            4,
            2,
            vec![
                line(&[[28.0, 0.0], [0.0, 60.0], [60.0, 60.0]]),
                line(&[[45.0, 25.0], [45.0, 500.0]]),
            ],
        ),
    ]
}

/// The box around each digit of a number.
fn boxes(number: &Composed) -> Vec<ink::Bounds> {
    let of_group = |group: &Vec<usize>| {
        let strokes = group.iter().map(|i| number.drawing.strokes[*i].clone());
        let digit = Drawing {
            strokes: strokes.collect(),
        };
        digit.bounds().unwrap()
    };
    number.groups.iter().map(of_group).collect()
}

#[test]
fn a_number_has_its_digits_at_the_documented_gaps_heights_and_baseline() {
    let written = three();
    let composer = Composer::new(&written);
    for (spacing, gaps) in Spacing::ALL
        .into_iter()
        .zip([0.1..0.4, 0.02..0.1, -0.12..0.02])
    {
        for place in 0..50 {
            let boxes = boxes(&composer.number(5, spacing, 1, place));
            let mut heights: Vec<f64> = boxes.iter().map(|b| b.size()[1]).collect();
            heights.sort_by(f64::total_cmp);
            assert!(heights[4] / heights[0] < 1.78, "{heights:?}");
            for pair in boxes.windows(2) {
                let gap = f64::from(pair[1].min.x - pair[0].max.x);
                // The number's own height lies somewhere between its lowest and its tallest digit.
                let [least, most] = [gap / heights[0], gap / heights[4]];
                assert!(least.max(most) >= gaps.start - 1e-4, "{gap} {heights:?}");
                assert!(least.min(most) <= gaps.end + 1e-4, "{gap} {heights:?}");
                assert!(f64::from(pair[1].max.y - pair[0].max.y).abs() <= 0.13 * heights[4]);
            }
        }
    }
}

#[test]
fn a_number_is_by_one_writer_where_that_writer_has_the_digits() {
    let ones = vec![
        written(1, 1, vec![line(&[[0.0, 0.0], [0.0, 100.0]])]),
        written(1, 2, vec![line(&[[0.0, 0.0], [9.0, 100.0]])]),
    ];
    let composer = Composer::new(&ones);
    for place in 0..20 {
        let number = composer.number(4, Spacing::Natural, 1, place);
        assert_eq!(number.labels, [1; 4]);
        let widths: Vec<bool> = boxes(&number).iter().map(|b| b.size()[0] > 1.0).collect();
        assert!(widths.iter().all(|wide| *wide == widths[0]), "{widths:?}");
    }
}

#[test]
fn the_same_seed_gives_the_same_numbers_and_another_place_another_number() {
    let written = three();
    let composer = Composer::new(&written);
    let number = |place| composer.number(6, Spacing::Natural, 1, place);
    assert_eq!(number(3), number(3));
    assert_ne!(number(3), number(4));
}

#[test]
fn only_a_4_or_5_in_several_strokes_is_drawn_with_one_apart() {
    let samples = numbers::detached(&three(), 1);
    assert_eq!(samples.len(), 1);
    let Ink::Pen(four) = &samples[0].ink else {
        panic!("it is drawn")
    };
    let [left, stem] = [0, 1].map(|i| four.strokes[i].bounds().unwrap());
    let gap = (stem.min.x - left.max.x) / 500.0;
    assert!((0.0..0.2).contains(&gap), "{gap}");
}

fn digit(strokes: &[usize], digit: usize) -> Digit {
    let mut probabilities = [0.0; net::CLASSES];
    probabilities[digit] = 1.0;
    Digit {
        strokes: strokes.into(),
        bounds: ink::Bounds {
            min: Point::default(),
            max: Point::default(),
        },
        prediction: Prediction {
            probabilities,
            ood_score: -9.0,
        },
    }
}

#[test]
fn wrong_splits_and_wrong_readings_are_counted_apart() {
    let number = Composed {
        labels: vec![1, 7, 4],
        groups: vec![vec![0], vec![1], vec![2, 3]],
        drawing: Drawing::default(),
    };
    let check = |digits: Vec<Digit>, whole, split, read| {
        let answer = |_: &Drawing| Number {
            digits: digits.clone(),
        };
        let figures = OfLength::measured(std::slice::from_ref(&number), 3, &answer);
        let counted = (
            figures.whole,
            figures.digits_split_wrong,
            figures.digits_read_wrong,
        );
        assert_eq!(counted, (whole, split, read), "{digits:?}");
    };
    check(
        vec![digit(&[0], 1), digit(&[1], 7), digit(&[2, 3], 4)],
        1,
        0,
        0,
    );
    check(
        vec![digit(&[0], 1), digit(&[1], 1), digit(&[2, 3], 4)],
        0,
        0,
        1,
    );
    check(vec![digit(&[0, 1], 1), digit(&[2, 3], 9)], 0, 2, 1);
    check(vec![], 0, 3, 0);
}

#[test]
fn single_drawings_that_are_parted_are_named() {
    let samples = samples(&three());
    let answer = |drawing: &Drawing| Number {
        digits: (0..drawing.strokes.len()).map(|i| digit(&[i], 1)).collect(),
    };
    let singles = Singles::measured(&samples, &answer);
    assert_eq!((singles.n, singles.whole, singles.right), (3, 2, 1));
    assert_eq!(singles.parted, [2]);
}

#[test]
fn the_text_names_every_spacing_length_and_share() {
    let classifier = Classifier::from_bytes(SHIPPED_WEIGHTS).unwrap();
    let text = Numbers::measured(&classifier, "three drawings", &three(), 2).to_string();
    for part in [
        "three drawings",
        "natural",
        "tight",
        "touching",
        "     6        2",
        "moved away: ",
    ] {
        assert!(text.contains(part), "{text}");
    }
}
