//! Figures of a drawing's parts: numbered, or coloured by their contribution. A part is a stroke; a single stroke is
//! cut into several parts.

use ink::svg::stroke_path;
use ink::{Affine, Drawing, Point, Stroke};
use recognition::explanation::StrokeAttribution;

use super::{ColorRole, Figure, LineStyle, Shape, TextAnchor, TextStyle};

/// The side of the figure.
const SIDE: f32 = 200.0;

/// The longer side of the ink in the figure.
const INK_SIDE: f32 = 150.0;

/// The width of the ink.
const INK_WIDTH: f32 = 13.0;

/// Draws the parts, coloured by their contribution to a class. The opacity increases with the magnitude.
#[must_use]
pub fn attribution_figure(attributions: &[StrokeAttribution], class: u8) -> Figure {
    let magnitudes = attributions.iter().map(|part| part.contribution.abs());
    let max_abs = magnitudes.fold(f32::MIN_POSITIVE, f32::max);
    let style = |part: &StrokeAttribution| LineStyle {
        color: if part.contribution < 0.0 {
            ColorRole::Negative
        } else {
            ColorRole::Positive
        },
        opacity: part.contribution.abs() / max_abs,
        ..LineStyle::new(ColorRole::Positive, INK_WIDTH)
    };
    let strings = &text::INSPECTOR.attribution;
    let descriptions = attributions.iter().enumerate();
    let descriptions = descriptions.map(|(index, part)| {
        let contribution = format!("{:+.1}", part.contribution);
        (strings.part)(index + 1, &contribution, part.digit_without)
    });
    Figure {
        name: (strings.parts_file_name)(class),
        title: (strings.parts_figure)(class),
        description: descriptions.collect::<Vec<_>>().join(" "),
        size: [SIDE; 2],
        shapes: part_shapes(attributions, style),
    }
}

/// Draws the parts with numbers but without their contributions, which the user has to guess in the lesson.
#[must_use]
pub fn numbered_parts_figure(attributions: &[StrokeAttribution]) -> Figure {
    let strings = &text::INSPECTOR.attribution;
    Figure {
        name: strings.numbered_parts_file_name.to_owned(),
        title: strings.numbered_parts_figure.to_owned(),
        description: (strings.numbered_parts_description)(attributions.len()),
        size: [SIDE; 2],
        shapes: part_shapes(attributions, |_| LineStyle::new(ColorRole::Grid, INK_WIDTH)),
    }
}

/// Draws the parts, scaled to the figure, and their numbers.
fn part_shapes(
    attributions: &[StrokeAttribution],
    style: impl Fn(&StrokeAttribution) -> LineStyle,
) -> Vec<Shape> {
    let strokes = attributions.iter().map(|part| part.stroke.clone());
    let drawing = Drawing {
        strokes: strokes.collect(),
    };
    let Some(bounds) = drawing.bounds() else {
        return Vec::new();
    };
    let centre = Point::from([SIDE / 2.0; 2]);
    let Drawing { strokes } = drawing.transformed(&Affine::fit(bounds, INK_SIDE, centre));
    let background = strokes.iter().map(|stroke| {
        let style = LineStyle::new(ColorRole::Grid, INK_WIDTH);
        Shape::Line(stroke_path(stroke), style)
    });
    let parts = strokes.iter().zip(attributions);
    let parts = parts.map(|(stroke, part)| Shape::Line(stroke_path(stroke), style(part)));
    let numbers = strokes.iter().enumerate().map(number);
    background.chain(parts).chain(numbers).collect()
}

/// Draws a part's number beside the middle of its stroke.
fn number((index, stroke): (usize, &Stroke)) -> Shape {
    let middle = stroke.points.get(stroke.points.len() / 2);
    let position = middle.map_or([SIDE / 2.0; 2], |point| {
        [point.x + INK_WIDTH, point.y - 4.0]
    });
    Shape::Text(
        (index + 1).to_string(),
        TextStyle {
            position,
            font_size: 13.0,
            anchor: TextAnchor::Start,
            color: ColorRole::Primary,
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(points: [[f32; 2]; 2], contribution: f32) -> StrokeAttribution {
        StrokeAttribution {
            stroke: Stroke {
                points: points.map(Point::from).to_vec(),
            },
            contribution,
            digit_without: 1,
        }
    }

    fn parts() -> [StrokeAttribution; 2] {
        [
            part([[0.1, 0.1], [0.1, 0.4]], -2.0),
            part([[0.1, 0.4], [0.2, 0.4]], 4.0),
        ]
    }

    #[test]
    fn parts_are_colored_by_sign_and_magnitude() {
        let figure = attribution_figure(&parts(), 7);
        let colored: Vec<&LineStyle> = figure
            .shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Line(_, style) if style.color != ColorRole::Grid => Some(style),
                _ => None,
            })
            .collect();
        assert_eq!(
            (colored[0].color, colored[0].opacity),
            (ColorRole::Negative, 0.5)
        );
        assert_eq!(
            (colored[1].color, colored[1].opacity),
            (ColorRole::Positive, 1.0)
        );
        assert!(figure.description.contains("Part 2: +4.0"));
    }

    #[test]
    fn numbered_parts_do_not_reveal_their_contributions() {
        let figure = numbered_parts_figure(&parts());
        let numbers = figure
            .shapes
            .iter()
            .filter(|shape| matches!(shape, Shape::Text(..)));
        assert_eq!(numbers.count(), 2);
        let is_colored = |shape: &Shape| matches!(shape, Shape::Line(_, style) if style.color != ColorRole::Grid);
        assert!(!figure.shapes.iter().any(is_colored));
        assert!(numbered_parts_figure(&[]).shapes.is_empty());
    }
}
