//! A run's curves as a picture: `curves.svg`, drawn anew after each epoch.
//!
//! One below the other, over the epochs of the whole run: the loss of training and of each set kept aside,
//! the share of those sets that is misread, and the learning rate. Losses and errors fall by factors, so
//! their scales are logarithmic. A figure that has no logarithm or is not finite is left out.

use std::fs;
use std::path::Path;

use anyhow::Context;
use plotters::coord::Shift;
use plotters::coord::ranged1d::{AsRangedCoord, Ranged, ValueFormatter};
use plotters::prelude::*;

use super::log::Epoch;
use super::validation::Validation;

/// The picture's name in a run's folder.
pub const CURVES: &str = "curves.svg";

const SIZE_PX: (u32, u32) = (900, 960);
const FONT: (&str, u32) = ("sans-serif", 15);

const TRAINING: RGBColor = RGBColor(60, 60, 60);

/// For the sets kept aside: colours that colour-blind people tell apart (Okabe and Ito 2008).
const ASIDE: [RGBColor; 4] = [
    RGBColor(213, 94, 0),
    RGBColor(0, 114, 178),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
];

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// A line through a figure's value after each epoch.
struct Curve {
    name: String,
    colour: RGBColor,
    points: Vec<(usize, f64)>,
}

/// Curves in one frame.
struct Panel {
    title: &'static str,
    curves: Vec<Curve>,
}

/// Draws the epochs so far of a run of `whole` epochs into its folder.
///
/// # Errors
/// When the disk refuses.
pub fn write(directory: &Path, epochs: &[Epoch], whole: usize) -> anyhow::Result<()> {
    let path = directory.join(CURVES);
    fs::write(&path, svg(epochs, whole)?)
        .with_context(|| format!("cannot write {}", path.display()))
}

fn svg(epochs: &[Epoch], whole: usize) -> anyhow::Result<String> {
    let mut svg = String::new();
    {
        let picture = SVGBackend::with_string(&mut svg, SIZE_PX).into_drawing_area();
        picture.fill(&WHITE)?;
        let [losses, errors, rates] = [losses(epochs), errors(epochs), rates(epochs)];
        let areas = picture.split_evenly((3, 1));
        losses.draw(&areas[0], whole, losses.factors())?;
        errors.draw(&areas[1], whole, errors.factors())?;
        rates.draw(&areas[2], whole, 0.0..rates.top() * 1.1)?;
        picture.present()?;
    }
    Ok(svg)
}

fn losses(epochs: &[Epoch]) -> Panel {
    let training = Curve::new("training", TRAINING, epochs, |epoch| epoch.train_loss);
    let aside = aside(epochs, |validation| validation.loss);
    Panel {
        title: "loss (mean cross entropy)",
        curves: [training].into_iter().chain(aside).collect(),
    }
}

fn errors(epochs: &[Epoch]) -> Panel {
    let misread = |validation: &Validation| 100.0 * (1.0 - validation.accuracy);
    Panel {
        title: "misread (%)",
        curves: aside(epochs, misread).collect(),
    }
}

fn rates(epochs: &[Epoch]) -> Panel {
    let rate = Curve::new("learning rate", TRAINING, epochs, |epoch| {
        epoch.learning_rate
    });
    Panel {
        title: "learning rate",
        curves: vec![rate],
    }
}

/// A curve for each set kept aside.
fn aside<'a>(
    epochs: &'a [Epoch],
    figure: impl Fn(&Validation) -> f64 + Copy + 'a,
) -> impl Iterator<Item = Curve> + 'a {
    let sets = epochs.first().map_or(&[][..], |epoch| &epoch.validation);
    let colours = ASIDE.iter().cycle();
    let numbered = sets.iter().zip(colours).enumerate();
    numbered.map(move |(number, (set, colour))| {
        Curve::new(&set.dataset, *colour, epochs, |epoch| {
            figure(&epoch.validation[number])
        })
    })
}

impl Curve {
    fn new(name: &str, colour: RGBColor, epochs: &[Epoch], figure: impl Fn(&Epoch) -> f64) -> Self {
        let points = epochs.iter().map(|epoch| (epoch.epoch, figure(epoch)));
        Self {
            name: name.to_owned(),
            colour,
            points: points
                .filter(|(_, value)| *value > 0.0 && value.is_finite())
                .collect(),
        }
    }
}

