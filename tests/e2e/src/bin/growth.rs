//! Prints how cost grows with images and points, and draws docs/growth.svg.
#![forbid(unsafe_code)]

use std::fs;

use e2e::BrowserSession;
use e2e::growth::{GrowthReport, IMAGES, POINTS, criterion, frame_times};
use xtask::workspace_root;

fn main() {
    BrowserSession::default().at_60_fps().run(async |page| {
        let page = frame_times::measure(page).await?;
        let report = GrowthReport {
            images: criterion::read_timings("images", &IMAGES)?,
            points: criterion::read_timings("points", &POINTS)?,
            page,
        };
        print!("{}", report.tables());
        fs::write(workspace_root().join("docs/growth.svg"), report.svg()?)?;
        Ok(())
    });
}
