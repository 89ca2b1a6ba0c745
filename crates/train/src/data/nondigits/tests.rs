use std::collections::HashSet;

use super::*;
use crate::augment;

fn kinds() -> impl Iterator<Item = &'static Kind> {
    Family::ALL.into_iter().flat_map(Family::kinds)
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
fn a_larger_set_holds_the_smaller_one() {
    let (small, large) = (test_set(3, 1), test_set(3, 4));
    let first_of_each: Vec<NonDigit> = large.into_iter().step_by(4).collect();
    assert_eq!(small, first_of_each);
}

#[test]
fn the_set_has_as_many_of_every_kind_as_asked() {
    let set = test_set(1, 3);
    assert_eq!(set.len(), 3 * kinds().count());
    for kind in kinds() {
        let count = set.iter().filter(|one| one.kind == kind.name).count();
        assert_eq!(count, 3, "{}", kind.name);
    }
}

#[test]
fn every_drawing_leaves_ink_and_nothing_in_it_is_infinite() {
    for one in test_set(5, 20) {
        let raster = one.drawing.raster().expect(one.kind);
        assert!(raster.pixels().iter().any(|&ink| ink > 128), "{}", one.kind);
        for stroke in &one.drawing.strokes {
            assert!(!stroke.points.is_empty(), "{}", one.kind);
            assert!(
                stroke.points.iter().all(|point| point.is_finite()),
                "{}",
                one.kind
            );
        }
    }
}

#[test]
fn drawings_are_as_large_as_people_draw() {
    for one in test_set(5, 20)
        .iter()
        .filter(|one| !one.kind.ends_with("dot"))
    {
        let side = longer_side(&one.drawing);
        assert!((30.0..500.0).contains(&side), "{}: {side}", one.kind);
    }
}

#[test]
fn no_two_drawings_of_a_kind_are_alike() {
    for kind in kinds() {
        let drawing = |place| drawn(kind, &mut augment::random(1, 0, place));
        assert_ne!(drawing(0), drawing(1), "{}", kind.name);
    }
}

#[test]
fn every_way_of_writing_can_be_read_and_lies_in_its_box() {
    for kind in kinds() {
        let kind::Form::Written(ways) = kind.form else {
            continue;
        };
        for knot in ways.iter().flat_map(|way| skeleton::parsed(way)).flatten() {
            let inside = |place: &f32| (-10.0..=110.0).contains(place);
            assert!(knot.at.iter().all(inside), "{}: {knot:?}", kind.name);
        }
    }
}

#[test]
fn kinds_have_names_of_their_own() {
    let names: HashSet<&str> = kinds().map(|kind| kind.name).collect();
    assert_eq!(names.len(), kinds().count());
}

#[test]
fn about_a_third_of_each_family_is_held_out() {
    for family in Family::ALL {
        let clear = || family.kinds().filter(|kind| !kind.digit_like);
        let held = clear().filter(|kind| kind.part == Part::Held).count();
        let share = held as f64 / clear().count() as f64;
        assert!((0.3..0.45).contains(&share), "{family:?}: {share}");
    }
}

#[test]
fn the_stream_meets_all_kinds_to_learn_from_and_no_other() {
    let random = &mut augment::random(1, 0, 0);
    let met: HashSet<&str> = (0..10_000)
        .map(|_| kind_to_learn_from(random).name)
        .collect();
    let meant: HashSet<&str> = kinds()
        .filter(|kind| kind.part == Part::Train && !kind.digit_like)
        .map(|kind| kind.name)
        .collect();
    assert_eq!(met, meant);
}

#[test]
fn what_looks_like_a_digit_is_held_out() {
    assert!(kinds().all(|kind| !kind.digit_like || kind.part == Part::Held));
}

#[test]
fn half_of_the_stream_is_letters() {
    let random = &mut augment::random(1, 0, 0);
    let letter = |_: &usize| kind_to_learn_from(random).name.starts_with("letter ");
    let letters = (0..10_000).filter(letter).count();
    assert!((4_700..5_300).contains(&letters), "{letters} of 10,000");
}
