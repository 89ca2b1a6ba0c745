//! Compares affine maps with values computed by hand.

use std::f32::consts::FRAC_PI_2;

use ink::{Affine, Bounds, Point};

fn check(map: Affine, from: [f32; 2], to: [f32; 2]) {
    let Point { x, y } = map.apply(Point::from(from));
    let near = (x - to[0]).abs() < 1e-5 && (y - to[1]).abs() < 1e-5;
    assert!(
        near,
        "{map:?} maps {from:?} to {:?}, expected {to:?}",
        [x, y]
    );
}

#[test]
fn each_constructor_gives_the_expected_map() {
    check(Affine::IDENTITY, [3.0, 4.0], [3.0, 4.0]);
    check(Affine::scale(2.0, -1.0), [3.0, 4.0], [6.0, -4.0]);
    check(Affine::translate(10.0, 20.0), [3.0, 4.0], [13.0, 24.0]);
    check(Affine::shear(0.5), [3.0, 4.0], [5.0, 4.0]);
    check(Affine::rotate(FRAC_PI_2), [3.0, 4.0], [-4.0, 3.0]);
    check(
        Affine([1.0, 2.0, 3.0, 4.0, 5.0, 6.0]),
        [10.0, 100.0],
        [315.0, 426.0],
    );
}

#[test]
fn then_composes_maps_from_left_to_right() {
    let scale_then_translate = Affine::scale(2.0, 3.0).then(Affine::translate(1.0, 1.0));
    check(scale_then_translate, [10.0, 10.0], [21.0, 31.0]);
    let translate_then_scale = Affine::translate(1.0, 1.0).then(Affine::scale(2.0, 3.0));
    check(translate_then_scale, [10.0, 10.0], [22.0, 33.0]);
    let both = Affine::rotate(0.3).then(Affine::shear(-0.7));
    let point = Point { x: 2.0, y: -5.0 };
    check(
        both,
        point.into(),
        Affine::shear(-0.7)
            .apply(Affine::rotate(0.3).apply(point))
            .into(),
    );
}

#[test]
fn fit_scales_the_longer_side_and_centres_the_box() {
    let bounds = |min: [f32; 2], max: [f32; 2]| Bounds {
        min: min.into(),
        max: max.into(),
    };
    let wide = Affine::fit(bounds([10.0, 20.0], [30.0, 30.0]), 2.0, [5.0, 7.0].into());
    check(wide, [10.0, 20.0], [4.0, 6.5]);
    check(wide, [30.0, 30.0], [6.0, 7.5]);
    let dot = Affine::fit(bounds([3.0, 4.0], [3.0, 4.0]), 2.0, [0.5, 0.5].into());
    check(dot, [3.0, 4.0], [0.5, 0.5]);
    let huge = Affine::fit(bounds([f32::MIN; 2], [f32::MAX; 2]), 1.0, [0.5, 0.5].into());
    check(huge, [f32::MAX, f32::MIN], [1.0, 0.0]);
}
