//! The command-line program `digits`.
//!
//! Each subcommand is a module: [`classify`], [`train`], [`evaluate`], [`model_card`], [`export`]. They parse
//! arguments, read and write files and show progress; the crates `training` and `evaluation` do the work.
#![forbid(unsafe_code)]

pub mod classify;
pub mod evaluate;
pub mod export;
pub mod model_card;
pub mod train;

use std::ffi::OsString;
use std::io::{self, ErrorKind};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Reads handwritten digits: classifies, trains, evaluates and exports.
#[derive(Parser)]
#[command(name = "digits")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Classify(classify::Arguments),
    Train(train::Arguments),
    Evaluate(evaluate::Arguments),
    ModelCard(model_card::Arguments),
    Export(export::Arguments),
}

/// Runs the program with its arguments, the first of which is the program's name.
///
/// Prints the usage and ends the process if the arguments are invalid.
///
/// # Errors
/// Returns the error of the subcommand.
pub fn run(arguments: Vec<OsString>) -> anyhow::Result<ExitCode> {
    let done = |()| ExitCode::SUCCESS;
    match Arguments::parse_from(evaluate::with_question(arguments)).command {
        Command::Classify(arguments) => classify::run(&arguments),
        Command::Train(arguments) => train::run(arguments).map(done),
        Command::Evaluate(arguments) => evaluate::run(&arguments).map(done),
        Command::ModelCard(arguments) => model_card::run(&arguments).map(done),
        Command::Export(arguments) => export::run(&arguments).map(done),
    }
}

/// Returns whether the error is a closed pipe: the reader of the output has stopped reading.
#[must_use]
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let mut causes = error.chain();
    causes.any(|cause| {
        let error = cause.downcast_ref::<io::Error>();
        error.is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
    })
}
