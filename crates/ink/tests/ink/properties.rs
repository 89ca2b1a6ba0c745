//! Properties that hold for all drawings.

use ink::{Affine, Drawing, Point, Stroke};
use proptest::prelude::*;

use crate::fixtures::{centre_of_mass, extent, max_difference};

fn strokes(coordinate: impl Strategy<Value = f32> + Clone) -> impl Strategy<Value = Drawing> {
    let point = (coordinate.clone(), coordinate).prop_map(|(x, y)| Point { x, y });
    let stroke = prop::collection::vec(point, 0..12).prop_map(|points| Stroke { points });
    prop::collection::vec(stroke, 0..5).prop_map(|strokes| Drawing { strokes })
}

/// Generates strokes with integer coordinates, like those of a pointing device.
fn pixel_strokes() -> impl Strategy<Value = Drawing> {
    strokes((0..400_i16).prop_map(f32::from))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_drawing_has_a_raster_if_and_only_if_it_has_a_finite_point(
        drawing in strokes(prop::num::f32::ANY),
    ) {
        let has_finite_point = drawing.strokes.iter().any(|stroke| stroke.finite_points().next().is_some());
        prop_assert_eq!(drawing.raster().is_some(), has_finite_point);
    }

    #[test]
    fn a_raster_has_full_ink_fits_the_box_and_has_its_centre_of_mass_on_pixel_14(drawing in pixel_strokes()) {
        let Some(raster) = drawing.raster() else { return Ok(()) };
        prop_assert!(raster.pixels().contains(&255));
        for (mass, (first, last)) in centre_of_mass(&raster).into_iter().zip(extent(&raster)) {
            prop_assert!(last - first < 21, "ink from {} to {}", first, last);
            // The box of lopsided ink reaches the edge of the field before the centre of mass reaches pixel 14.
            let is_clamped = first == 0 || last == 27;
            prop_assert!(is_clamped || (mass - 14.0).abs() < 0.2, "centre of mass {}", mass);
        }
    }

    #[test]
    fn position_and_size_do_not_matter(
        drawing in pixel_strokes(), x in -1e3_f32..1e3, y in -1e3_f32..1e3, power in -2_f32..3.0,
    ) {
        let scale = 10_f32.powf(power);
        let map = Affine::translate(x, y).then(Affine::scale(scale, scale));
        let is_dot = drawing.bounds().is_none_or(|bounds| bounds.size() == [0.0; 2]);
        // Rounding becomes visible when a drawing is a thousand times smaller than its distance from the origin.
        let is_tiny = drawing.bounds().is_some_and(|bounds| bounds.size().iter().all(|s| *s < 10.0));
        prop_assume!(is_dot || !is_tiny);
        match (drawing.raster(), drawing.transformed(&map).raster()) {
            (Some(before), Some(after)) => prop_assert!(max_difference(&before, &after) <= 8),
            (before, after) => prop_assert_eq!(before, after),
        }
    }
}
