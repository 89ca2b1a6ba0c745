//! The recipe: small cases worked out by hand, and what must not change a raster.

use ink::{Affine, Drawing, Point, Raster, SIDE};

use crate::fixtures::{centre_of_mass, difference, drawing, extent, goldens};

/// Grey levels by which a raster may differ where it should not; see `LEAST_MOVE` in the pen.
const TOLERANCE: u8 = 8;

/// Compares the pixels named as `(x, y, value)`.
fn check_pixels(drawing: &Drawing, expected: &[(usize, usize, u8)]) {
    let raster = drawing.raster().expect("there is ink");
    for &(x, y, value) in expected {
        assert_eq!(raster.pixels()[y * SIDE + x], value, "pixel ({x}, {y})");
    }
}

/// Draws every golden, changed, and compares it with itself unchanged.
fn check_unchanged(tolerance: u8, change: impl Fn(&Drawing) -> Drawing) {
    for record in goldens() {
        let raster = |drawing: &Drawing| -> Raster { drawing.raster().expect("there is ink") };
        let by = difference(&raster(&record.drawing), &raster(&change(&record.drawing)));
        assert!(
            by <= tolerance,
            "a {:?} changed by {by} grey levels",
            record.label
        );
    }
}

fn with_points(drawing: &Drawing, change: impl Fn(&[Point]) -> Vec<Point>) -> Drawing {
    let mut drawing = drawing.clone();
    for stroke in &mut drawing.strokes {
        stroke.points = change(&stroke.points);
    }
    drawing
}

#[test]
fn a_dot_is_a_round_blob_of_the_pens_width_at_the_centre() {
    // Coverage is 1.75 less the distance: 0, 1, sqrt 2 and 2 pixels away.
    let expected = [
        (14, 14, 255),
        (13, 14, 191),
        (14, 15, 191),
        (13, 13, 86),
        (15, 13, 86),
    ];
    check_pixels(&drawing(&[&[[-70.0, 9e5]]]), &expected);
    check_pixels(
        &drawing(&[&[[5.0, 5.0]; 3]]),
        &[(14, 14, 255), (12, 14, 0), (14, 16, 0)],
    );
}

#[test]
fn a_level_line_spans_twenty_pixels_and_lies_on_row_14() {
    // From (5.75, 14.5) to (23.25, 14.5). One row off, coverage is 3/4; pixel 4 is sqrt(1.25^2 +
    // 1) from the end. Pixels 4 and 24 of row 14 are 1.25 away: half covered.
    let line = drawing(&[&[[0.0, 0.0], [350.0, 0.0]]]);
    check_pixels(
        &line,
        &[
            (14, 14, 255),
            (5, 14, 255),
            (23, 14, 255),
            (4, 14, 128),
            (24, 14, 128),
        ],
    );
    check_pixels(
        &line,
        &[
            (3, 14, 0),
            (25, 14, 0),
            (14, 13, 191),
            (14, 15, 191),
            (14, 12, 0),
        ],
    );
    check_pixels(
        &line,
        &[(5, 13, 183), (4, 13, 38), (4, 15, 38), (24, 15, 38)],
    );
}

#[test]
fn an_upright_line_is_a_level_line_turned() {
    let level = drawing(&[&[[0.0, 0.0], [350.0, 0.0]]])
        .raster()
        .expect("there is ink");
    let upright = drawing(&[&[[0.0, 0.0], [0.0, 350.0]]])
        .raster()
        .expect("there is ink");
    for (i, pixel) in level.pixels().iter().enumerate() {
        let turned = upright.pixels()[i % SIDE * SIDE + i / SIDE];
        assert!(pixel.abs_diff(turned) <= 1, "{pixel} became {turned}");
    }
}

#[test]
fn every_golden_fits_twenty_pixels_with_its_weight_on_pixel_14() {
    for record in goldens() {
        let raster = record.drawing.raster().expect("there is ink");
        let longer = extent(&raster)
            .map(|(first, last)| last + 1 - first)
            .into_iter()
            .max();
        assert!(
            matches!(longer, Some(20 | 21)),
            "a {:?} spans {longer:?}",
            record.label
        );
        let off = centre_of_mass(&raster).map(|at| (at - 14.0).abs());
        assert!(
            off.iter().all(|off| *off < 0.05),
            "a {:?} is off by {off:?}",
            record.label
        );
    }
}

#[test]
fn one_sided_ink_stays_inside_the_field() {
    let mut strokes = vec![vec![[0.0, 0.0], [100.0, 0.0]]];
    strokes.extend((0..100).map(|i| vec![[0.0, i as f32], [12.0, i as f32]]));
    let strokes = strokes.iter().map(Vec::as_slice).collect::<Vec<_>>();
    let [(first, last), _] = extent(&drawing(&strokes).raster().expect("there is ink"));
    assert_eq!((first, last), (8, 27), "the box ends with the field");
}

#[test]
fn scaling_a_drawing_leaves_its_raster_unchanged() {
    for scale in [0.01, 0.3, 7.0, 1000.0] {
        check_unchanged(TOLERANCE, |drawing| {
            drawing.transformed(&Affine::scale(scale, scale))
        });
    }
}

#[test]
fn moving_a_drawing_leaves_its_raster_unchanged() {
    for (x, y) in [(-500.0, 0.25), (0.1, 3000.0), (1e4, -1e4)] {
        check_unchanged(TOLERANCE, |drawing| {
            drawing.transformed(&Affine::translate(x, y))
        });
    }
}

#[test]
fn the_order_of_strokes_does_not_matter_at_all() {
    check_unchanged(0, |drawing| Drawing {
        strokes: drawing.strokes.iter().rev().cloned().collect(),
    });
}

#[test]
fn the_direction_of_strokes_does_not_matter() {
    check_unchanged(TOLERANCE, |drawing| {
        with_points(drawing, |points| points.iter().rev().copied().collect())
    });
}

#[test]
fn denser_points_on_the_same_lines_change_nothing() {
    let between = |a: Point, b: Point, part: f32| Point {
        x: a.x + (b.x - a.x) * part,
        y: a.y + (b.y - a.y) * part,
    };
    let denser = |points: &[Point]| -> Vec<Point> {
        let pairs = points
            .windows(2)
            .flat_map(|pair| (0..50).map(move |i| between(pair[0], pair[1], i as f32 / 50.0)));
        pairs.chain(points.last().copied()).collect()
    };
    check_unchanged(TOLERANCE, |drawing| with_points(drawing, denser));
}

#[test]
fn the_goldens_weigh_what_mnist_weighs() {
    let rasters = goldens()
        .into_iter()
        .filter_map(|record| record.drawing.raster());
    let means =
        rasters.map(|raster| raster.pixels().iter().copied().map(f32::from).sum::<f32>() / 784.0);
    let means = means.collect::<Vec<_>>();
    let mean = means.iter().sum::<f32>() / means.len() as f32;
    assert!(
        (30.0..37.0).contains(&mean),
        "mean pixel {mean}; MNIST's is 33.3"
    );
}
