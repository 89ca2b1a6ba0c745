//! `cargo xtask test`: runs every step in order and prints a summary; the last line counts the tests.
//!
//! A failing step does not stop the others. A step that cannot run counts as one failed test.

mod step;
mod tally;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Result;
use clap::ValueEnum;

pub(crate) use step::Step;
use step::TestContext;
use tally::Tally;

/// The result of one step.
struct Outcome {
    step: Step,
    tally: Tally,
    duration: Duration,
}

/// Runs the given steps, the quick ones, or every step.
///
/// # Errors
/// Never for a failing test, which only affects the exit code.
pub(crate) fn run(only: &[Step], quick: bool) -> Result<ExitCode> {
    let steps = match only {
        [] if quick => &Step::QUICK,
        [] => Step::value_variants(),
        only => only,
    };
    let outcomes = match TestContext::prepare(steps) {
        Ok(context) => steps.iter().map(|step| run_step(*step, &context)).collect(),
        Err(error) => {
            eprintln!("error: the tests cannot run: {error:#}");
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

fn run_step(step: Step, context: &TestContext) -> Outcome {
    println!("\n== {step}");
    let start = Instant::now();
    let mut tally = Tally::default();
    let result = step.run(context, &mut |line| tally.read(line));
    if let Err(error) = &result {
        println!("error: {error:#}");
    }
    Outcome {
        step,
        tally: tally.conclude(result.is_ok(), step.runs_tests()),
        duration: start.elapsed(),
    }
}

/// Prints a line for each step and returns the sum. No step at all is a failure.
fn summarise(outcomes: &[Outcome]) -> Tally {
    println!("\n== Summary");
    for Outcome {
        step,
        tally,
        duration,
    } in outcomes
    {
        println!("{tally:<24} {:>5} s  {step}", duration.as_secs());
    }
    match outcomes {
        [] => Tally::COULD_NOT_RUN,
        _ => outcomes.iter().map(|outcome| outcome.tally).sum(),
    }
}
