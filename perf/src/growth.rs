//! `cargo perf growth`: measures how cost grows with the images in a batch and with the points of a drawing.
//!
//! [`criterion`] reads how long the worker's code takes natively. [`frame_times`] measures the frames that the page
//! drops while a user draws on ink with more and more points.

mod criterion;
mod frame_times;

use std::fmt::Write;
use std::fs;

use anyhow::Result;
use e2e::BrowserSession;
use e2e::programs::{command, workspace_root};
use plotters::coord::Shift;
use plotters::prelude::*;

use criterion::Timing;
use frame_times::{FrameTimes, PageFrames};

use crate::build;
use crate::command::run as run_command;

/// Numbers of images in a batch.
const IMAGES: [usize; 7] = [1, 2, 5, 10, 20, 50, 100];
/// Numbers of points in a stroke.
const POINTS: [usize; 6] = [10, 100, 1_000, 10_000, 100_000, 1_000_000];

const SIZE_PX: (u32, u32) = (900, 420);
const LINE_COLOR: RGBColor = RGBColor(0, 114, 178);

/// Runs the benchmarks and the page, prints both tables, and draws docs/growth.svg.
///
/// # Errors
/// If a benchmark fails or the page cannot be built.
pub(crate) fn run() -> Result<()> {
    let bench = ["bench", "--package", "benches", "--bench", "time"];
    run_command(
        command("cargo")
            .args(bench)
            .args(["--", "^(images|points)/"]),
    )?;
    build::site()?;
    BrowserSession::default().at_60_fps().run(async |page| {
        let report = GrowthReport {
            page: frame_times::measure(page).await?,
            images: criterion::read_timings("images", &IMAGES)?,
            points: criterion::read_timings("points", &POINTS)?,
        };
        print!("{}", report.tables());
        fs::write(workspace_root().join("docs/growth.svg"), report.svg()?)?;
        Ok(())
    });
    Ok(())
}

/// All measurements.
#[derive(Clone, Debug)]
struct GrowthReport {
    /// The time to classify a batch, for each of [`IMAGES`].
    images: Vec<Timing>,
    /// The time to read a drawing of one stroke as a number, for each of [`POINTS`].
    points: Vec<Timing>,
    /// The page's frames, for each of [`POINTS`].
    page: Vec<PageFrames>,
}

impl GrowthReport {
    /// Formats two Markdown tables.
    fn tables(&self) -> String {
        let mut tables =
            "| images per batch | ms | ms per image |\n| --- | --- | --- |\n".to_owned();
        let mut line =
            |text: String| writeln!(tables, "{text}").expect("writing to a string cannot fail");
        for Timing { size, ms } in &self.images {
            line(format!("| {size} | {ms:.3} | {:.4} |", ms / *size as f64));
        }
        line("\n| points drawn | native time to read them, ms | points recorded by the page | page: frames dropped while drawing, longest interval, ms | the same, slowed down 4x |\n| --- | --- | --- | --- | --- |".to_owned());
        for (Timing { size, ms }, frames) in self.points.iter().zip(&self.page) {
            let [full_speed, slow] = [&frames.full_speed, &frames.slow].map(FrameTimes::summary);
            line(format!(
                "| {size} | {ms:.3} | {} | {full_speed} | {slow} |",
                frames.recorded_points
            ));
        }
        tables
    }

    /// Draws both curves on logarithmic scales, each with a line of proportional cost for comparison.
    ///
    /// # Errors
    /// When the chart cannot be drawn.
    fn svg(&self) -> Result<String> {
        let mut svg = String::new();
        {
            let chart = SVGBackend::with_string(&mut svg, SIZE_PX).into_drawing_area();
            chart.fill(&WHITE)?;
            let areas = chart.split_evenly((1, 2));
            draw(&areas[0], "images per batch", &self.images)?;
            draw(&areas[1], "points per drawing", &self.points)?;
            chart.present()?;
        }
        Ok(svg)
    }
}

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

fn draw(area: &Area<'_>, x_label: &str, timings: &[Timing]) -> Result<()> {
    let points: Vec<(f64, f64)> = timings
        .iter()
        .map(|timing| (timing.size as f64, timing.ms))
        .collect();
    let ([(min_size, first_ms), ..], Some((max_size, last_ms))) = (&points[..], points.last())
    else {
        return Ok(());
    };
    let y_range = first_ms.min(last_ms / 1e4) / 2.0..last_ms * 2.0;
    let mut chart = ChartBuilder::on(area)
        .margin(12)
        .x_label_area_size(40)
        .y_label_area_size(70)
        .build_cartesian_2d((*min_size..*max_size).log_scale(), y_range.log_scale())?;
    chart
        .configure_mesh()
        .x_desc(x_label)
        .y_desc("ms")
        .label_style(("sans-serif", 14))
        .light_line_style(TRANSPARENT)
        .draw()?;
    // The cost of each size if it were proportional, scaled to match the largest size.
    let proportional = points
        .iter()
        .map(|(size, _)| (*size, last_ms * size / max_size));
    chart
        .draw_series(LineSeries::new(proportional, BLACK.mix(0.4)))?
        .label("proportional")
        .legend(|(x, y)| PathElement::new([(x, y), (x + 20, y)], BLACK.mix(0.4)));
    let line = LINE_COLOR.stroke_width(2);
    chart
        .draw_series(LineSeries::new(points.iter().copied(), line).point_size(3))?
        .label("measured")
        .legend(move |(x, y)| PathElement::new([(x, y), (x + 20, y)], line));
    chart
        .configure_series_labels()
        .position(SeriesLabelPosition::UpperLeft)
        .background_style(WHITE.mix(0.9))
        .draw()?;
    Ok(())
}
