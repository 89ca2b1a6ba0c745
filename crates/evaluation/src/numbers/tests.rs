//! Tests of number composition and error counts on constructed drawings.

use ink::{Point, Stroke};
use recognition::{CLASSES, Digit, Prediction};

use super::*;

fn line(points: &[[f32; 2]]) -> Stroke {
    let points = points.iter().copied().map(Point::from);
    Stroke {
        points: points.collect(),
    }
}

fn writer_sample(label: u8, writer: u32, strokes: Vec<Stroke>) -> Sample {
    Sample {
        writer: Some(writer),
        ..Sample::drawing(label, Drawing { strokes })
    }
}

/// Returns a 1 and a 7 by one writer, and a 4 in two strokes by another.
fn three_drawings() -> Vec<Sample> {
    vec![
        writer_sample(1, 1, vec![line(&[[0.0, 0.0], [0.0, 100.0]])]),
        writer_sample(7, 1, vec![line(&[[0.0, 0.0], [60.0, 0.0], [20.0, 110.0]])]),
        writer_sample(
            4,
            2,
            vec![
                line(&[[28.0, 0.0], [0.0, 60.0], [60.0, 60.0]]),
                line(&[[45.0, 25.0], [45.0, 500.0]]),
            ],
        ),
    ]
}

/// Returns the bounding box of each digit of a number.
fn boxes(number: &ComposedNumber) -> Vec<ink::Bounds> {
    let bounds = |group: &Vec<usize>| {
        let strokes = group.iter().map(|i| number.drawing.strokes[*i].clone());
        let digit = Drawing {
            strokes: strokes.collect(),
        };
        digit.bounds().unwrap()
    };
    number.groups.iter().map(bounds).collect()
}

#[test]
fn composed_numbers_have_the_documented_gaps_heights_and_baseline() {
    let drawings = three_drawings();
    let composer = NumberComposer::new(&drawings);
    for (spacing, gaps) in Spacing::ALL
        .into_iter()
        .zip([0.1..0.4, 0.02..0.1, -0.12..0.02])
    {
        for index in 0..50 {
            let boxes = boxes(&composer.compose(5, spacing, 1, index));
            let mut heights: Vec<f64> = boxes.iter().map(|b| b.size()[1]).collect();
            heights.sort_by(f64::total_cmp);
            assert!(heights[4] / heights[0] < 1.78, "{heights:?}");
            for pair in boxes.windows(2) {
                let gap = f64::from(pair[1].min.x - pair[0].max.x);
                // The height of the number is between that of its smallest and its tallest digit.
                let [by_smallest, by_tallest] = [gap / heights[0], gap / heights[4]];
                assert!(
                    by_smallest.max(by_tallest) >= gaps.start - 1e-4,
                    "{gap} {heights:?}"
                );
                assert!(
                    by_smallest.min(by_tallest) <= gaps.end + 1e-4,
                    "{gap} {heights:?}"
                );
                assert!(f64::from(pair[1].max.y - pair[0].max.y).abs() <= 0.13 * heights[4]);
            }
        }
    }
}

#[test]
fn a_number_uses_drawings_of_one_writer_if_the_writer_has_all_digits() {
    let ones = vec![
        writer_sample(1, 1, vec![line(&[[0.0, 0.0], [0.0, 100.0]])]),
        writer_sample(1, 2, vec![line(&[[0.0, 0.0], [9.0, 100.0]])]),
    ];
    let composer = NumberComposer::new(&ones);
    for index in 0..20 {
        let number = composer.compose(4, Spacing::Natural, 1, index);
        assert_eq!(number.labels, [1; 4]);
        let widths: Vec<bool> = boxes(&number).iter().map(|b| b.size()[0] > 1.0).collect();
        assert!(widths.iter().all(|wide| *wide == widths[0]), "{widths:?}");
    }
}

#[test]
fn the_seed_and_the_index_determine_a_number() {
    let drawings = three_drawings();
    let composer = NumberComposer::new(&drawings);
    let number = |index| composer.compose(6, Spacing::Natural, 1, index);
    assert_eq!(number(3), number(3));
    assert_ne!(number(3), number(4));
}

#[test]
fn only_a_4_or_5_in_several_strokes_gets_a_detached_stroke() {
    let samples = numbers::detached_samples(&three_drawings(), 1);
    assert_eq!(samples.len(), 1);
    let SampleData::Drawing(four) = &samples[0].data else {
        panic!("the sample is a drawing")
    };
    let [left, stem] = [0, 1].map(|i| four.strokes[i].bounds().unwrap());
    let gap = (stem.min.x - left.max.x) / 500.0;
    assert!((0.0..0.2).contains(&gap), "{gap}");
}

fn digit(strokes: &[usize], digit: usize) -> Digit {
    let mut probabilities = [0.0; CLASSES];
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
fn segmentation_and_classification_errors_are_counted_separately() {
    let number = ComposedNumber {
        labels: vec![1, 7, 4],
        groups: vec![vec![0], vec![1], vec![2, 3]],
        drawing: Drawing::default(),
    };
    let check = |digits: Vec<Digit>, correct, segmentation_errors, classification_errors| {
        let read = |_: &Drawing| Number {
            digits: digits.clone(),
        };
        let results = ByLength::measure(std::slice::from_ref(&number), 3, &read);
        let counted = (
            results.correct,
            results.segmentation_errors,
            results.classification_errors,
        );
        let expected = (correct, segmentation_errors, classification_errors);
        assert_eq!(counted, expected, "{digits:?}");
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
fn single_drawings_that_are_split_are_listed() {
    let samples = three_drawings();
    let read = |drawing: &Drawing| Number {
        digits: (0..drawing.strokes.len()).map(|i| digit(&[i], 1)).collect(),
    };
    let singles = SingleDigits::measure(&samples, &read);
    assert_eq!((singles.n, singles.unsplit, singles.correct), (3, 2, 1));
    assert_eq!(singles.split, [2]);
}
