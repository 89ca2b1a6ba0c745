//! `cargo perf frames`: prints whether a fast scribble on a slow device loses a point, and how long the page's main
//! thread is blocked.

use std::time::Duration;

use anyhow::Result;
use e2e::BrowserSession;
use e2e::scribble::{self, ScribbleReport};

use crate::build;

/// The slowdown factor of the slow device.
const SLOWDOWN: u32 = 4;

/// Builds the site and prints the lost points and the tasks of the main thread.
///
/// # Errors
/// If the site cannot be built.
pub(crate) fn run() -> Result<()> {
    build::site()?;
    BrowserSession::default().run(async |page| {
        let report = scribble::measure(page, SLOWDOWN).await?;
        println!(
            "{} points sent, {:.0} per second; {} recorded",
            report.sent_points, report.points_per_second, report.recorded_points
        );
        let longest = report.tasks.iter().max().copied().unwrap_or_default();
        let total: Duration = report.tasks.iter().sum();
        println!(
            "main-thread tasks with the CPU slowed down {SLOWDOWN}x: {}, {:.1} s in total; {} over {} ms, the longest \
             {} ms",
            report.tasks.len(),
            total.as_secs_f32(),
            report.long_tasks().count(),
            ScribbleReport::LONG_TASK.as_millis(),
            longest.as_millis()
        );
        Ok(())
    });
    Ok(())
}
