//! Ink in parts: numbered, and in the colour of what each does.

use ink::curve::{Step, steps};
use ink::{Bounds, Drawing, Point, Stroke as InkStroke};
use net::explain::Piece;

use super::{Align, Figure, Lettering, Mark, Stroke, Tone};

/// The picture's side, and what of it the ink fills.
const SIDE: f32 = 200.0;
const INK: f32 = 150.0;

/// Width of the ink.
const PEN: f32 = 13.0;

/// Each part in the colour of what it does for a class, the fuller the more.
#[must_use]
pub fn of_pieces(pieces: &[Piece], class: u8) -> Figure {
    let most = pieces.iter().map(|piece| piece.worth.abs());
    let most = most.fold(f32::MIN_POSITIVE, f32::max);
    let colour = |piece: &Piece| Stroke {
        tone: if piece.worth < 0.0 {
            Tone::Against
        } else {
            Tone::For
        },
        opacity: piece.worth.abs() / most,
        ..Stroke::new(Tone::For, PEN)
    };
    Figure {
        name: format!("strokes-for-{class}"),
        title: format!("The strokes, coloured by what they do for {class}."),
        ..drawn(pieces, colour)
    }
}

/// Each part with its number, none more than another.
#[must_use]
pub fn of_parts(pieces: &[Piece]) -> Figure {
    Figure {
        name: "parts".to_owned(),
        title: "The parts of the drawing, numbered.".to_owned(),
        // Their worth is what is asked.
        description: format!(
            "{} parts, in the order in which they were drawn.",
            pieces.len()
        ),
        ..drawn(pieces, |_| Stroke::new(Tone::Rule, PEN))
    }
}

fn drawn(pieces: &[Piece], colour: impl Fn(&Piece) -> Stroke) -> Figure {
    let strokes: Vec<InkStroke> = pieces.iter().map(|piece| piece.stroke.clone()).collect();
    let Some(bounds) = (Drawing { strokes }).bounds() else {
        return Figure {
            size: [SIDE; 2],
            ..Figure::default()
        };
    };
    let placed: Vec<InkStroke> = pieces
        .iter()
        .map(|piece| placed(&piece.stroke, bounds))
        .collect();
    let under = placed
        .iter()
        .map(|stroke| Mark::Line(path(stroke), Stroke::new(Tone::Rule, PEN)));
    let over = placed.iter().zip(pieces);
    let over = over.map(|(stroke, piece)| Mark::Line(path(stroke), colour(piece)));
    let numbers = placed.iter().enumerate().map(number);
    Figure {
        description: pieces
            .iter()
            .enumerate()
            .map(in_words)
            .collect::<Vec<_>>()
            .join(" "),
        size: [SIDE; 2],
        marks: under.chain(over).chain(numbers).collect(),
        ..Figure::default()
    }
}

/// In the middle of the picture.
fn placed(stroke: &InkStroke, bounds: Bounds) -> InkStroke {
    let scale = INK / (bounds.longer_side() as f32).max(f32::MIN_POSITIVE);
    let edge = bounds.size().map(|side| (SIDE - side as f32 * scale) / 2.0);
    let place = |point: Point| {
        Point::from([
            (point.x - bounds.min.x) * scale + edge[0],
            (point.y - bounds.min.y) * scale + edge[1],
        ])
    };
    InkStroke {
        points: stroke.finite_points().map(place).collect(),
    }
}

/// Beside the middle of its part.
fn number((index, stroke): (usize, &InkStroke)) -> Mark {
    let middle = stroke.points.get(stroke.points.len() / 2);
    let at = middle.map_or([SIDE / 2.0; 2], |point| [point.x + PEN, point.y - 4.0]);
    Mark::Words(
        (index + 1).to_string(),
        Lettering {
            at,
            size: 13.0,
            align: Align::Start,
            tone: Tone::Ink,
        },
    )
}

fn in_words((index, piece): (usize, &Piece)) -> String {
    format!(
        "Part {}: {:+.1}; without it, it reads {}.",
        index + 1,
        piece.worth,
        piece.without
    )
}

/// A stroke as a path, smooth as on the pad.
#[must_use]
pub fn path(stroke: &InkStroke) -> String {
    let steps = steps(&stroke.points);
    let words = steps.map(|step| match step {
        Step::Start(at) => format!("M{} {}", at.x, at.y),
        Step::Line(to) => format!("L{} {}", to.x, to.y),
        Step::Bend { control, end } => {
            format!("Q{} {} {} {}", control.x, control.y, end.x, end.y)
        }
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(points: [[f32; 2]; 2], worth: f32) -> Piece {
        Piece {
            stroke: InkStroke {
                points: points.map(Point::from).to_vec(),
            },
            worth,
            without: 1,
        }
    }

    #[test]
    fn the_part_that_does_most_is_fullest_and_what_is_against_is_blue() {
        let pieces = [
            piece([[0.1, 0.1], [0.1, 0.4]], -2.0),
            piece([[0.1, 0.4], [0.2, 0.4]], 4.0),
        ];
        let figure = of_pieces(&pieces, 7);
        let over: Vec<&Stroke> = figure
            .marks
            .iter()
            .filter_map(|mark| match mark {
                Mark::Line(_, stroke) if stroke.tone != Tone::Rule => Some(stroke),
                _ => None,
            })
            .collect();
        assert_eq!((over[0].tone, over[0].opacity), (Tone::Against, 0.5));
        assert_eq!((over[1].tone, over[1].opacity), (Tone::For, 1.0));
        assert!(figure.description.contains("Part 2: +4.0"));
    }

    #[test]
    fn parts_are_numbered_and_their_worth_is_not_seen() {
        let pieces = [
            piece([[0.1, 0.1], [0.1, 0.4]], -2.0),
            piece([[0.1, 0.4], [0.2, 0.4]], 4.0),
        ];
        let figure = of_parts(&pieces);
        let numbers = figure
            .marks
            .iter()
            .filter(|mark| matches!(mark, Mark::Words(..)));
        assert_eq!(numbers.count(), 2);
        let coloured =
            |mark: &Mark| matches!(mark, Mark::Line(_, stroke) if stroke.tone != Tone::Rule);
        assert!(!figure.marks.iter().any(coloured));
        assert!(of_parts(&[]).marks.is_empty());
    }
}
