//! What in the ink speaks for a class, stroke by stroke: each is left out and the rest read again.
//!
//! The rest stays where it lies in the whole drawing: were it framed anew, every pixel would move and the difference
//! would tell of the frame. A drawing of one stroke is cut into [`PIECES`] equally long pieces. It tells what the answer
//! loses without that ink, all else as it is; two strokes that each suffice alone both seem to matter little.

use ink::{Drawing, Point, Recipe, Stroke};
use serde::{Deserialize, Serialize};

use super::Explainer;

/// Pieces that a single stroke is cut into.
pub const PIECES: usize = 6;

/// A stroke or a piece of one, and what the reading is without it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Piece {
    /// The ink that is left out.
    pub stroke: Stroke,
    /// How much of the class's logit it makes: above 0 it speaks for the class, below 0 against it.
    pub worth: f32,
    /// The digit that is read without it.
    pub without: u8,
}

impl Explainer {
    /// What each stroke of a drawing does to the class's logit, in the order of drawing, or each piece of the only
    /// one; empty where the drawing has no ink.
    pub fn strokes(&self, drawing: &Drawing, class: u8) -> Vec<Piece> {
        let pieces = pieces(drawing);
        let without = |index: usize| {
            let mut rest = Drawing {
                strokes: pieces.clone(),
            };
            rest.strokes.remove(index);
            Recipe::MNIST.raster_in_frame_of(drawing, &rest)
        };
        let rests = (0..pieces.len()).map(without);
        let whole = std::iter::once(drawing.raster());
        let Some(rasters) = whole.chain(rests).collect::<Option<Vec<_>>>() else {
            return Vec::new();
        };
        let outputs = self.classifier.outputs(&rasters);
        let logit = |index: usize| outputs[index].logits[usize::from(class)];
        let pieces = pieces.into_iter().enumerate();
        let piece = |(index, stroke): (usize, Stroke)| Piece {
            stroke,
            worth: logit(0) - logit(index + 1),
            without: self
                .classifier
                .calibration
                .prediction(&outputs[index + 1])
                .digit(),
        };
        pieces.map(piece).collect()
    }
}

/// The strokes with ink; the pieces of the only one.
fn pieces(drawing: &Drawing) -> Vec<Stroke> {
    let finite = drawing.strokes.iter().map(|stroke| Stroke {
        points: stroke.finite_points().collect(),
    });
    let strokes: Vec<Stroke> = finite.filter(|stroke| !stroke.points.is_empty()).collect();
    match &strokes[..] {
        [only] => cut(only),
        _ => strokes,
    }
}

/// A stroke in equally long pieces, each starting where the one before ended; a dot stays whole.
fn cut(stroke: &Stroke) -> Vec<Stroke> {
    let lengths = stroke
        .points
        .windows(2)
        .map(|pair| length(pair[0], pair[1]));
    let piece_length = lengths.sum::<f32>() / PIECES as f32;
    if piece_length <= 0.0 || !piece_length.is_finite() {
        return vec![stroke.clone()];
    }
    let mut pieces = vec![Stroke::default()];
    let mut gone = 0.0;
    let mut last = stroke.points[0];
    for point in &stroke.points {
        let mut left = length(last, *point);
        while gone + left > piece_length && pieces.len() < PIECES {
            let part = (piece_length - gone) / left;
            last = last.towards(*point, part);
            left *= 1.0 - part;
            gone = 0.0;
            add(&mut pieces, last);
            pieces.push(Stroke::default());
            add(&mut pieces, last);
        }
        gone += left;
        last = *point;
        add(&mut pieces, last);
    }
    pieces
}

fn add(pieces: &mut [Stroke], point: Point) {
    if let Some(piece) = pieces.last_mut() {
        piece.points.push(point);
    }
}

fn length(from: Point, to: Point) -> f32 {
    (to.x - from.x).hypot(to.y - from.y)
}

#[cfg(test)]
mod tests {
    use super::super::testing::explainer;
    use super::*;

    fn stroke(points: &[[f32; 2]]) -> Stroke {
        Stroke {
            points: points.iter().copied().map(Point::from).collect(),
        }
    }

    /// A 7 whose bar is a stroke of its own.
    fn barred() -> Drawing {
        Drawing {
            strokes: vec![
                stroke(&[[10.0, 10.0], [40.0, 10.0], [18.0, 70.0]]),
                stroke(&[[12.0, 40.0], [42.0, 40.0]]),
            ],
        }
    }

    #[test]
    fn the_worth_of_a_stroke_is_what_the_logit_loses_without_it_the_rest_in_its_place() {
        let (explainer, drawing) = (explainer(), barred());
        let strokes = explainer.strokes(&drawing, 7);
        assert_eq!(strokes.len(), 2);
        let rest = Drawing {
            strokes: vec![drawing.strokes[1].clone()],
        };
        let rest = Recipe::MNIST.raster_in_frame_of(&drawing, &rest).unwrap();
        let logits = explainer.logits_of(&[drawing.raster().unwrap(), rest], 7);
        assert!((strokes[0].worth - (logits[0] - logits[1])).abs() < 1e-5);
        assert!(strokes[0].worth > strokes[1].worth);
        assert_ne!(strokes[0].without, 7);
    }

    #[test]
    fn a_single_stroke_is_cut_into_equally_long_pieces_that_join() {
        let pieces = cut(&stroke(&[[0.0, 0.0], [4.0, 0.0], [4.0, 2.0]]));
        assert_eq!(pieces.len(), PIECES);
        for piece in &pieces {
            let along = piece.points.windows(2).map(|pair| length(pair[0], pair[1]));
            assert!((along.sum::<f32>() - 1.0).abs() < 1e-5, "{piece:?}");
        }
        for pair in pieces.windows(2) {
            assert_eq!(pair[0].points.last(), pair[1].points.first());
        }
    }

    #[test]
    fn dots_and_nothing_and_points_at_no_place_are_no_trouble() {
        let explainer = explainer();
        let dot = Drawing {
            strokes: vec![stroke(&[[3.0, 3.0], [3.0, 3.0]])],
        };
        let nowhere = Drawing {
            strokes: vec![stroke(&[[f32::NAN, 3.0]])],
        };
        assert_eq!(explainer.strokes(&dot, 1).len(), 1);
        assert_eq!(explainer.strokes(&nowhere, 1), []);
        assert_eq!(explainer.strokes(&Drawing::default(), 1), []);
    }
}
