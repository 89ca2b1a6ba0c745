//! The figures of the card: what was read as what, how honest the probabilities are, and the share read right as something
//! changes.

use super::measured::{Bin, Evaluation, Measured};
use super::percent;
use crate::state::inside::figure::{Align, Figure, Mark, Stroke, Tone, polyline, signed};

/// Left, top, right and bottom edge of the field that plots fill, and the whole.
const FIELD: [f32; 4] = [34.0, 8.0, 266.0, 128.0];
const WHOLE: [f32; 2] = [280.0, 156.0];

/// Shares read right over what was changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Sampled {
    /// What was changed, and its unit.
    pub what: String,
    /// Along the axis.
    pub at: Vec<At>,
}

/// What was read right at one setting.
#[derive(Clone, Debug, PartialEq)]
pub struct At {
    /// The setting.
    pub value: String,
    /// The share read right, 0..1.
    pub share: f32,
    /// The share's 95 % confidence interval.
    pub interval: [f32; 2],
}

impl Measured {
    /// Every change that has an order: the page's knobs, then how drawings come to the pad.
    #[must_use]
    pub fn changes(&self) -> Vec<Sampled> {
        let knobs = self.inside.knobs.iter().map(|turned| {
            let at = turned.settings.iter().map(|at| At {
                value: at.setting.to_string(),
                share: at.accuracy,
                interval: at.interval,
            });
            Sampled {
                what: turned.knob.clone(),
                at: at.collect(),
            }
        });
        let swept = self.conditions.conditions.iter();
        // What a knob turns is not shown again, and places on the pad have no order.
        let ordered = ["drawn size", "points a second"];
        let other =
            swept.filter(|swept| ordered.iter().any(|name| swept.condition.starts_with(name)));
        let other = other.map(|swept| {
            let at = swept.settings.iter().map(|at| At {
                value: at.value.clone(),
                share: at.accuracy,
                interval: at.interval,
            });
            Sampled {
                what: capital(&swept.condition),
                at: at.collect(),
            }
        });
        knobs.chain(other).collect()
    }

