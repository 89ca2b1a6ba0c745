//! Places a drawing on the pad and rounds its points to whole px.
//!
//! A mouse reports its position in whole px. The page stores points in units of the pad's side, so the rounded points
//! are divided by the side.

use ink::{Affine, Bounds, Drawing};

/// Maximum side length of the pad in px (`--pad` in `style/tokens.css`).
pub const SIDE_PX: f32 = 544.0;

/// Scales the drawing so that its longer side is `longer_side_px`, moves the top left corner of its bounding box to
/// `corner_px`, and rounds the points to whole px. A dot is not scaled.
pub(super) fn place(drawing: &mut Drawing, longer_side_px: f32, corner_px: [f32; 2]) {
    let Some(bounds) = drawing.bounds() else {
        return;
    };
    let scale = scale(bounds, longer_side_px);
    let [x, y] = corner_px;
    let onto_pad = Affine::translate(-bounds.min.x, -bounds.min.y)
        .then(Affine::scale(scale, scale))
        .then(Affine::translate(x, y));
    for point in drawing
        .strokes
        .iter_mut()
        .flat_map(|stroke| &mut stroke.points)
    {
        let on_pad = onto_pad.apply(*point);
        point.x = on_pad.x.round() / SIDE_PX;
        point.y = on_pad.y.round() / SIDE_PX;
    }
}

/// Returns the top left corner at which a drawing with this longer side is centred on the pad.
pub(super) fn centred_corner(bounds: Bounds, longer_side_px: f32) -> [f32; 2] {
    let scale = scale(bounds, longer_side_px);
    bounds
        .size()
        .map(|side| (SIDE_PX - side as f32 * scale) / 2.0)
}

fn scale(bounds: Bounds, longer_side_px: f32) -> f32 {
    let longer_side = bounds.longer_side() as f32;
    if longer_side > 0.0 {
        longer_side_px / longer_side
    } else {
        1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ink::{Point, Stroke};

    fn placed(points: &[[f32; 2]], size: f32, corner: [f32; 2]) -> Vec<[f32; 2]> {
        let points = points.iter().copied().map(Point::from).collect();
        let mut drawing = Drawing {
            strokes: vec![Stroke { points }],
        };
        place(&mut drawing, size, corner);
        let in_px = |point: &Point| {
            [point.x, point.y].map(|coordinate| (coordinate * SIDE_PX * 1e3).round() / 1e3)
        };
        drawing.strokes[0].points.iter().map(in_px).collect()
    }

    #[test]
    fn the_drawing_gets_the_size_and_corner_in_whole_px() {
        let points = [[7.0, 100.0], [17.0, 300.0], [27.0, 200.0]];
        let expected = [[3.0, 5.0], [6.0, 55.0], [8.0, 30.0]];
        assert_eq!(placed(&points, 50.0, [3.0, 5.0]), expected);
    }

    #[test]
    fn a_centred_drawing_has_equal_margins() {
        let bounds = Bounds {
            min: [10.0, 10.0].into(),
            max: [20.0, 30.0].into(),
        };
        assert_eq!(centred_corner(bounds, 44.0), [261.0, 250.0]);
    }

    #[test]
    fn a_dot_is_moved_but_not_scaled() {
        assert_eq!(placed(&[[9.0, 9.0]], 50.0, [20.4, 3.0]), [[20.0, 3.0]]);
    }
}
