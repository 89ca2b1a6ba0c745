//! `cargo xtask test`: every step in order, a summary, and the count as the last line.
//!
//! A step that breaks does not stop the others; one that cannot run counts as a failed test.

mod step;
mod tally;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Result;
use clap::ValueEnum;

use step::Bench;
pub use step::Step;
use tally::Tally;

/// How one step went.
struct Outcome {
    step: Step,
    tally: Tally,
    took: Duration,
}

/// Runs the steps, or every step when none is named.
///
/// # Errors
/// Never for a test that fails: that is the exit code.
pub fn run(only: &[Step]) -> Result<ExitCode> {
    let steps = if only.is_empty() {
        Step::value_variants()
    } else {
        only
    };
    let outcomes = match Bench::prepare(steps) {
        Ok(bench) => steps.iter().map(|step| run_step(*step, &bench)).collect(),
        Err(error) => {
            eprintln!("error: nothing can be tested: {error:#}");
            Vec::new()
        }
    };
    let total = summarise(&outcomes);
    println!("{total}");
    Ok(if total.is_success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn run_step(step: Step, bench: &Bench) -> Outcome {
    println!("\n== {step}");
    let start = Instant::now();
    let mut tally = Tally::default();
    let result = step.run(bench, &mut |line| tally.read(line));
    if let Err(error) = &result {
        println!("error: {error:#}");
    }
    Outcome {
        step,
        tally: tally.conclude(result.is_ok(), step.has_tests()),
        took: start.elapsed(),
    }
}

/// Prints a line for each step and adds them up; no step at all is a failure.
fn summarise(outcomes: &[Outcome]) -> Tally {
    println!("\n== Summary");
    for Outcome { step, tally, took } in outcomes {
        println!("{tally:<24} {:>5} s  {step}", took.as_secs());
    }
    match outcomes {
        [] => Tally::COULD_NOT_RUN,
        _ => outcomes.iter().map(|outcome| outcome.tally).sum(),
    }
}