    /// The least share read right among the places on the pad, in words.
    #[must_use]
    pub fn places(&self) -> Option<String> {
        let mut swept = self.conditions.conditions.iter();
        let places = swept.find(|swept| swept.condition.starts_with("place"))?;
        let shares = places.settings.iter().map(|at| at.accuracy);
        Some(percent(shares.fold(1.0, f32::min)))
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// The share read right over what was changed, its interval as a band. Settings lie evenly, each with the same room.
#[must_use]
pub fn robustness(sampled: &Sampled) -> Figure {
    let Sampled { what, at } = sampled;
    let step = 1.0 / (at.len().max(2) - 1) as f32;
    let across = |index: usize| index as f32 * step;
    let curve = |share: fn(&At) -> f32| {
        let at = at.iter().enumerate();
        at.map(move |(index, at)| place(across(index), share(at)))
    };
    let band = curve(|at| at.interval[1]).chain(curve(|at| at.interval[0]).rev());
    let mut marks = axes();
    marks.push(Mark::Area(polyline(band) + "Z", Tone::Band));
    let line = polyline(curve(|at| at.share));
    marks.push(Mark::Line(line, Stroke::new(Tone::Ink, 1.5)));
    let every = at.len().div_ceil(7).max(1);
    let labels = at.iter().enumerate().step_by(every).map(|(index, at)| {
        let [x, _] = place(across(index), 0.0);
        Mark::words(signed(&at.value), [x, FIELD[3] + 12.0], Align::Middle)
    });
    marks.extend(labels);
    marks.push(Mark::words(what, [150.0, WHOLE[1] - 4.0], Align::Middle));
    let said = at
        .iter()
        .map(|at| format!("{} at {}", percent(at.share), signed(&at.value)));
    Figure {
        name: format!("robustness-{}", file_name(what)),
        title: format!("{what}: the share of drawings read right."),
        description: format!("{}.", said.collect::<Vec<_>>().join(", ")),
        size: WHOLE,
        marks,
    }
}

/// The share read right of digits of like probability: on the diagonal where the network says what comes true. The larger a
/// dot, the more digits it stands for.
#[must_use]
pub fn reliability(evaluation: &Evaluation) -> Figure {
    let mut marks = axes();
    let diagonal = Stroke {
        dashed: true,
        ..Stroke::new(Tone::Soft, 1.0)
    };
    marks.push(Mark::Line(
        polyline([place(0.0, 0.0), place(1.0, 1.0)]),
        diagonal,
    ));
    let bins = evaluation.reliability.bins.iter().filter(|bin| bin.n > 0);
    let bins: Vec<&Bin> = bins.collect();
    let line = polyline(bins.iter().map(|bin| place(bin.confidence, bin.accuracy)));
    marks.push(Mark::Line(line, Stroke::new(Tone::Rule, 1.0)));
    let dot = |bin: &&Bin| {
        let [x, y] = place(bin.confidence, bin.accuracy);
        let width = 3.0 + (bin.n as f32).log10() * 2.5;
        // A line to where it starts is a dot as wide as the pen.
        Mark::Line(
            format!("M{x:.1} {y:.1}L{x:.1} {y:.1}"),
            Stroke::new(Tone::Accent, width),
        )
    };
    marks.extend(bins.iter().map(dot));
    let shares = [0.0_f32, 0.25, 0.5, 0.75, 1.0];
    marks.extend(shares.map(|share| {
        let [x, _] = place(share, 0.0);
        Mark::words(
            format!("{:.0} %", share * 100.0),
            [x, FIELD[3] + 12.0],
            Align::Middle,
        )
    }));
    marks.push(Mark::words(
        "how sure it was",
        [150.0, WHOLE[1] - 4.0],
        Align::Middle,
    ));
    let said = bins.iter().map(|bin| {
        format!(
            "{} digits with {:.0} %: {:.0} % right",
            bin.n,
            bin.confidence * 100.0,
            bin.accuracy * 100.0
        )
    });
    Figure {
        name: format!("reliability-{}", file_name(&evaluation.dataset)),
        title: format!(
            "How often it is right when it is so sure, on {}.",
            evaluation.dataset
        ),
        description: format!("{}.", said.collect::<Vec<_>>().join("; ")),
        size: WHOLE,
        marks,
    }
}

/// What was read as what: rows what it was, columns what it was read as.
#[must_use]
pub fn confusion(evaluation: &Evaluation) -> Figure {
    const SIDE: f32 = 26.0;
    const EDGE: f32 = 24.0;
    let place = |index: usize| EDGE + index as f32 * SIDE;
    let mut marks = Vec::new();
    for (label, row) in evaluation.confusion.iter().enumerate() {
        let middle = place(label) + SIDE / 2.0;
        marks.push(Mark::words(
            label,
            [EDGE - 8.0, middle + 3.0],
            Align::Middle,
        ));
        marks.push(Mark::words(label, [middle, EDGE - 8.0], Align::Middle));
        let counts = row.iter().enumerate().filter(|(_, count)| **count > 0);
        for (answer, count) in counts {
            let left = place(answer);
            let colour = shade(*count, label == answer);
            marks.push(Mark::Cell(
                [left, place(label), SIDE - 1.0, SIDE - 1.0],
                colour,
            ));
            marks.push(Mark::words(
                count,
                [left + SIDE / 2.0, middle + 3.0],
                Align::Middle,
            ));
        }
    }
    Figure {
        name: format!("confusion-{}", file_name(&evaluation.dataset)),
        title: format!("What was read as what, on {}.", evaluation.dataset),
        description: format!(
            "Rows: what it was. Columns: what it was read as. Most often {}.",
            evaluation.most_confused()
        ),
        size: [EDGE + 10.0 * SIDE + 8.0; 2],
        marks,
    }
}

/// How a cell is filled: mistakes stand out, what is right does not.
fn shade(count: u32, is_right: bool) -> [u8; 4] {
    if is_right {
        [102, 94, 82, 40]
    } else {
        let [red, green, blue] = Tone::For.on_white();
        [red, green, blue, (70 + 30 * count).min(200) as u8]
    }
}

fn place(across: f32, share: f32) -> [f32; 2] {
    let [left, top, right, bottom] = FIELD;
    [
        left + (right - left) * across,
        bottom - (bottom - top) * share,
    ]
}

/// Lines at 0, 50 and 100 % with their labels.
fn axes() -> Vec<Mark> {
    let rule = |share: f32| {
        let line = polyline([place(0.0, share), place(1.0, share)]);
        let label = Mark::words(
            format!("{:.0} %", share * 100.0),
            [FIELD[0] - 4.0, place(0.0, share)[1] + 3.0],
            Align::End,
        );
        [Mark::Line(line, Stroke::new(Tone::Rule, 0.75)), label]
    };
    [0.0, 0.5, 1.0].into_iter().flat_map(rule).collect()
}

/// Words as a part of a file's name.
fn file_name(words: &str) -> String {
    let letter = |c: char| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            '-'
        }
    };
    let name: String = words.chars().map(letter).collect();
    let parts = name.split('-').filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::super::measured;
    use super::*;

    #[test]
    fn a_curve_runs_from_edge_to_edge_and_full_shares_lie_at_the_top() {
        let at = |value: &str, share: f32| At {
            value: value.to_owned(),
            share,
            interval: [share, share],
        };
        let sampled = Sampled {
            what: "Turn, degrees".to_owned(),
            at: vec![at("-9", 0.0), at("9", 1.0)],
        };
        let figure = robustness(&sampled);
        let line = Mark::Line("M34.0 128.0L266.0 8.0".into(), Stroke::new(Tone::Ink, 1.5));
        assert!(figure.marks.contains(&line), "{:?}", figure.marks);
        assert_eq!(figure.name, "robustness-turn-degrees");
        assert_eq!(
            figure.description,
            "0.00\u{a0}% at \u{2212}9, 100.00\u{a0}% at 9."
        );
    }

    #[test]
    fn everything_measured_that_has_an_order_is_drawn() {
        let measured = measured();
        let changes = measured.changes();
        assert_eq!(changes.len(), measured.inside.knobs.len() + 2);
        for sampled in &changes {
            assert!(sampled.at.len() > 4, "{}", sampled.what);
        }
        assert!(measured.places().is_some());
    }

    #[test]
    fn each_bin_with_digits_is_a_dot_and_each_count_is_in_the_matrix() {
        let evaluation = measured().drawings;
        let filled = evaluation
            .reliability
            .bins
            .iter()
            .filter(|bin| bin.n > 0)
            .count();
        let dots = reliability(&evaluation)
            .marks
            .into_iter()
            .filter(|mark| matches!(mark, Mark::Line(_, stroke) if stroke.tone == Tone::Accent));
        assert_eq!(dots.count(), filled);
        let counts = evaluation
            .confusion
            .as_flattened()
            .iter()
            .filter(|count| **count > 0);
        let cells = confusion(&evaluation).marks.into_iter();
        let cells = cells.filter(|mark| matches!(mark, Mark::Cell(..)));
        assert_eq!(cells.count(), counts.count());
    }
}
