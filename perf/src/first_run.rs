//! `cargo perf first-run`: measures what a newcomer waits for, from a clean clone.
//!
//! The working copy's HEAD is cloned into an empty temporary folder, with an empty cargo target, no `.tools/` and none
//! of the programs that `cargo install` has put on PATH ([`clone`]). Only crates that were downloaded before are
//! shared. The commands' output is printed with the time at which it appears. Nothing is written into the repository.

mod clone;
mod files;
mod serve;
mod watched;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Result, ensure};
use clap::ValueEnum;

use clone::Clone;
use watched::Watched;

/// Arguments of `cargo perf first-run`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Measure also `cargo xtask test`, cold and warm.
    #[arg(long)]
    full: bool,
    /// Measure only this part; can be given more than once.
    #[arg(long, value_enum, conflicts_with = "full")]
    only: Vec<Part>,
    /// Folder for the clone, which needs several gigabytes; the system's temporary folder by default.
    #[arg(long)]
    folder: Option<PathBuf>,
}

/// A part that can be measured alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// `cargo xtask serve`, and two changes while it serves.
    Serve,
    /// `cargo xtask test --quick`, twice.
    Quick,
    /// `cargo xtask test`, twice.
    Full,
}

/// One measured step.
struct Step {
    what: String,
    duration: Duration,
    /// The longest time without a line of output, and the line before it.
    longest_silence: Option<(Duration, String)>,
    is_success: bool,
}

/// Measures the parts and prints a table.
///
/// # Errors
/// If the clone cannot be made, `serve` ends or serves no page, or a test command fails.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let parts: &[Part] = match &arguments.only[..] {
        [] if arguments.full => &[Part::Serve, Part::Quick, Part::Full],
        [] => &[Part::Serve, Part::Quick],
        only => only,
    };
    let is_cold = |part: &Part| *part == Part::Full;
    let mut steps = Vec::new();
    if !parts.iter().all(is_cold) {
        let clone = Clone::make(arguments.folder.as_deref())?;
        if parts.contains(&Part::Serve) {
            steps.extend(serve::measure(&clone)?);
        }
        if parts.contains(&Part::Quick) {
            steps.push(test(&clone, &["--quick"], "first time")?);
            steps.push(test(&clone, &["--quick"], "warm")?);
        }
    }
    if parts.iter().any(is_cold) {
        let clone = Clone::make(arguments.folder.as_deref())?;
        steps.push(test(&clone, &[], "cold")?);
        steps.push(test(&clone, &[], "warm")?);
    }
    print(&steps);
    ensure!(
        steps.iter().all(|step| step.is_success),
        "a command failed; its output is above"
    );
    Ok(())
}

fn test(clone: &Clone, arguments: &[&str], state: &str) -> Result<Step> {
    let mut cargo = clone.cargo();
    cargo.args(["xtask", "test"]).args(arguments);
    let mut test = Watched::spawn(&mut cargo)?;
    let is_success = test.wait()?;
    let what = [&["`cargo xtask test"], arguments].concat().join(" ");
    Ok(test.step(format!("{what}`, {state}"), is_success))
}

fn print(steps: &[Step]) {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!(
        "\n| step, on {cores} cores | time | longest time without a line | the line before it |"
    );
    println!("| --- | --- | --- | --- |");
    for step in steps {
        let Step { what, duration, .. } = step;
        let failed = if step.is_success { "" } else { ", failed" };
        let (silence, line) = match &step.longest_silence {
            Some((silence, line)) => (format!("{:.0} s", silence.as_secs_f32()), line.as_str()),
            None => Default::default(),
        };
        let (minutes, seconds) = (duration.as_secs() / 60, duration.as_secs() % 60);
        println!("| {what}{failed} | {minutes}:{seconds:02} | {silence} | {line} |");
    }
}
