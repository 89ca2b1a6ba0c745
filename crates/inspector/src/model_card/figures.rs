//! The figures of the model card: confusion matrix, reliability diagram and robustness curves.

use recognition::model_card::{Bin, Curve, CurvePoint, TestSet};
use text::number_format::{percent, with_minus_sign};

use super::mistakes_text;
use crate::figure::{ColorRole, Figure, LineStyle, Shape, TextAnchor, polyline_path};

/// The plot area of the curves: left, top, right, bottom.
const PLOT: [f32; 4] = [34.0, 8.0, 266.0, 128.0];

/// Width and height of the curves' figures.
const FIGURE_SIZE: [f32; 2] = [280.0, 156.0];

/// Maximum number of labelled values on the axis of a robustness curve.
const MAX_AXIS_LABELS: usize = 7;

/// Draws a robustness curve with its confidence interval as a band. The values are evenly spaced on the axis,
/// regardless of the differences between them.
#[must_use]
pub fn robustness_figure(curve: &Curve) -> Figure {
    let strings = &text::INSPECTOR.model_card.curve;
    let (label, points) = ((strings.label)(&curve.name), &curve.points);
    let step = 1.0 / (points.len().max(2) - 1) as f32;
    let line = |y: fn(&CurvePoint) -> f32| {
        let points = points.iter().enumerate();
        points.map(move |(index, point)| plot_point(index as f32 * step, y(point)))
    };
    let band = line(|point| point.interval[1]).chain(line(|point| point.interval[0]).rev());
    let mut shapes = grid_lines();
    shapes.push(Shape::Area(polyline_path(band) + "Z", ColorRole::Band));
    shapes.push(Shape::Line(
        polyline_path(line(|point| point.accuracy)),
        LineStyle::new(ColorRole::Primary, 1.5),
    ));
    let label_step = points.len().div_ceil(MAX_AXIS_LABELS).max(1);
    let labelled = points.iter().enumerate().step_by(label_step);
    shapes.extend(
        labelled
            .map(|(index, point)| tick_label(index as f32 * step, &with_minus_sign(&point.value))),
    );
    shapes.push(axis_label(&label));
    let descriptions = points
        .iter()
        .map(|point| (strings.point)(point.accuracy, &with_minus_sign(&point.value)));
    Figure {
        name: format!("{}-{}", strings.file_name, slug(&label)),
        title: (strings.figure)(&label),
        description: format!("{}.", descriptions.collect::<Vec<_>>().join(", ")),
        size: FIGURE_SIZE,
        shapes,
    }
}

/// Draws a reliability diagram: the accuracy of each bin over its confidence, with the diagonal where both are equal.
/// The diameter of a dot grows with the logarithm of the bin's size.
#[must_use]
pub fn reliability_figure(set: &TestSet) -> Figure {
    let mut shapes = grid_lines();
    let dashed = LineStyle {
        is_dashed: true,
        ..LineStyle::new(ColorRole::Secondary, 1.0)
    };
    let diagonal = polyline_path([plot_point(0.0, 0.0), plot_point(1.0, 1.0)]);
    shapes.push(Shape::Line(diagonal, dashed));
    let line = set
        .bins
        .iter()
        .map(|bin| plot_point(bin.confidence, bin.accuracy));
    shapes.push(Shape::Line(
        polyline_path(line),
        LineStyle::new(ColorRole::Grid, 1.0),
    ));
    shapes.extend(set.bins.iter().map(bin_dot));
    let ticks = [0.0_f32, 0.25, 0.5, 0.75, 1.0];
    shapes.extend(ticks.map(|tick| tick_label(tick, &percent(tick))));
    let strings = &text::INSPECTOR.model_card.reliability;
    shapes.push(axis_label(strings.axis));
    let descriptions = set.bins.iter().map(strings.bin);
    Figure {
        name: format!("{}-{}", strings.file_name, slug(&set.dataset)),
        title: (strings.figure)(&set.dataset),
        description: format!("{}.", descriptions.collect::<Vec<_>>().join("; ")),
        size: FIGURE_SIZE,
        shapes,
    }
}

fn bin_dot(bin: &Bin) -> Shape {
    let [x, y] = plot_point(bin.confidence, bin.accuracy);
    let diameter = 3.0 + (bin.n as f32).log10() * 2.5;
    // With round caps, a line of length 0 is a dot.
    Shape::Line(
        format!("M{x:.1} {y:.1}L{x:.1} {y:.1}"),
        LineStyle::new(ColorRole::Accent, diameter),
    )
}