impl Panel {
    /// Draws the curves over the epochs 0 to `whole`, upwards on a scale for their values.
    fn draw<Y, S>(&self, area: &Area<'_>, whole: usize, scale: S) -> anyhow::Result<()>
    where
        Y: Ranged<ValueType = f64> + ValueFormatter<f64>,
        S: AsRangedCoord<CoordDescType = Y, Value = f64>,
    {
        let mut chart = ChartBuilder::on(area)
            .margin(12)
            .x_label_area_size(40)
            .y_label_area_size(70)
            .build_cartesian_2d(0..whole, scale)?;
        chart
            .configure_mesh()
            .x_desc("epoch")
            .y_desc(self.title)
            .label_style(FONT)
            .light_line_style(TRANSPARENT)
            .draw()?;
        for curve in &self.curves {
            let line = curve.colour.stroke_width(2);
            chart
                .draw_series(LineSeries::new(curve.points.iter().copied(), line).point_size(3))?
                .label(&curve.name)
                .legend(move |(x, y)| PathElement::new([(x, y), (x + 20, y)], line));
        }
        if self.curves.len() > 1 {
            chart
                .configure_series_labels()
                .position(SeriesLabelPosition::UpperRight)
                .background_style(WHITE.mix(0.9))
                .label_font(FONT)
                .draw()?;
        }
        Ok(())
    }

    /// A logarithmic scale from below the least value to twice the largest: curves that fall leave room for
    /// their names in the upper right.
    fn factors(
        &self,
    ) -> impl AsRangedCoord<CoordDescType: Ranged<ValueType = f64> + ValueFormatter<f64>, Value = f64>
    {
        let least = self.values().reduce(f64::min).unwrap_or(0.1);
        let range = least / 1.3..self.top() * 2.0;
        let marks = marks().filter(|mark| range.contains(mark)).collect();
        range.log_scale().with_key_points(marks)
    }

    fn top(&self) -> f64 {
        self.values().reduce(f64::max).unwrap_or(1.0)
    }

    fn values(&self) -> impl Iterator<Item = f64> {
        let points = self.curves.iter().flat_map(|curve| &curve.points);
        points.map(|(_, value)| *value)
    }
}

/// 1, 2 and 5 times each power of ten from a millionth to a hundred. Each is the quotient of two whole
/// numbers, so that it is the very number that its label says.
fn marks() -> impl Iterator<Item = f64> {
    let decades = (0..=8).map(|decade| 10_f64.powi(decade));
    decades.flat_map(|parts| [100.0, 200.0, 500.0].map(|mark| mark / parts))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learn::log::Seconds;

    fn epoch(epoch: usize) -> Epoch {
        let fallen = 0.7_f64.powi(epoch as i32);
        let validation = |dataset: &str, hardness: f64| Validation {
            dataset: dataset.into(),
            loss: 0.4 * hardness * fallen,
            accuracy: 1.0 - 0.1 * hardness * fallen,
        };
        Epoch {
            epoch,
            train_loss: 0.1 + 2.0 * fallen,
            train_accuracy: 0.9,
            validation: vec![validation("MNIST", 0.3), validation("pens", 1.0)],
            learning_rate: 1e-3 / epoch as f64,
            images_per_second: 1000.0,
            seconds: Seconds::default(),
        }
    }

    fn epochs(number: usize) -> Vec<Epoch> {
        (1..=number).map(epoch).collect()
    }

    #[test]
    fn every_figure_and_set_is_named() {
        let svg = svg(&epochs(10), 16).unwrap();
        for name in [
            "loss",
            "misread",
            "learning rate",
            "epoch",
            "training",
            "MNIST",
            "pens",
        ] {
            assert!(svg.contains(name), "no {name}");
        }
    }

    #[test]
    fn each_epoch_adds_a_point_to_each_of_the_six_curves() {
        let points = |number| svg(&epochs(number), 16).unwrap().matches("<circle").count();
        assert_eq!([points(0), points(1), points(10)], [0, 6, 60]);
    }

    #[test]
    fn a_set_that_is_read_without_error_leaves_its_logarithm_out() {
        let mut perfect = epochs(2);
        perfect[1].validation[0].accuracy = 1.0;
        assert_eq!(svg(&perfect, 2).unwrap().matches("<circle").count(), 11);
    }
}
