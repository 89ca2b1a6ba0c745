//! Compares rasters with values computed by hand, and tests the invariances of preprocessing.

use ink::{Affine, Drawing, Point, Raster, SIDE};

use crate::fixtures::{centre_of_mass, drawing, extent, goldens, max_difference};

/// Maximum difference in grey levels due to skipped points; see `MIN_LINE_LENGTH_PX` in the rasteriser.
const TOLERANCE: u8 = 8;

/// Checks pixels given as `(x, y, value)`.
fn check_pixels(drawing: &Drawing, expected: &[(usize, usize, u8)]) {
    let raster = drawing.raster().expect("the drawing has ink");
    for &(x, y, value) in expected {
        assert_eq!(raster.pixels()[y * SIDE + x], value, "pixel ({x}, {y})");
    }
}

/// Checks that a change to the golden drawings does not change their rasters by more than `tolerance` grey levels.
fn check_unchanged(tolerance: u8, change: impl Fn(&Drawing) -> Drawing) {
    for record in goldens() {
        let raster =
            |drawing: &Drawing| -> Raster { drawing.raster().expect("the drawing has ink") };
        let difference =
            max_difference(&raster(&record.drawing), &raster(&change(&record.drawing)));
        assert!(
            difference <= tolerance,
            "the raster of a {:?} changed by {difference} grey levels",
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
fn a_dot_is_a_disc_of_the_pen_width_at_the_centre() {
    // The coverage is 1.75 minus the distance, which is 0, 1, sqrt(2) or 2 pixels.
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
fn a_horizontal_line_is_twenty_pixels_long_and_lies_on_row_14() {
    // The line runs from (5.75, 14.5) to (23.25, 14.5). One row away, the coverage is 3/4. Pixels 4 and 24 of row 14
    // are 1.25 pixels from the ends, so they are half covered; those one row away are sqrt(1.25^2 + 1) pixels from the
    // ends.
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
fn a_vertical_line_is_a_transposed_horizontal_line() {
    let horizontal = drawing(&[&[[0.0, 0.0], [350.0, 0.0]]])
        .raster()
        .expect("the drawing has ink");
    let vertical = drawing(&[&[[0.0, 0.0], [0.0, 350.0]]])
        .raster()
        .expect("the drawing has ink");
    for (i, pixel) in horizontal.pixels().iter().enumerate() {
        let transposed = vertical.pixels()[i % SIDE * SIDE + i / SIDE];
        assert!(
            pixel.abs_diff(transposed) <= 1,
            "{pixel} became {transposed}"
        );
    }
}

#[test]
fn every_golden_drawing_fits_the_box_and_has_its_centre_of_mass_on_pixel_14() {
    for record in goldens() {
        let raster = record.drawing.raster().expect("the drawing has ink");
        let longer = extent(&raster)
            .map(|(first, last)| last + 1 - first)
            .into_iter()
            .max();
        assert!(
            matches!(longer, Some(20 | 21)),
            "a {:?} is {longer:?} pixels long",
            record.label
        );
        let offset = centre_of_mass(&raster).map(|at| (at - 14.0).abs());
        assert!(
            offset.iter().all(|offset| *offset < 0.05),
            "the centre of mass of a {:?} is off by {offset:?}",
            record.label
        );
    }
}

#[test]
fn lopsided_ink_stays_inside_the_field() {
    let mut strokes = vec![vec![[0.0, 0.0], [100.0, 0.0]]];
    strokes.extend((0..100).map(|i| vec![[0.0, i as f32], [12.0, i as f32]]));
    let strokes = strokes.iter().map(Vec::as_slice).collect::<Vec<_>>();
    let [(first, last), _] = extent(&drawing(&strokes).raster().expect("the drawing has ink"));
    assert_eq!(
        (first, last),
        (8, 27),
        "the box must end at the edge of the field"
    );
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
fn translating_a_drawing_leaves_its_raster_unchanged() {
    for (x, y) in [(-500.0, 0.25), (0.1, 3000.0), (1e4, -1e4)] {
        check_unchanged(TOLERANCE, |drawing| {
            drawing.transformed(&Affine::translate(x, y))
        });
    }
}

#[test]
fn the_order_of_strokes_does_not_matter() {
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
fn denser_sampling_leaves_the_raster_unchanged() {
    let denser = |points: &[Point]| -> Vec<Point> {
        let pairs = points
            .windows(2)
            .flat_map(|pair| (0..50).map(move |i| pair[0].lerp(pair[1], i as f32 / 50.0)));
        pairs.chain(points.last().copied()).collect()
    };
    check_unchanged(TOLERANCE, |drawing| with_points(drawing, denser));
}

#[test]
fn the_mean_pixel_of_the_golden_drawings_is_close_to_mnists() {
    let rasters = goldens()
        .into_iter()
        .filter_map(|record| record.drawing.raster());
    let means =
        rasters.map(|raster| raster.pixels().iter().copied().map(f32::from).sum::<f32>() / 784.0);
    let means = means.collect::<Vec<_>>();
    let mean = means.iter().sum::<f32>() / means.len() as f32;
    assert!(
        (30.0..37.0).contains(&mean),
        "the mean pixel is {mean}; MNIST's is 33.3"
    );
}
