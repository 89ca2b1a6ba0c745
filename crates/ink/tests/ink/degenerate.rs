//! Passes degenerate drawings to every function: none panics, and none adds ink.

use ink::{Affine, Preprocessing, Record, record};

use crate::fixtures::degenerate;

#[test]
fn a_drawing_has_a_raster_if_and_only_if_it_has_ink() {
    for (name, drawing, has_ink) in degenerate() {
        let raster = drawing.raster();
        assert_eq!(raster.is_some(), has_ink, "{name}");
        let has_full_ink = raster.is_none_or(|raster| raster.pixels().contains(&255));
        assert!(has_full_ink, "{name}: no pixel is full ink");
    }
}

#[test]
fn a_drawing_with_ink_has_finite_bounds() {
    for (name, drawing, has_ink) in degenerate() {
        let bounds = drawing.bounds();
        assert_eq!(bounds.is_some(), has_ink, "{name}");
        let size = bounds.map_or([0.0; 2], |bounds| bounds.size());
        assert!(
            size.iter().all(|side| side.is_finite() && *side >= 0.0),
            "{name}: {size:?}"
        );
    }
}

#[test]
fn any_preprocessing_accepts_any_drawing() {
    let widths = [
        f32::NAN,
        f32::NEG_INFINITY,
        -1.0,
        0.0,
        1e-30,
        2.5,
        20.0,
        1e30,
        f32::INFINITY,
    ];
    for (name, drawing, has_ink) in degenerate() {
        for pen_width in widths {
            for box_side in widths {
                let preprocessing = Preprocessing {
                    pen_width,
                    box_side,
                    ..Preprocessing::MNIST
                };
                // A million points at every width would take seconds without testing more.
                let is_small = drawing
                    .strokes
                    .iter()
                    .all(|stroke| stroke.points.len() < 1000);
                assert!(
                    !is_small || preprocessing.raster(&drawing).is_some() == has_ink,
                    "{name}, {preprocessing:?}"
                );
            }
        }
    }
}

#[test]
fn any_map_transforms_any_drawing() {
    for (name, drawing, has_ink) in degenerate() {
        for map in [
            Affine::IDENTITY,
            Affine::scale(1e30, 0.0),
            Affine([f32::NAN; 6]),
        ] {
            let transformed = drawing.transformed(&map);
            assert!(
                has_ink || transformed.raster().is_none(),
                "{name}, {map:?}: the map added ink"
            );
            assert_eq!(
                transformed.strokes.len(),
                drawing.strokes.len(),
                "{name}, {map:?}"
            );
        }
    }
}

#[test]
fn json_preserves_the_raster_of_any_drawing() {
    for (name, drawing, _) in degenerate() {
        let json = record::to_json(&[Record {
            drawing: drawing.clone(),
            ..Record::default()
        }]);
        let parsed = record::parse(&json).expect("the output of to_json is valid");
        let rasters = parsed
            .iter()
            .map(|record| record.drawing.raster())
            .collect::<Vec<_>>();
        assert_eq!(rasters, [drawing.raster()], "{name}");
    }
}
