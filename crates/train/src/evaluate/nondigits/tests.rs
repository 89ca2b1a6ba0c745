//! Counting by group, family and kind, with a network whose limit decides alone.

use ink::Drawing;
use net::{Calibration, NetConfig};

use super::*;

fn drawn(kind: &'static str, family: Family, part: Part, digit_like: bool) -> NonDigit {
    NonDigit {
        kind,
        family,
        digit_like,
        part,
        drawing: Drawing::default(),
    }
}

/// Two stars learnt, a heart held out, two bars like a 1.
fn five() -> [NonDigit; 5] {
    let star = || drawn("star", Family::Shapes, Part::Train, false);
    let bar = || drawn("bar", Family::Letters, Part::Held, true);
    [
        star(),
        star(),
        drawn("heart", Family::Shapes, Part::Held, false),
        bar(),
        bar(),
    ]
}

fn measured(ood_limit: f32) -> NonDigits {
    let net = NetConfig {
        channels: [2, 2, 2],
        hidden: 4,
        dropout: 0.0,
    };
    let classifier = Classifier::from(net.init(&Default::default())).calibrated(Calibration {
        temperature: 1.0,
        ood_limit,
    });
    let digits = vec![Raster::from_pixels([0; 784]); 3];
    measure(&classifier, "three", &digits, &nondigits::test_set(1, 1))
}

#[test]
fn groups_families_and_kinds_are_counted_apart() {
    let drawings = five();
    let judged: Vec<Judged> = drawings
        .iter()
        .zip([true, false, true, false, false])
        .collect();
    let counts = |groups: Groups| {
        [groups.learnt, groups.held_out, groups.digit_like].map(|caught| (caught.caught, caught.n))
    };
    assert_eq!(counts(Groups::of(&judged)), [(1, 2), (1, 1), (0, 2)]);
    let shapes = of_family(&judged, Family::Shapes);
    assert_eq!(counts(shapes.groups), [(1, 2), (1, 1), (0, 0)]);
    let star = of_kind(&judged[..2]);
    assert_eq!(
        (star.kind, star.group, star.caught.share),
        ("star", Group::Learnt, 0.5)
    );
}

#[test]
fn every_kind_of_the_set_is_listed_once_and_in_one_group() {
    let figures = measured(f32::MAX);
    let n = |caught: Caught| caught.n;
    let all = figures.all;
    assert_eq!(
        figures.kinds.len(),
        n(all.learnt) + n(all.held_out) + n(all.digit_like)
    );
    assert_eq!((figures.digits.n, figures.scores.len()), (3, 5));
}

#[test]
fn the_limit_decides_what_is_caught() {
    let none = measured(f32::MAX);
    assert_eq!((none.digits.caught, none.all.learnt.caught), (0, 0));
    let all = measured(f32::MIN);
    assert_eq!((all.digits.share, all.all.held_out.share), (1.0, 1.0));
}

#[test]
fn the_text_names_every_figure() {
    let figures = measured(f32::MIN);
    let text = figures.to_string();
    for part in [
        "3 of 3 digits turned away",
        "scribbles",
        "kinds held out, percent caught",
        "entropy",
    ] {
        assert!(text.contains(part), "{text}");
    }
    for kind in figures.kinds {
        assert!(text.contains(kind.kind), "{}", kind.kind);
    }
}
