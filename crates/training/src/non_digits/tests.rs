//! Tests of all kinds of non-digits.

use std::collections::HashSet;

use super::*;

fn all_kinds() -> impl Iterator<Item = &'static Kind> {
    Family::ALL.into_iter().flat_map(kinds)
}

fn longer_side(drawing: &Drawing) -> f64 {
    let [width, height] = drawing.bounds().unwrap().size();
    width.max(height)
}

#[test]
fn the_same_seed_gives_the_same_set_and_another_seed_another() {
    assert_eq!(test_set(3, 2), test_set(3, 2));
    assert_ne!(test_set(3, 2), test_set(4, 2));
}

#[test]
fn a_larger_set_contains_the_smaller_one() {
    let (small, large) = (test_set(3, 1), test_set(3, 4));
    let first_of_each: Vec<NonDigit> = large.into_iter().step_by(4).collect();
    assert_eq!(small, first_of_each);
}

#[test]
fn the_set_contains_the_requested_number_of_each_kind() {
    let set = test_set(1, 3);
    assert_eq!(set.len(), 3 * all_kinds().count());
    for kind in all_kinds() {
        let count = set
            .iter()
            .filter(|non_digit| non_digit.kind == kind.name)
            .count();
        assert_eq!(count, 3, "{}", kind.name);
    }
}

#[test]
fn every_drawing_has_ink_and_only_finite_points() {
    for non_digit in test_set(5, 20) {
        let raster = non_digit.drawing.raster().expect(non_digit.kind);
        assert!(
            raster.pixels().iter().any(|&ink| ink > 128),
            "{}",
            non_digit.kind
        );
        for stroke in &non_digit.drawing.strokes {
            assert!(!stroke.points.is_empty(), "{}", non_digit.kind);
            assert!(
                stroke.points.iter().all(|point| point.is_finite()),
                "{}",
                non_digit.kind
            );
        }
    }
}

#[test]
fn drawings_have_a_realistic_size_on_the_pad() {
    for non_digit in test_set(5, 20)
        .iter()
        .filter(|non_digit| !non_digit.kind.ends_with("dot"))
    {
        let side = longer_side(&non_digit.drawing);
        assert!((30.0..500.0).contains(&side), "{}: {side}", non_digit.kind);
    }
}

#[test]
fn drawings_of_one_kind_differ() {
    for kind in all_kinds() {
        let drawing = |index| draw_kind(kind, &mut seeded_rng(1, 0, index));
        assert_ne!(drawing(0), drawing(1), "{}", kind.name);
    }
}

#[test]
fn every_variant_parses_and_lies_in_its_box() {
    for kind in all_kinds() {
        let kind::SkeletonSource::Variants(variants) = kind.source else {
            continue;
        };
        for knot in variants
            .iter()
            .flat_map(|variant| skeleton::parse(variant))
            .flatten()
        {
            let in_box = |coordinate: &f32| (-10.0..=110.0).contains(coordinate);
            assert!(knot.position.iter().all(in_box), "{}: {knot:?}", kind.name);
        }
    }
}

#[test]
fn kind_names_are_unique() {
    let names: HashSet<&str> = all_kinds().map(|kind| kind.name).collect();
    assert_eq!(names.len(), all_kinds().count());
}

#[test]
fn about_a_third_of_each_family_is_held_out() {
    for family in Family::ALL {
        let unambiguous = || kinds(family).filter(|kind| !kind.digit_like);
        let held_out = unambiguous()
            .filter(|kind| kind.subset == Subset::HeldOut)
            .count();
        let fraction = held_out as f64 / unambiguous().count() as f64;
        assert!((0.3..0.45).contains(&fraction), "{family:?}: {fraction}");
    }
}

#[test]
fn training_drawings_cover_exactly_the_training_kinds() {
    let rng = &mut seeded_rng(1, 0, 0);
    let drawn: HashSet<&str> = (0..10_000)
        .map(|_| random_training_kind(rng).name)
        .collect();
    let expected: HashSet<&str> = all_kinds()
        .filter(|kind| kind.subset == Subset::Train && !kind.digit_like)
        .map(|kind| kind.name)
        .collect();
    assert_eq!(drawn, expected);
}

#[test]
fn kinds_that_resemble_a_digit_are_held_out() {
    assert!(all_kinds().all(|kind| !kind.digit_like || kind.subset == Subset::HeldOut));
}

#[test]
fn half_of_the_training_drawings_are_letters() {
    let rng = &mut seeded_rng(1, 0, 0);
    let letter = |_: &usize| random_training_kind(rng).name.starts_with("letter ");
    let letters = (0..10_000).filter(letter).count();
    assert!((4_700..5_300).contains(&letters), "{letters} of 10,000");
}
