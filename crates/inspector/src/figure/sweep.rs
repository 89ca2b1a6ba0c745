//! The figure of a parameter sweep: the ten probabilities over the parameter's range.

use ink::Parameter;
use recognition::CLASSES;
use recognition::explanation::Sweep;

use super::{ColorRole, Figure, LineStyle, Shape, TextAnchor, TextStyle, polyline_path};

/// The plot area: left, top, width, height.
const PLOT: [f32; 4] = [8.0, 12.0, 240.0, 60.0];

/// A digit's line is drawn only if its highest probability exceeds this.
const MIN_PEAK: f32 = 0.1;

/// Draws the probability of each likely digit as a line, labelled at its peak. A dashed vertical line marks each change
/// of the prediction, and a bar the current value of the parameter.
#[must_use]
pub fn sweep_figure(parameter: Parameter, value: f32, sweep: &Sweep) -> Figure {
    let [left, top, width, height] = PLOT;
    let [min, max] = parameter.range();
    let vertical_line = |value: f32, style: LineStyle| {
        let x = left + (value - min) / (max - min) * width;
        Shape::Line(polyline_path([[x, top], [x, top + height]]), style)
    };
    let axis = polyline_path([[left, top + height], [left + width, top + height]]);
    let mut shapes = vec![
        vertical_line(value, LineStyle::new(ColorRole::Grid, 3.0)),
        Shape::Line(axis, LineStyle::new(ColorRole::Grid, 1.0)),
    ];
    let dashed = LineStyle {
        is_dashed: true,
        ..LineStyle::new(ColorRole::Accent, 1.25)
    };
    let changes = sweep.class_changes.iter();
    shapes.extend(changes.map(|change| vertical_line(change.value, dashed)));
    let is_likely = |digit: &usize| {
        let mut rows = sweep.probabilities.iter();
        rows.any(|row| row[*digit] > MIN_PEAK)
    };
    shapes.extend(
        (0..CLASSES)
            .filter(is_likely)
            .flat_map(|digit| probability_line(digit, sweep)),
    );
    let strings = &text::INSPECTOR.perturbation;
    Figure {
        name: (strings.sweep_file_name)(parameter).to_owned(),
        title: (strings.sweep_figure)(parameter),
        description: (strings.class_changes)(&sweep.class_changes),
        size: [left + width + 8.0, top + height + 4.0],
        shapes,
    }
}

/// Draws the line of a digit's probability, and the digit above its peak.
fn probability_line(digit: usize, sweep: &Sweep) -> [Shape; 2] {
    let [left, top, width, height] = PLOT;
    let step = width / (sweep.probabilities.len().max(2) - 1) as f32;
    let points = sweep.probabilities.iter().enumerate().map(|(index, row)| {
        [
            left + index as f32 * step,
            top + height * (1.0 - row[digit]),
        ]
    });
    let peak = points
        .clone()
        .min_by(|a, b| a[1].total_cmp(&b[1]))
        .unwrap_or_default();
    let label = TextStyle {
        position: [peak[0], peak[1] - 2.0],
        font_size: 9.0,
        anchor: TextAnchor::Middle,
        color: ColorRole::Primary,
    };
    [
        Shape::Line(
            polyline_path(points),
            LineStyle::new(ColorRole::Primary, 1.25),
        ),
        Shape::Text(digit.to_string(), label),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use recognition::explanation::ClassChange;

    fn sweep(class_changes: Vec<ClassChange>) -> Sweep {
        let mut probabilities = vec![[0.0; CLASSES]; 3];
        probabilities[2][4] = 1.0;
        (probabilities[0][9], probabilities[1][9]) = (1.0, 1.0);
        Sweep {
            parameter: Parameter::Noise,
            probabilities,
            class_changes,
        }
    }

    #[test]
    fn each_digit_is_labelled_at_the_peak_of_its_line() {
        let figure = sweep_figure(Parameter::Noise, 0.5, &sweep(Vec::new()));
        let line = Shape::Line(
            "M8.0 72.0L128.0 72.0L248.0 12.0".into(),
            LineStyle::new(ColorRole::Primary, 1.25),
        );
        assert!(figure.shapes.contains(&line), "{:?}", figure.shapes);
        let is_label = |shape: &Shape| matches!(shape, Shape::Text(text, style) if text == "4" && style.position == [248.0, 10.0]);
        assert!(figure.shapes.iter().any(is_label));
        assert_eq!(figure.description, "The answer never changes.");
    }

    #[test]
    fn a_change_of_the_prediction_is_a_dashed_line_and_a_sentence() {
        let change = ClassChange {
            value: 0.75,
            below: 9,
            above: 4,
        };
        let figure = sweep_figure(Parameter::Noise, 0.5, &sweep(vec![change]));
        let is_dashed = |shape: &&Shape| matches!(shape, Shape::Line(path, style) if style.is_dashed && path.starts_with("M188.0 "));
        assert_eq!(figure.shapes.iter().filter(is_dashed).count(), 1);
        assert_eq!(figure.description, "The answer changes from 9 to 4 at 0.8.");
    }
}
