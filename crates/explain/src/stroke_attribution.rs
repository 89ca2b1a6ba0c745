//! Stroke attribution: how much each stroke contributes to a class's logit, measured by leaving it out.
//!
//! The other strokes keep their position in the raster. If they were scaled and centred again, every pixel would move,
//! and that would cause most of the difference. A drawing of a single stroke is cut into [`PIECE_COUNT`] pieces of
//! equal length.
//!
//! Limit: a contribution is the effect of leaving out one stroke alone. If either of two strokes is enough for the
//! prediction, both have a small contribution.

use ink::{Drawing, Point, Preprocessing, Stroke};
use recognition::explanation::StrokeAttribution;

use crate::Explainer;

/// Number of pieces into which a single stroke is cut.
pub const PIECE_COUNT: usize = 6;

impl Explainer {
    /// Returns the contribution of each stroke to the logit of `class`, in drawing order.
    ///
    /// For a drawing of one stroke, returns the contribution of each of its pieces. For a drawing without ink, returns
    /// an empty vector.
    pub fn stroke_attributions(&self, drawing: &Drawing, class: u8) -> Vec<StrokeAttribution> {
        let strokes = strokes_or_pieces(drawing);
        let raster_without = |index: usize| {
            let mut rest = Drawing {
                strokes: strokes.clone(),
            };
            rest.strokes.remove(index);
            Preprocessing::MNIST.raster_of_part(drawing, &rest)
        };
        let parts = (0..strokes.len()).map(raster_without);
        let whole = std::iter::once(drawing.raster());
        let Some(rasters) = whole.chain(parts).collect::<Option<Vec<_>>>() else {
            return Vec::new();
        };
        let outputs = self.classifier.outputs(&rasters);
        let logit = |index: usize| outputs[index].logits[usize::from(class)];
        let strokes = strokes.into_iter().enumerate();
        let attribution = |(index, stroke): (usize, Stroke)| StrokeAttribution {
            stroke,
            contribution: logit(0) - logit(index + 1),
            digit_without: self
                .classifier
                .calibration()
                .apply(&outputs[index + 1])
                .digit(),
        };
        strokes.map(attribution).collect()
    }
}

/// Returns the strokes that have ink or, if there is only one, its pieces.
fn strokes_or_pieces(drawing: &Drawing) -> Vec<Stroke> {
    let finite = drawing.strokes.iter().map(|stroke| Stroke {
        points: stroke.finite_points().collect(),
    });
    let strokes: Vec<Stroke> = finite.filter(|stroke| !stroke.points.is_empty()).collect();
    match &strokes[..] {
        [only] => cut(only),
        _ => strokes,
    }
}

/// Cuts a stroke into pieces of equal length, each starting where the previous one ends. A dot stays whole.
fn cut(stroke: &Stroke) -> Vec<Stroke> {
    let lengths = stroke
        .points
        .windows(2)
        .map(|pair| distance(pair[0], pair[1]));
    let piece_length = lengths.sum::<f32>() / PIECE_COUNT as f32;
    if piece_length <= 0.0 || !piece_length.is_finite() {
        return vec![stroke.clone()];
    }
    let mut pieces = vec![Stroke::default()];
    let mut current_length = 0.0;
    let mut last = stroke.points[0];
    for point in &stroke.points {
        let mut remaining = distance(last, *point);
        while current_length + remaining > piece_length && pieces.len() < PIECE_COUNT {
            let t = (piece_length - current_length) / remaining;
            last = last.lerp(*point, t);
            remaining *= 1.0 - t;
            current_length = 0.0;
            push_point(&mut pieces, last);
            pieces.push(Stroke::default());
            push_point(&mut pieces, last);
        }
        current_length += remaining;
        last = *point;
        push_point(&mut pieces, last);
    }
    pieces
}

/// Appends a point to the last piece.
fn push_point(pieces: &mut [Stroke], point: Point) {
    if let Some(piece) = pieces.last_mut() {
        piece.points.push(point);
    }
}

fn distance(from: Point, to: Point) -> f32 {
    (to.x - from.x).hypot(to.y - from.y)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::explainer;

    fn stroke(points: &[[f32; 2]]) -> Stroke {
        Stroke {
            points: points.iter().copied().map(Point::from).collect(),
        }
    }

    /// A 7 whose crossbar is a separate stroke.
    fn crossed_seven() -> Drawing {
        Drawing {
            strokes: vec![
                stroke(&[[10.0, 10.0], [40.0, 10.0], [18.0, 70.0]]),
                stroke(&[[12.0, 40.0], [42.0, 40.0]]),
            ],
        }
    }

    #[test]
    fn a_contribution_is_the_logit_drop_with_the_other_strokes_in_place() {
        let (explainer, drawing) = (explainer(), crossed_seven());
        let attributions = explainer.stroke_attributions(&drawing, 7);
        assert_eq!(attributions.len(), 2);
        let rest = Drawing {
            strokes: vec![drawing.strokes[1].clone()],
        };
        let rest = Preprocessing::MNIST
            .raster_of_part(&drawing, &rest)
            .unwrap();
        let logits = explainer.class_logits(&[drawing.raster().unwrap(), rest], 7);
        let [body, crossbar] = [&attributions[0], &attributions[1]];
        assert!((body.contribution - (logits[0] - logits[1])).abs() < 1e-5);
        assert!(body.contribution > crossbar.contribution);
        assert_ne!(body.digit_without, 7);
    }

    #[test]
    fn a_single_stroke_is_cut_into_connected_pieces_of_equal_length() {
        let pieces = cut(&stroke(&[[0.0, 0.0], [4.0, 0.0], [4.0, 2.0]]));
        assert_eq!(pieces.len(), PIECE_COUNT);
        for piece in &pieces {
            let lengths = piece
                .points
                .windows(2)
                .map(|pair| distance(pair[0], pair[1]));
            assert!((lengths.sum::<f32>() - 1.0).abs() < 1e-5, "{piece:?}");
        }
        for pair in pieces.windows(2) {
            assert_eq!(pair[0].points.last(), pair[1].points.first());
        }
    }

    #[test]
    fn dots_empty_drawings_and_non_finite_points_do_not_panic() {
        let explainer = explainer();
        let dot = Drawing {
            strokes: vec![stroke(&[[3.0, 3.0], [3.0, 3.0]])],
        };
        let non_finite = Drawing {
            strokes: vec![stroke(&[[f32::NAN, 3.0]])],
        };
        assert_eq!(explainer.stroke_attributions(&dot, 1).len(), 1);
        assert_eq!(explainer.stroke_attributions(&non_finite, 1), []);
        assert_eq!(explainer.stroke_attributions(&Drawing::default(), 1), []);
    }
}
