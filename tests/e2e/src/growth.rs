//! `cargo xtask growth`: how cost grows with the images of a batch and with the points of a drawing.
//!
//! [`native`] has how long the worker's code takes natively, [`page`] looks for frames that the page loses while somebody draws
//! on, over ink of ever more points.

pub mod native;
pub mod page;

use std::fmt::Write;

use anyhow::Result;
use plotters::coord::Shift;
use plotters::prelude::*;

use native::Timed;
use page::Drawn;

/// Images in a batch.
pub const IMAGES: [usize; 7] = [1, 2, 5, 10, 20, 50, 100];
/// Points of one stroke.
pub const POINTS: [usize; 6] = [10, 100, 1_000, 10_000, 100_000, 1_000_000];

const SIZE_PX: (u32, u32) = (900, 420);
const COLOUR: RGBColor = RGBColor(0, 114, 178);

/// Everything measured.
#[derive(Clone, Debug)]
pub struct Growth {
    /// Images at once to their predictions.
    pub images: Vec<Timed>,
    /// A drawing of one stroke to its number.
    pub points: Vec<Timed>,
    /// The page, over ink of as many points.
    pub page: Vec<Drawn>,
}

impl Growth {
    /// Two tables in Markdown.
    #[must_use]
    pub fn tables(&self) -> String {
        let mut tables = "| images at once | ms | ms for each |\n| --- | --- | --- |\n".to_owned();
        let mut line = |text: String| writeln!(tables, "{text}").expect("text can be written to");
        for Timed { size, ms } in &self.images {
            line(format!("| {size} | {ms:.3} | {:.4} |", ms / *size as f64));
        }
        line("\n| points drawn | ms to read them, natively | points that the page keeps | page: frames lost while drawing on, the longest, ms | the same, slowed 4 times |\n| --- | --- | --- | --- | --- |".to_owned());
        for (Timed { size, ms }, drawn) in self.points.iter().zip(&self.page) {
            let [usual, slow] = [&drawn.usual, &drawn.slow].map(page::Frames::words);
            line(format!(
                "| {size} | {ms:.3} | {} | {usual} | {slow} |",
                drawn.kept
            ));
        }
        tables
    }

    /// Both curves on logarithmic scales, each beside a line of the same cost for each image or point.
    ///
    /// # Errors
    /// When the picture cannot be drawn.
    pub fn svg(&self) -> Result<String> {
        let mut svg = String::new();
        {
            let picture = SVGBackend::with_string(&mut svg, SIZE_PX).into_drawing_area();
            picture.fill(&WHITE)?;
            let areas = picture.split_evenly((1, 2));
            draw(&areas[0], "images at once", &self.images)?;
            draw(&areas[1], "points of a drawing", &self.points)?;
            picture.present()?;
        }
        Ok(svg)
    }
}

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

fn draw(area: &Area<'_>, what: &str, timed: &[Timed]) -> Result<()> {
    let points: Vec<(f64, f64)> = timed
        .iter()
        .map(|timed| (timed.size as f64, timed.ms))
        .collect();
    let ([(least, first), ..], Some((most, last))) = (&points[..], points.last()) else {
        return Ok(());
    };
    let times = first.min(last / 1e4) / 2.0..last * 2.0;
    let mut chart = ChartBuilder::on(area)
        .margin(12)
        .x_label_area_size(40)
        .y_label_area_size(70)
        .build_cartesian_2d((*least..*most).log_scale(), times.log_scale())?;
    chart
        .configure_mesh()
        .x_desc(what)
        .y_desc("ms")
        .label_style(("sans-serif", 14))
        .light_line_style(TRANSPARENT)
        .draw()?;
    // Of the largest: what any size would take if cost were in proportion to size.
    let proportional = points.iter().map(|(size, _)| (*size, last * size / most));
    chart
        .draw_series(LineSeries::new(proportional, BLACK.mix(0.4)))?
        .label("in proportion")
        .legend(|(x, y)| PathElement::new([(x, y), (x + 20, y)], BLACK.mix(0.4)));
    let line = COLOUR.stroke_width(2);
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
