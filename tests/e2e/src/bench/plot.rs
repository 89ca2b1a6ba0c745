//! What was measured as a picture: three bar charts, each bar an engine, the shorter the better.

use std::fmt::Write;

use super::Measured;
use super::statistics::median;

const LEFT: f64 = 290.0;
const LONGEST: f64 = 430.0;
const ROW: f64 = 22.0;
const WIDTH: f64 = 800.0;

/// One figure of every engine that has it.
struct Chart {
    title: &'static str,
    bars: Vec<(String, f64)>,
}

/// The picture as SVG.
pub fn svg(measured: &[Measured]) -> String {
    let chart = |title, figure: fn(&Measured) -> Option<f64>| Chart {
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

/// Draws a chart from `y` down; returns where the next begins.
fn draw(chart: &Chart, y: f64, svg: &mut String) -> f64 {
    let longest = chart
        .bars
        .iter()
        .map(|(_, value)| *value)
        .fold(0.0, f64::max);
    let mut y = y + ROW;
    let mut line = |text: String| writeln!(svg, "{text}").expect("text can be written to");
    let title = chart.title;
    line(format!(
        "<text x=\"10\" y=\"{y}\" font-weight=\"bold\">{title}</text>"
    ));
    for (name, value) in &chart.bars {
        y += ROW;
        let (length, top, end) = (LONGEST * value / longest, y - 12.0, LEFT - 8.0);
        let (after, digits) = (LEFT + length + 6.0, if *value < 10.0 { 3 } else { 0 });
        line(format!(
            "<text x=\"{end}\" y=\"{y}\" text-anchor=\"end\">{name}</text>"
        ));
        line(format!(
            "<rect x=\"{LEFT}\" y=\"{top}\" width=\"{length:.1}\" height=\"15\" fill=\"#3b6ea5\"/>"
        ));
        line(format!(
            "<text x=\"{after:.1}\" y=\"{y}\">{value:.digits$}</text>"
        ));
    }
    y + ROW
}
