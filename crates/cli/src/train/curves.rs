//! Plots the learning curves of a run to `curves.svg` after each epoch.
//!
//! The plot has three panels with the epochs of the run on the x axis: the training and validation losses, the
//! validation error rates, and the learning rate. Losses and error rates have a logarithmic scale. Values that are not
//! positive or not finite are omitted.

use std::fs;
use std::path::Path;

use anyhow::Context;
use plotters::coord::Shift;
use plotters::coord::ranged1d::{AsRangedCoord, Ranged, ValueFormatter};
use plotters::prelude::*;

use super::metrics::{EpochMetrics, ValidationMetrics};

/// Name of the plot in the folder of a run.
pub const CURVES_FILE: &str = "curves.svg";

const SIZE_PX: (u32, u32) = (900, 960);
const FONT: (&str, u32) = ("sans-serif", 15);

const TRAINING_COLOR: RGBColor = RGBColor(60, 60, 60);

/// Colours of the validation sets, distinguishable with colour blindness (Okabe and Ito 2008).
const VALIDATION_COLORS: [RGBColor; 4] = [
    RGBColor(213, 94, 0),
    RGBColor(0, 114, 178),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
];

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// The values of a metric after each epoch, plotted as a line.
struct Curve {
    name: String,
    color: RGBColor,
    points: Vec<(usize, f64)>,
}

/// Curves with common axes.
struct Panel {
    title: &'static str,
    curves: Vec<Curve>,
}

/// Plots the completed epochs of a run of `total_epochs` epochs into its folder.
///
/// # Errors
/// Returns an error if the file cannot be written.
pub fn write(directory: &Path, epochs: &[EpochMetrics], total_epochs: usize) -> anyhow::Result<()> {
    let path = directory.join(CURVES_FILE);
    fs::write(&path, svg(epochs, total_epochs)?)
        .with_context(|| format!("cannot write {}", path.display()))
}

fn svg(epochs: &[EpochMetrics], total_epochs: usize) -> anyhow::Result<String> {
    let mut svg = String::new();
    {
        let canvas = SVGBackend::with_string(&mut svg, SIZE_PX).into_drawing_area();
        canvas.fill(&WHITE)?;
        let [losses, errors, rates] = [
            loss_panel(epochs),
            error_panel(epochs),
            learning_rate_panel(epochs),
        ];
        let areas = canvas.split_evenly((3, 1));
        losses.draw(&areas[0], total_epochs, losses.log_scale())?;
        errors.draw(&areas[1], total_epochs, errors.log_scale())?;
        rates.draw(&areas[2], total_epochs, 0.0..rates.max() * 1.1)?;
        canvas.present()?;
    }
    Ok(svg)
}

fn loss_panel(epochs: &[EpochMetrics]) -> Panel {
    let training = Curve::new("training", TRAINING_COLOR, epochs, |epoch| epoch.train_loss);
    let validation = validation_curves(epochs, |validation| validation.loss);
    Panel {
        title: "loss (mean cross entropy)",
        curves: [training].into_iter().chain(validation).collect(),
    }
}

fn error_panel(epochs: &[EpochMetrics]) -> Panel {
    let misread = |validation: &ValidationMetrics| 100.0 * (1.0 - validation.accuracy);
    Panel {
        title: "misread (%)",
        curves: validation_curves(epochs, misread).collect(),
    }
}

fn learning_rate_panel(epochs: &[EpochMetrics]) -> Panel {
    let rate = Curve::new("learning rate", TRAINING_COLOR, epochs, |epoch| {
        epoch.learning_rate
    });
    Panel {
        title: "learning rate",
        curves: vec![rate],
    }
}

/// Returns a curve for each validation set.
fn validation_curves<'a>(
    epochs: &'a [EpochMetrics],
    metric: impl Fn(&ValidationMetrics) -> f64 + Copy + 'a,
) -> impl Iterator<Item = Curve> + 'a {
    let sets = epochs.first().map_or(&[][..], |epoch| &epoch.validation);
    let colors = VALIDATION_COLORS.iter().cycle();
    let indexed = sets.iter().zip(colors).enumerate();
    indexed.map(move |(index, (set, color))| {
        Curve::new(&set.dataset, *color, epochs, |epoch| {
            metric(&epoch.validation[index])
        })
    })
}

