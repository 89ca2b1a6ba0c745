//! Merging and splitting digits, and reading with fixed groups.

use ink::Drawing;
use reading::{read, read_with_groups, split_digit};
use recognition::StrokeGroups;

use crate::fixtures::{classifier, digit, drawing, groups, side_by_side};

#[test]
fn fixed_groups_are_kept() {
    let classifier = classifier();
    let drawing = side_by_side(&[4, 1, 0], 30.0);
    for groups in [vec![vec![0, 1, 2, 3]], vec![vec![0], vec![1], vec![2, 3]]] {
        let fixed = StrokeGroups { groups };
        assert_eq!(
            read_with_groups(&classifier, &drawing, &fixed).stroke_groups(),
            fixed
        );
    }
}

#[test]
fn merging_needs_a_next_digit() {
    let groups = read(&classifier(), &side_by_side(&[1, 0, 2], 30.0)).stroke_groups();
    assert_eq!(groups.merged(1).unwrap().groups, [vec![0], vec![1, 2]]);
    assert_eq!(groups.merged(2), None);
    assert_eq!(groups.merged(usize::MAX), None);
    assert_eq!(StrokeGroups::default().merged(0), None);
}

#[test]
fn splitting_reverses_merging() {
    let classifier = classifier();
    for digits in [&[4, 5, 7][..], &[1, 0, 1], &[2, 6, 4]] {
        let drawing = side_by_side(digits, 25.0);
        let groups = read(&classifier, &drawing).stroke_groups();
        assert_eq!(groups.groups.len(), 3);
        for i in 0..2 {
            let merged = groups.merged(i).unwrap();
            assert_eq!(
                split_digit(&classifier, &drawing, &merged, i),
                Some(groups.clone()),
                "{digits:?}, {i}"
            );
        }
    }
}

#[test]
fn a_single_stroke_or_a_missing_digit_cannot_be_split() {
    let (classifier, six) = (classifier(), digit(6));
    let groups = read(&classifier, &six).stroke_groups();
    for i in [0, 1, usize::MAX] {
        assert_eq!(split_digit(&classifier, &six, &groups, i), None);
    }
}

#[test]
fn overlapping_strokes_can_be_split() {
    let (classifier, seven) = (classifier(), digit(7));
    let groups = read(&classifier, &seven).stroke_groups();
    assert_eq!(groups.groups, [[0, 1]]);
    let split = split_digit(&classifier, &seven, &groups, 0).unwrap();
    assert_eq!(split.groups.len(), 2);
    assert_eq!(
        read_with_groups(&classifier, &seven, &split).stroke_groups(),
        split
    );
}

#[test]
fn later_strokes_do_not_change_fixed_groups() {
    let classifier = classifier();
    let all = side_by_side(&[1, 1, 4, 0], 30.0);
    let first = Drawing {
        strokes: all.strokes[..2].to_vec(),
    };
    let fixed = read(&classifier, &first).stroke_groups().merged(0).unwrap();
    let number = read_with_groups(&classifier, &all, &fixed);
    assert_eq!(groups(&number), [vec![0, 1], vec![2, 3], vec![4]]);
}

#[test]
fn a_later_stroke_over_a_fixed_group_joins_it() {
    let classifier = classifier();
    let seven = digit(7);
    let without_bar = Drawing {
        strokes: seven.strokes[..1].to_vec(),
    };
    let fixed = read(&classifier, &without_bar).stroke_groups();
    assert_eq!(
        groups(&read_with_groups(&classifier, &seven, &fixed)),
        [[0, 1]]
    );
}

#[test]
fn indices_of_missing_strokes_are_ignored() {
    let stale = StrokeGroups {
        groups: vec![vec![], vec![7, 0, 0], vec![0], vec![9]],
    };
    let number = read_with_groups(
        &classifier(),
        &drawing(&[&[[0.0, 0.0], [1.0, 90.0]]]),
        &stale,
    );
    assert_eq!(groups(&number), [[0]]);
}