/// Draws a confusion matrix: a row for each label, a column for each prediction.
#[must_use]
pub fn confusion_figure(set: &TestSet) -> Figure {
    const CELL: f32 = 26.0;
    const MARGIN: f32 = 24.0;
    let start = |index: usize| MARGIN + index as f32 * CELL;
    let centered = |text: u32, x: f32, y: f32| Shape::label(text, [x, y], TextAnchor::Middle);
    let mut shapes = Vec::new();
    for (label, row) in set.confusion.iter().enumerate() {
        let middle = start(label) + CELL / 2.0;
        shapes.push(centered(label as u32, MARGIN - 8.0, middle + 3.0));
        shapes.push(centered(label as u32, middle, MARGIN - 8.0));
        let counts = row.iter().enumerate().filter(|(_, count)| **count > 0);
        for (predicted, count) in counts {
            let left = start(predicted);
            shapes.push(Shape::Rect(
                [left, start(label), CELL - 1.0, CELL - 1.0],
                cell_color(*count, label == predicted),
            ));
            shapes.push(centered(*count, left + CELL / 2.0, middle + 3.0));
        }
    }
    let strings = &text::INSPECTOR.model_card.confusion;
    Figure {
        name: format!("{}-{}", strings.file_name, slug(&set.dataset)),
        title: (strings.figure)(&set.dataset),
        description: (strings.figure_description)(&mistakes_text(set)),
        size: [MARGIN + 10.0 * CELL + 8.0; 2],
        shapes,
    }
}

/// Returns the colour of a cell. Mistakes stand out.
fn cell_color(count: u32, is_correct: bool) -> [u8; 4] {
    if is_correct {
        [102, 94, 82, 40]
    } else {
        let [red, green, blue] = ColorRole::Positive.light_rgb();
        [red, green, blue, (70 + 30 * count).min(200) as u8]
    }
}

/// Returns the position of a point of the plot, `x` and `y` in 0..1.
fn plot_point(x: f32, y: f32) -> [f32; 2] {
    let [left, top, right, bottom] = PLOT;
    [left + (right - left) * x, bottom - (bottom - top) * y]
}

/// Draws horizontal lines at 0, 50 and 100 % with their labels.
fn grid_lines() -> Vec<Shape> {
    let grid_line = |accuracy: f32| {
        let line = polyline_path([plot_point(0.0, accuracy), plot_point(1.0, accuracy)]);
        let label = Shape::label(
            percent(accuracy),
            [PLOT[0] - 4.0, plot_point(0.0, accuracy)[1] + 3.0],
            TextAnchor::End,
        );
        [
            Shape::Line(line, LineStyle::new(ColorRole::Grid, 0.75)),
            label,
        ]
    };
    [0.0, 0.5, 1.0].into_iter().flat_map(grid_line).collect()
}

/// Labels a value on the horizontal axis, at `x` in 0..1.
fn tick_label(x: f32, text: &str) -> Shape {
    let [x, bottom] = plot_point(x, 0.0);
    Shape::label(text, [x, bottom + 12.0], TextAnchor::Middle)
}

/// Labels the horizontal axis.
fn axis_label(text: &str) -> Shape {
    Shape::label(
        text,
        [(PLOT[0] + PLOT[2]) / 2.0, FIGURE_SIZE[1] - 4.0],
        TextAnchor::Middle,
    )
}

/// Converts text into a part of a file name: lower-case letters, digits and hyphens.
fn slug(text: &str) -> String {
    let to_slug_char = |c: char| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            '-'
        }
    };
    let slug: String = text.chars().map(to_slug_char).collect();
    let words = slug.split('-').filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::super::model_card;
    use super::*;

    #[test]
    fn a_curve_spans_the_whole_plot() {
        let point = |value: &str, accuracy: f32| CurvePoint {
            value: value.to_owned(),
            accuracy,
            interval: [accuracy, accuracy],
        };
        let curve = Curve {
            name: "rotation, degrees".to_owned(),
            points: vec![point("-9", 0.0), point("9", 1.0)],
        };
        let figure = robustness_figure(&curve);
        let line = Shape::Line(
            "M34.0 128.0L266.0 8.0".into(),
            LineStyle::new(ColorRole::Primary, 1.5),
        );
        assert!(figure.shapes.contains(&line), "{:?}", figure.shapes);
        assert_eq!(figure.name, "robustness-rotation-degrees");
        assert_eq!(figure.description, "0.00% at \u{2212}9, 100.00% at 9.");
    }

    #[test]
    fn every_bin_is_a_dot_and_every_nonzero_count_is_a_cell() {
        let [_, drawings] = model_card().test_sets;
        let dots = reliability_figure(&drawings).shapes.into_iter().filter(
            |shape| matches!(shape, Shape::Line(_, style) if style.color == ColorRole::Accent),
        );
        assert_eq!(dots.count(), drawings.bins.len());
        let counts = drawings.confusion.as_flattened().iter();
        let cells = confusion_figure(&drawings).shapes.into_iter();
        let cells = cells.filter(|shape| matches!(shape, Shape::Rect(..)));
        assert_eq!(cells.count(), counts.filter(|count| **count > 0).count());
    }
}
