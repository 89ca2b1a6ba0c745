//! Prints the time from the pen's last move to the answer on the screen.
#![forbid(unsafe_code)]

use clap::Parser;
use e2e::{BrowserSession, latency};

/// Measures how fast the page answers a real pointer.
#[derive(Parser)]
struct Arguments {
    /// How many times each digit is drawn on each device.
    #[arg(long, default_value_t = 10)]
    rounds: usize,
}

fn main() {
    let Arguments { rounds } = Arguments::parse();
    BrowserSession::default().at_60_fps().run(async |page| {
        let measured = latency::measure(page, rounds).await?;
        print!("{}", latency::table(&measured));
        Ok(())
    });
}