impl Curve {
    fn new(
        name: &str,
        color: RGBColor,
        epochs: &[EpochMetrics],
        metric: impl Fn(&EpochMetrics) -> f64,
    ) -> Self {
        let points = epochs.iter().map(|epoch| (epoch.epoch, metric(epoch)));
        Self {
            name: name.to_owned(),
            color,
            points: points
                .filter(|(_, value)| *value > 0.0 && value.is_finite())
                .collect(),
        }
    }
}

impl Panel {
    /// Draws the curves over the epochs 0 to `total_epochs`, with `scale` as the y axis.
    fn draw<Y, S>(&self, area: &Area<'_>, total_epochs: usize, scale: S) -> anyhow::Result<()>
    where
        Y: Ranged<ValueType = f64> + ValueFormatter<f64>,
        S: AsRangedCoord<CoordDescType = Y, Value = f64>,
    {
        let mut chart = ChartBuilder::on(area)
            .margin(12)
            .x_label_area_size(40)
            .y_label_area_size(70)
            .build_cartesian_2d(0..total_epochs, scale)?;
        chart
            .configure_mesh()
            .x_desc("epoch")
            .y_desc(self.title)
            .label_style(FONT)
            .light_line_style(TRANSPARENT)
            .draw()?;
        for curve in &self.curves {
            let line = curve.color.stroke_width(2);
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

    /// Returns a logarithmic scale from below the smallest value to twice the largest, which leaves room for the legend
    /// above falling curves.
    fn log_scale(
        &self,
    ) -> impl AsRangedCoord<CoordDescType: Ranged<ValueType = f64> + ValueFormatter<f64>, Value = f64>
    {
        let min = self.values().reduce(f64::min).unwrap_or(0.1);
        let range = min / 1.3..self.max() * 2.0;
        let ticks = ticks().filter(|tick| range.contains(tick)).collect();
        range.log_scale().with_key_points(ticks)
    }

    fn max(&self) -> f64 {
        self.values().reduce(f64::max).unwrap_or(1.0)
    }

    fn values(&self) -> impl Iterator<Item = f64> {
        let points = self.curves.iter().flat_map(|curve| &curve.points);
        points.map(|(_, value)| *value)
    }
}

/// Returns 1, 2 and 5 times each power of ten from a millionth to a hundred. Each value is a quotient of two integers,
/// so that it is exactly the number in its label.
fn ticks() -> impl Iterator<Item = f64> {
    let decades = (0..=8).map(|decade| 10_f64.powi(decade));
    decades.flat_map(|divisor| [100.0, 200.0, 500.0].map(|tick| tick / divisor))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::metrics::PhaseSeconds;

    fn epoch(epoch: usize) -> EpochMetrics {
        let decay = 0.7_f64.powi(epoch as i32);
        let validation = |dataset: &str, difficulty: f64| ValidationMetrics {
            dataset: dataset.into(),
            loss: 0.4 * difficulty * decay,
            accuracy: 1.0 - 0.1 * difficulty * decay,
        };
        EpochMetrics {
            epoch,
            train_loss: 0.1 + 2.0 * decay,
            train_accuracy: 0.9,
            validation: vec![validation("MNIST", 0.3), validation("pens", 1.0)],
            learning_rate: 1e-3 / epoch as f64,
            images_per_second: 1000.0,
            seconds: PhaseSeconds::default(),
        }
    }

    fn epochs(count: usize) -> Vec<EpochMetrics> {
        (1..=count).map(epoch).collect()
    }

    #[test]
    fn every_metric_and_validation_set_is_labelled() {
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
        let points = |count| svg(&epochs(count), 16).unwrap().matches("<circle").count();
        assert_eq!([points(0), points(1), points(10)], [0, 6, 60]);
    }

    #[test]
    fn an_error_rate_of_0_is_omitted_from_the_logarithmic_scale() {
        let mut perfect = epochs(2);
        perfect[1].validation[0].accuracy = 1.0;
        assert_eq!(svg(&perfect, 2).unwrap().matches("<circle").count(), 11);
    }
}
