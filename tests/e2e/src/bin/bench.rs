//! Measures the engines that `cargo xtask bench` has built, and writes docs/bench.json and docs/bench.svg.
#![forbid(unsafe_code)]

use std::fs;

use anyhow::Result;
use clap::Parser;
use e2e::bench::rounds::{SampleCounts, measure};
use e2e::bench::{plot, table};
use serde_json::json;
use xtask::chrome::Chrome;
use xtask::command::output;
use xtask::workspace_root;

/// Measures every engine in one browser.
#[derive(Parser)]
struct Arguments {
    /// Page loads of each engine with each throttling.
    #[arg(long, default_value_t = 10)]
    rounds: usize,
    /// Calls with one image in each round.
    #[arg(long, default_value_t = 60)]
    calls: usize,
}

fn main() -> Result<()> {
    let Arguments { rounds, calls } = Arguments::parse();
    let runtime = tokio::runtime::Runtime::new()?;
    let measured = runtime.block_on(measure(SampleCounts { rounds, calls }))?;
    print!("{}", table::table(&measured));
    let browser = Chrome::find()?.browser;
    let browser = output(std::process::Command::new(browser).arg("--version"));
    let peers = fs::read_to_string(workspace_root().join("bench/package.json"))?;
    let peers: serde_json::Value = serde_json::from_str(&peers)?;
    let report = json!({
        "browser": browser.unwrap_or_default().trim(),
        "peers": peers["dependencies"],
        "rounds": rounds,
        "engines": measured,
    });
    let docs = workspace_root().join("docs");
    fs::write(docs.join("bench.json"), format!("{report:#}\n"))?;
    fs::write(docs.join("bench.svg"), plot::svg(&measured))?;
    Ok(())
}
