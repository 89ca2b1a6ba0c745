//! Prints whether a fast scribble on a slow device loses a point of ink, and how long the page's thread is ever busy.
#![forbid(unsafe_code)]

use e2e::{Visit, frames};

fn main() {
    Visit::default().run(async |page| {
        let seen = frames::scribble(page).await?;
        println!(
            "{} places sent, {:.0} a second; {} are points of the ink",
            seen.sent, seen.rate, seen.kept
        );
        let longest = seen.long_ms.iter().copied().fold(0.0, f32::max);
        println!(
            "stretches of more than 50 ms on the page's thread, with the CPU slowed 4 times: {}, the longest {longest:.0} ms",
            seen.long_ms.len()
        );
        Ok(())
    });
}
