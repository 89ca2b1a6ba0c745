//! Tests of the counts by group, family and kind.

use ink::Drawing;
use model::{Calibration, NetConfig};

use super::*;

fn non_digit(kind: &'static str, family: Family, subset: Subset, digit_like: bool) -> NonDigit {
    NonDigit {
        kind,
        family,
        digit_like,
        subset,
        drawing: Drawing::default(),
    }
}

/// Returns two stars (a training kind), a heart (held out) and two bars (digit-like).
fn five_non_digits() -> [NonDigit; 5] {
    let star = || non_digit("star", Family::Shapes, Subset::Train, false);
    let bar = || non_digit("bar", Family::Letters, Subset::HeldOut, true);
    [
        star(),
        star(),
        non_digit("heart", Family::Shapes, Subset::HeldOut, false),
        bar(),
        bar(),
    ]
}

/// Measures an untrained network, so that only the threshold determines what is rejected.
fn measured(ood_threshold: f32) -> OodDetection {
    let net = NetConfig {
        channels: [2, 2, 2],
        hidden: 4,
        dropout: 0.0,
    };
    let classifier =
        Classifier::from(net.init(&Default::default())).with_calibration(Calibration {
            temperature: 1.0,
            ood_threshold,
        });
    let digits = vec![Raster::from_pixels([0; 784]); 3];
    measure(&classifier, "three", &digits, &non_digits::test_set(1, 1))
}

#[test]
fn groups_families_and_kinds_are_counted_separately() {
    let drawings = five_non_digits();
    let outcomes: Vec<Outcome> = drawings
        .iter()
        .zip([true, false, true, false, false])
        .collect();
    let counts = |groups: [Rejected; 3]| groups.map(|group| (group.rejected, group.n));
    let all = groups(&outcomes);
    let all = [all.training, all.held_out, all.digit_like];
    assert_eq!(counts(all), [(1, 2), (1, 1), (0, 2)]);
    let shapes = by_family(&outcomes, Family::Shapes);
    let shapes = [shapes.training, shapes.held_out, shapes.digit_like];
    assert_eq!(counts(shapes), [(1, 2), (1, 1), (0, 0)]);
    let star = by_kind(&outcomes[..2]);
    assert_eq!(
        (&*star.kind, star.group, star.rate),
        ("star", Group::Training, 0.5)
    );
}

#[test]
fn every_kind_is_listed_once_and_in_one_group() {
    let detection = measured(f32::MAX);
    let n = |rejected: Rejected| rejected.n;
    let all = detection.all;
    assert_eq!(
        detection.kinds.len(),
        n(all.training) + n(all.held_out) + n(all.digit_like)
    );
    assert_eq!((detection.digits.n, detection.scores.len()), (3, 5));
}

#[test]
fn the_threshold_determines_what_is_rejected() {
    let none = measured(f32::MAX);
    assert_eq!((none.digits.rejected, none.all.training.rejected), (0, 0));
    let all = measured(f32::MIN);
    assert_eq!((all.digits.rate, all.all.held_out.rate), (1.0, 1.0));
}
