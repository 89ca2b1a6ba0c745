//! Degenerate ink through every function: nothing panics, nothing is made up.

use ink::{Affine, Recipe, Record, record};

use crate::fixtures::degenerate;

#[test]
fn ink_that_shows_nothing_has_no_raster_and_all_other_ink_has_one() {
    for (name, drawing, shows) in degenerate() {
        let raster = drawing.raster();
        assert_eq!(raster.is_some(), shows, "{name}");
        let full = raster.is_none_or(|raster| raster.pixels().contains(&255));
        assert!(full, "{name}: no pixel is wholly ink");
    }
}

#[test]
fn bounds_are_finite_and_there_whenever_a_raster_is() {
    for (name, drawing, shows) in degenerate() {
        let bounds = drawing.bounds();
        assert_eq!(bounds.is_some(), shows, "{name}");
        let size = bounds.map_or([0.0; 2], |bounds| bounds.size());
        assert!(
            size.iter().all(|side| side.is_finite() && *side >= 0.0),
            "{name}: {size:?}"
        );
    }
}

#[test]
fn any_recipe_draws_any_ink() {
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
    for (name, drawing, shows) in degenerate() {
        for pen_width in widths {
            for fit in widths {
                let recipe = Recipe {
                    pen_width,
                    fit,
                    ..Recipe::MNIST
                };
                // A million points at every width would take seconds and show no more.
                let few = drawing
                    .strokes
                    .iter()
                    .all(|stroke| stroke.points.len() < 1000);
                assert!(
                    !few || recipe.raster(&drawing).is_some() == shows,
                    "{name}, {recipe:?}"
                );
            }
        }
    }
}

#[test]
fn any_map_moves_any_ink() {
    for (name, drawing, shows) in degenerate() {
        for map in [
            Affine::IDENTITY,
            Affine::scale(1e30, 0.0),
            Affine([f32::NAN; 6]),
        ] {
            let moved = drawing.transformed(&map);
            assert!(
                shows || moved.raster().is_none(),
                "{name}, {map:?}: ink out of nothing"
            );
            assert_eq!(
                moved.strokes.len(),
                drawing.strokes.len(),
                "{name}, {map:?}"
            );
        }
    }
}

#[test]
fn any_ink_survives_json_less_what_json_cannot_say() {
    for (name, drawing, _) in degenerate() {
        let json = record::to_json(&[Record {
            drawing: drawing.clone(),
            ..Record::default()
        }]);
        let back = record::parse(&json).expect("what was written can be read");
        let rasters = back
            .iter()
            .map(|record| record.drawing.raster())
            .collect::<Vec<_>>();
        assert_eq!(rasters, [drawing.raster()], "{name}");
    }
}
