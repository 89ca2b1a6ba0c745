//! `cargo perf`: measures the site, its code and its build.
#![forbid(unsafe_code)]

mod bench;
mod budget;
mod build;
mod bytes;
mod command;
mod compression;
mod figures;
mod first_run;
mod frames;
mod growth;
mod inspector_cost;
mod instructions;
mod latency;
mod lighthouse;
mod real_page;
mod server;
mod statistics;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Measures the site, its code and its build. Most commands build the site first, with `cargo xtask dist`.
#[derive(Parser)]
#[command(name = "cargo perf", version)]
struct Arguments {
    #[command(subcommand)]
    measurement: Measurement,
}

#[derive(Subcommand)]
enum Measurement {
    /// Compare this engine with others in one browser; write docs/bench.json and docs/bench.svg.
    Bench(bench::Arguments),
    /// Measure lost points and long tasks during a fast scribble on a slow device.
    Frames,
    /// Measure the time from the last pen movement to the answer on the screen.
    Latency(latency::Arguments),
    /// Measure how time grows with images and points; write docs/growth.svg.
    Growth,
    /// Check the compressed size of each part of dist/; fail if one exceeds its budget.
    Budget,
    /// List the code in the bundles of the first answer, by crate and by function.
    Bytes,
    /// Audit the built site with Lighthouse; fail below 95 points in a category.
    Lighthouse(lighthouse::Arguments),
    /// Measure the time that See inside takes, relative to a prediction and while drawing.
    InspectorCost,
    /// Count the instructions of the hot paths; fail if one exceeds its record by more than 5 %.
    Instructions(instructions::Arguments),
    /// Write the table of figures in README.md from docs/evaluation.json and docs/bench.json.
    Figures,
    /// Compare the answers of the built page with those of the command line on real handwriting.
    RealPage,
    /// Measure the first run from a clean clone: serve, changes while it serves, and tests.
    FirstRun(first_run::Arguments),
}

fn main() -> Result<()> {
    match Arguments::parse().measurement {
        Measurement::Bench(arguments) => bench::run(&arguments),
        Measurement::Frames => frames::run(),
        Measurement::Latency(arguments) => latency::run(&arguments),
        Measurement::Growth => growth::run(),
        Measurement::Budget => budget::run(),
        Measurement::Bytes => bytes::run(),
        Measurement::Lighthouse(arguments) => lighthouse::run(&arguments),
        Measurement::InspectorCost => inspector_cost::run(),
        Measurement::Instructions(arguments) => instructions::run(&arguments),
        Measurement::Figures => figures::update_readme(),
        Measurement::RealPage => real_page::run(),
        Measurement::FirstRun(arguments) => first_run::run(&arguments),
    }
}
