//! Draws the measurements as three bar charts in SVG, with one bar for each engine. Shorter is better.

use std::fmt::Write;

use super::EngineMeasurements;
use crate::statistics::median;

/// The x coordinate at which bars start.
const BARS_LEFT: f64 = 290.0;
const MAX_BAR_WIDTH: f64 = 430.0;
const ROW_HEIGHT: f64 = 22.0;
const WIDTH: f64 = 800.0;

/// A bar chart of one figure, for the engines that have it.
struct Chart {
    title: &'static str,
    bars: Vec<(String, f64)>,
}

/// Returns the SVG document.
pub(crate) fn svg(measured: &[EngineMeasurements]) -> String {
    let chart = |title, figure: fn(&EngineMeasurements) -> Option<f64>| Chart {
        title,
        bars: measured
            .iter()
            .filter_map(|engine| figure(engine).map(|value| (engine.title.clone(), value)))
            .collect(),
    };
    let charts = [
        chart("One image, warm, median ms", |engine| {
            (!engine.single_ms.is_empty()).then(|| median(&engine.single_ms))
        }),
        chart("Download, KB with brotli", |engine| {
            Some(engine.bytes.brotli as f64 / 1e3)
        }),
        chart("Navigation to first answer, median ms", |engine| {
            Some(median(&engine.cold_ms))
        }),
    ];
    let (mut bars, mut y) = (String::new(), 10.0);
    for chart in &charts {
        y = draw(chart, y, &mut bars);
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {y}\" font-family=\"sans-serif\" \
         font-size=\"13\"><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n{bars}</svg>\n"
    )
}

/// Draws a chart below `y` and returns where the next one starts.
fn draw(chart: &Chart, y: f64, svg: &mut String) -> f64 {
    let max = chart
        .bars
        .iter()
        .map(|(_, value)| *value)
        .fold(0.0, f64::max);
    let mut y = y + ROW_HEIGHT;
    let mut line = |text: String| writeln!(svg, "{text}").expect("writing to a string cannot fail");
    let title = chart.title;
    line(format!(
        "<text x=\"10\" y=\"{y}\" font-weight=\"bold\">{title}</text>"
    ));
    for (name, value) in &chart.bars {
        y += ROW_HEIGHT;
        let (width, top, name_right) = (MAX_BAR_WIDTH * value / max, y - 12.0, BARS_LEFT - 8.0);
        let value_left = BARS_LEFT + width + 6.0;
        let decimals = if *value < 10.0 { 3 } else { 0 };
        line(format!(
            "<text x=\"{name_right}\" y=\"{y}\" text-anchor=\"end\">{name}</text>"
        ));
        line(format!(
            "<rect x=\"{BARS_LEFT}\" y=\"{top}\" width=\"{width:.1}\" height=\"15\" fill=\"#3b6ea5\"/>"
        ));
        line(format!(
            "<text x=\"{value_left:.1}\" y=\"{y}\">{value:.decimals$}</text>"
        ));
    }
    y + ROW_HEIGHT
}
