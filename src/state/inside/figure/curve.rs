//! The ten probabilities over a knob's range.

use ink::Knob;
use net::CLASSES;
use net::explain::Curve;

use super::{Align, Figure, Lettering, Mark, Stroke, Tone, polyline, signed};

/// The field that the lines fill: left, top, width, height.
const FIELD: [f32; 4] = [8.0, 12.0, 240.0, 60.0];

/// A line for each digit that is ever likely, its number at its peak; a dash where the reading flips, a bar at the setting.
#[must_use]
pub fn of_curve(knob: Knob, setting: f32, curve: &Curve) -> Figure {
    let [left, top, width, height] = FIELD;
    let [least, most] = knob.range();
    let across = |setting: f32| left + (setting - least) / (most - least) * width;
    let upright = |setting: f32, stroke: Stroke| {
        let x = across(setting);
        Mark::Line(polyline([[x, top], [x, top + height]]), stroke)
    };
    let foot = polyline([[left, top + height], [left + width, top + height]]);
    let mut marks = vec![
        upright(setting, Stroke::new(Tone::Rule, 3.0)),
        Mark::Line(foot, Stroke::new(Tone::Rule, 1.0)),
    ];
    let dashed = Stroke {
        dashed: true,
        ..Stroke::new(Tone::Accent, 1.25)
    };
    marks.extend(curve.flips.iter().map(|flip| upright(flip.setting, dashed)));
    let is_likely = |digit: &usize| curve.probabilities.iter().any(|row| row[*digit] > 0.1);
    let step = width / (curve.probabilities.len().max(2) - 1) as f32;
    for digit in (0..CLASSES).filter(is_likely) {
        let places = curve.probabilities.iter().enumerate();
        let places = places.map(|(index, row)| {
            [
                left + index as f32 * step,
                top + height * (1.0 - row[digit]),
            ]
        });
        let peak = places
            .clone()
            .min_by(|a, b| a[1].total_cmp(&b[1]))
            .unwrap_or_default();
        marks.push(Mark::Line(polyline(places), Stroke::new(Tone::Ink, 1.25)));
        marks.push(Mark::Words(
            digit.to_string(),
            Lettering {
                at: [peak[0], peak[1] - 2.0],
                size: 9.0,
                align: Align::Middle,
                tone: Tone::Ink,
            },
        ));
    }
    Figure {
        name: format!("probabilities-{}", name(knob)),
        title: format!("{}: the ten probabilities.", knob.name()),
        description: flips(curve),
        size: [left + width + 8.0, top + height + 4.0],
        marks,
    }
}

/// Where the reading flips, in words.
fn flips(curve: &Curve) -> String {
    let flips = curve.flips.iter();
    let flips = flips.map(|flip| {
        let setting = signed(format_args!("{:.1}", flip.setting));
        format!("{} becomes {} at {setting}", flip.below, flip.above)
    });
    let flips: Vec<String> = flips.collect();
    if flips.is_empty() {
        "The reading never flips.".to_owned()
    } else {
        format!("{}.", flips.join("; "))
    }
}

fn name(knob: Knob) -> &'static str {
    match knob {
        Knob::Turn => "turn",
        Knob::Slant => "slant",
        Knob::Size => "size",
        Knob::Thickness => "pen",
        Knob::Shift => "shift",
        Knob::Noise => "noise",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use net::explain::Flipped;

    fn curve(flips: Vec<Flipped>) -> Curve {
        let mut probabilities = vec![[0.0; CLASSES]; 3];
        probabilities[2][4] = 1.0;
        (probabilities[0][9], probabilities[1][9]) = (1.0, 1.0);
        Curve {
            knob: Knob::Noise,
            probabilities,
            flips,
        }
    }

    #[test]
    fn a_line_rises_to_its_peak_where_its_digit_stands() {
        let figure = of_curve(Knob::Noise, 0.5, &curve(Vec::new()));
        let line = Mark::Line(
            "M8.0 72.0L128.0 72.0L248.0 12.0".into(),
            Stroke::new(Tone::Ink, 1.25),
        );
        assert!(figure.marks.contains(&line), "{:?}", figure.marks);
        let is_four = |mark: &Mark| matches!(mark, Mark::Words(words, set) if words == "4" && set.at == [248.0, 10.0]);
        assert!(figure.marks.iter().any(is_four));
        assert_eq!(figure.description, "The reading never flips.");
    }

    #[test]
    fn a_flip_is_a_broken_line_and_a_sentence() {
        let flip = Flipped {
            setting: 0.75,
            below: 9,
            above: 4,
        };
        let figure = of_curve(Knob::Noise, 0.5, &curve(vec![flip]));
        let broken = |mark: &&Mark| matches!(mark, Mark::Line(path, stroke) if stroke.dashed && path.starts_with("M188.0 "));
        assert_eq!(figure.marks.iter().filter(broken).count(), 1);
        assert_eq!(figure.description, "9 becomes 4 at 0.8.");
    }
}
