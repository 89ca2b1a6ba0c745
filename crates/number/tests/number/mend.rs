//! What a person changes stays changed.

use ink::Drawing;
use number::{Split, part, read, read_as};

use crate::fixtures::{classifier, digit, drawing, groups, side_by_side};

#[test]
fn a_fixed_split_is_kept_whatever_reading_says() {
    let classifier = classifier();
    let drawing = side_by_side(&[4, 1, 0], 30.0);
    for groups_fixed in [vec![vec![0, 1, 2, 3]], vec![vec![0], vec![1], vec![2, 3]]] {
        let fixed = Split {
            groups: groups_fixed,
        };
        assert_eq!(read_as(&classifier, &drawing, &fixed).split(), fixed);
    }
}

#[test]
fn merging_joins_a_digit_with_the_next_and_there_must_be_one() {
    let split = read(&classifier(), &side_by_side(&[1, 0, 2], 30.0)).split();
    assert_eq!(split.merged(1).unwrap().groups, [vec![0], vec![1, 2]]);
    assert_eq!(split.merged(2), None);
    assert_eq!(split.merged(usize::MAX), None);
    assert_eq!(Split::default().merged(0), None);
}

#[test]
fn parting_undoes_merging() {
    let classifier = classifier();
    for digits in [&[4, 5, 7][..], &[1, 0, 1], &[2, 6, 4]] {
        let drawing = side_by_side(digits, 25.0);
        let split = read(&classifier, &drawing).split();
        assert_eq!(split.groups.len(), 3);
        for i in 0..2 {
            let merged = split.merged(i).unwrap();
            assert_eq!(
                part(&classifier, &drawing, &merged, i),
                Some(split.clone()),
                "{digits:?}, {i}"
            );
        }
    }
}

#[test]
fn a_single_stroke_cannot_be_parted_and_neither_can_what_is_not_there() {
    let (classifier, six) = (classifier(), digit(6));
    let split = read(&classifier, &six).split();
    for i in [0, 1, usize::MAX] {
        assert_eq!(part(&classifier, &six, &split, i), None);
    }
}

#[test]
fn strokes_that_overlap_can_be_parted_by_hand() {
    let (classifier, seven) = (classifier(), digit(7));
    let split = read(&classifier, &seven).split();
    assert_eq!(split.groups, [[0, 1]]);
    let parted = part(&classifier, &seven, &split, 0).unwrap();
    assert_eq!(parted.groups.len(), 2);
    assert_eq!(read_as(&classifier, &seven, &parted).split(), parted);
}

#[test]
fn what_is_written_after_mending_leaves_the_mended_alone() {
    let classifier = classifier();
    let all = side_by_side(&[1, 1, 4, 0], 30.0);
    let first = Drawing {
        strokes: all.strokes[..2].to_vec(),
    };
    let mended = read(&classifier, &first).split().merged(0).unwrap();
    let number = read_as(&classifier, &all, &mended);
    assert_eq!(groups(&number), [vec![0, 1], vec![2, 3], vec![4]]);
}

#[test]
fn a_new_stroke_over_a_mended_digit_joins_it() {
    let classifier = classifier();
    let seven = digit(7);
    let unbarred = Drawing {
        strokes: seven.strokes[..1].to_vec(),
    };
    let mended = read(&classifier, &unbarred).split();
    assert_eq!(groups(&read_as(&classifier, &seven, &mended)), [[0, 1]]);
}

#[test]
fn a_split_of_strokes_that_are_gone_is_no_harm() {
    let stale = Split {
        groups: vec![vec![], vec![7, 0, 0], vec![0], vec![9]],
    };
    let number = read_as(
        &classifier(),
        &drawing(&[&[[0.0, 0.0], [1.0, 90.0]]]),
        &stale,
    );
    assert_eq!(groups(&number), [[0]]);
}
