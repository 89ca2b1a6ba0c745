//! Prints how long the page takes from the pen's last move to the answer on the screen.
#![forbid(unsafe_code)]

use clap::Parser;
use e2e::{Visit, latency};

/// Measures the page's answers to a real pointer.
#[derive(Parser)]
struct Arguments {
    /// How many times each of the ten digits is drawn on each device.
    #[arg(long, default_value_t = 10)]
    rounds: usize,
}

fn main() {
    let Arguments { rounds } = Arguments::parse();
    Visit::default().at_60_frames_a_second().run(async |page| {
        let measured = latency::measure(page, rounds).await?;
        print!("{}", latency::table(&measured));
        Ok(())
    });
}
