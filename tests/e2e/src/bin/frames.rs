//! Prints whether a fast scribble on a slow device loses a point of ink, and how long the page's thread is ever busy.
#![forbid(unsafe_code)]

use std::time::Duration;

use e2e::Visit;
use e2e::frames::{self, Frames};

/// How many times as slow the device is as this one.
const SLOWDOWN: u32 = 4;

fn main() {
    Visit::default().run(async |page| {
        let seen = frames::scribble(page, SLOWDOWN).await?;
        println!(
            "{} places sent, {:.0} a second; {} are points of the ink",
            seen.sent, seen.rate, seen.kept
        );
        let longest = seen.tasks.iter().max().copied().unwrap_or_default();
        let busy: Duration = seen.tasks.iter().sum();
        println!(
            "tasks of the page's thread, with the CPU slowed {SLOWDOWN} times: {}, {:.1} s in all; {} of more than {} ms, the \
             longest {} ms",
            seen.tasks.len(),
            busy.as_secs_f32(),
            seen.long().count(),
            Frames::LONG.as_millis(),
            longest.as_millis()
        );
        Ok(())
    });
}
