//! What holds for any drawing and any picture.

use ink::{Affine, Drawing, Picture, Point, Stroke};
use proptest::prelude::*;

use crate::fixtures::{centre_of_mass, difference, extent};

fn strokes(coordinate: impl Strategy<Value = f32> + Clone) -> impl Strategy<Value = Drawing> {
    let point = (coordinate.clone(), coordinate).prop_map(|(x, y)| Point { x, y });
    let stroke = prop::collection::vec(point, 0..12).prop_map(|points| Stroke { points });
    prop::collection::vec(stroke, 0..5).prop_map(|strokes| Drawing { strokes })
}

/// As a hand draws: in whole pixels of a pad.
fn by_hand() -> impl Strategy<Value = Drawing> {
    strokes((0..400_i16).prop_map(f32::from))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_drawing_has_a_raster_exactly_where_it_has_a_finite_point(
        drawing in strokes(prop::num::f32::ANY),
    ) {
        let shows = drawing.strokes.iter().any(|stroke| stroke.finite_points().next().is_some());
        prop_assert_eq!(drawing.raster().is_some(), shows);
    }

    #[test]
    fn ink_is_full_somewhere_spans_twenty_pixels_and_balances_on_pixel_14(drawing in by_hand()) {
        let Some(raster) = drawing.raster() else { return Ok(()) };
        prop_assert!(raster.pixels().contains(&255));
        for (mass, (first, last)) in centre_of_mass(&raster).into_iter().zip(extent(&raster)) {
            prop_assert!(last - first < 21, "ink from {} to {}", first, last);
            // One-sided ink cannot balance there and yet stay inside.
            let held_back = first == 0 || last == 27;
            prop_assert!(held_back || (mass - 14.0).abs() < 0.2, "balances on {}", mass);
        }
    }

    #[test]
    fn place_and_size_do_not_matter(
        drawing in by_hand(), x in -1e3_f32..1e3, y in -1e3_f32..1e3, power in -2_f32..3.0,
    ) {
        let scale = 10_f32.powf(power);
        let map = Affine::translate(x, y).then(Affine::scale(scale, scale));
        let equal = drawing.bounds().is_none_or(|bounds| bounds.size() == [0.0; 2]);
        // The rounding of moved coordinates shows once a drawing is a thousand times smaller
        // than its distance from the origin.
        let small = drawing.bounds().is_some_and(|bounds| bounds.size().iter().all(|s| *s < 10.0));
        prop_assume!(equal || !small);
        match (drawing.raster(), drawing.transformed(&map).raster()) {
            (Some(before), Some(after)) => prop_assert!(difference(&before, &after) <= 8),
            (before, after) => prop_assert_eq!(before, after),
        }
    }

    #[test]
    fn any_bytes_are_a_picture_or_none(
        width in 0_usize..40, luma in prop::collection::vec(any::<u8>(), 0..1600),
    ) {
        let height = luma.len() / width.max(1);
        let whole = Picture { width, height, luma: luma[..width * height].to_vec() };
        let ink_or_none = whole.raster().is_none_or(|raster| raster.pixels().iter().any(|p| *p > 0));
        prop_assert!(ink_or_none);
        let short = Picture { width, height: height + 1, luma };
        prop_assert!(short.width == 0 || short.luma.len() == width * short.height || short.raster().is_none());
    }
}
