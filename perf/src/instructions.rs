//! `cargo perf instructions`: counts the instructions of the hot paths and compares them with a record.
//!
//! Callgrind runs each benchmark of `perf/benches/instructions.rs` once on an emulated processor, so neither load nor
//! clock speed affects the counts. The compiler does, and so do processor features where a library selects code at run
//! time. The record names both, and counts are only compared when both match.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, bail, ensure};
use e2e::programs::{command, workspace_root};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::command::{output, run_with_lines};

/// Largest accepted ratio of a count to its recorded value.
const MAX_RATIO: f64 = 1.05;

const INSTALL_VALGRIND: &str =
    "apt-get install valgrind libc6-dbg, or the equivalent of your system";

/// Arguments of `cargo perf instructions`.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Update the record instead of comparing with it.
    #[arg(long)]
    record: bool,
}

/// Instruction counts and what they depend on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Record {
    /// `rustc --version`.
    compiler: String,
    /// Architecture and target features of the build.
    target: String,
    /// Processor features that libraries test for at run time.
    processor: Vec<String>,
    /// Instructions by benchmark name.
    instructions: BTreeMap<String, u64>,
}

/// Counts instructions and compares them with the record, or updates the record.
///
/// Without Valgrind it prints a message and returns.
///
/// # Errors
/// If a count exceeds the record by more than 5 %, or nothing was counted.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    if output(command("valgrind").arg("--version")).is_none() {
        println!(
            "Valgrind is not installed: instructions are not counted. Install it with {INSTALL_VALGRIND}."
        );
        return Ok(());
    }
    let file = workspace_root().join("perf/instructions.json");
    if arguments.record {
        fs::write(&file, serde_json::to_string_pretty(&count()?)? + "\n")?;
        println!("Wrote {}", file.display());
        return Ok(());
    }
    let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    compare(&serde_json::from_str(&text)?, &count()?)
}

fn count() -> Result<Record> {
    check_runner()?;
    let mut cargo = command("cargo");
    cargo.args(["bench", "--locked", "--package", "benches"]);
    cargo.args(["--features", "callgrind", "--bench", "instructions"]);
    cargo.args(["--", "--output-format=json"]);
    let mut instructions = BTreeMap::new();
    let mut unreadable = None;
    run_with_lines(&mut cargo, |line| match parse_count(line) {
        Some((name, count)) => drop(instructions.insert(name, count)),
        None => unreadable = Some(line.to_owned()),
    })?;
    if let Some(line) = unreadable {
        bail!("unexpected output of gungraun: {line}");
    }
    ensure!(!instructions.is_empty(), "gungraun ran no benchmark");
    let compiler = output(command("rustc").arg("--version")).context("rustc was not found")?;
    Ok(Record {
        compiler,
        target: format!("{}, default target features", std::env::consts::ARCH),
        processor: processor_features(),
        instructions,
    })
}

/// Fails unless gungraun-runner, which runs benchmarks under Callgrind, has the version of its library.
fn check_runner() -> Result<()> {
    let lock = fs::read_to_string(workspace_root().join("Cargo.lock"))?;
    let version = locked_version(&lock, "gungraun").context("Cargo.lock has no gungraun")?;
    let reported = output(command("gungraun-runner").arg("--version"));
    ensure!(
        reported.is_some_and(|reported| reported.split_whitespace().nth(1) == Some(version)),
        "gungraun-runner {version} was not found. Install it with `cargo install --locked --root .tools \
         --version {version} gungraun-runner`."
    );
    Ok(())
}

fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let (_, entry) = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?;
    entry.split('"').next()
}

/// Parses a benchmark's name and count from a line of gungraun's output.
fn parse_count(line: &str) -> Option<(String, u64)> {
    let summary: Value = serde_json::from_str(line).ok()?;
    let function = summary["function_name"].as_str()?;
    let id = summary["id"].as_str()?;
    let total = &summary["profiles"][0]["data"]["total"]["metrics"];
    let count = total["Ir"]["values"]["new"].as_u64()?;
    Some((format!("{function}: {}", id.replace('_', " ")), count))
}

/// Returns the processor features that decide which code runs.
fn processor_features() -> Vec<String> {
    #[cfg(target_arch = "x86_64")]
    let features = [
        ("sse4.2", std::is_x86_feature_detected!("sse4.2")),
        ("avx2", std::is_x86_feature_detected!("avx2")),
        ("fma", std::is_x86_feature_detected!("fma")),
    ];
    #[cfg(not(target_arch = "x86_64"))]
    let features: [(&str, bool); 0] = [];
    let detected = features.into_iter().filter(|(_, is_detected)| *is_detected);
    detected.map(|(name, _)| name.to_owned()).collect()
}

fn compare(recorded: &Record, counted: &Record) -> Result<()> {
    let conditions = |record: &Record| {
        let Record {
            compiler,
            target,
            processor,
            ..
        } = record;
        format!("{compiler}; {target}; on {}", processor.join(", "))
    };
    println!("instructions, {}", conditions(counted));
    let mut regressions = Vec::new();
    for (name, count) in &counted.instructions {
        let before = recorded.instructions.get(name).copied();
        let ratio = before.map(|before| *count as f64 / before as f64);
        let change = ratio.map_or("new".to_owned(), |ratio| {
            format!("{:+.1} %", 100.0 * (ratio - 1.0))
        });
        println!("{count:>12}  {change:>8}  {name}");
        if ratio.is_some_and(|ratio| ratio > MAX_RATIO) {
            regressions.push(format!("{name} {change}"));
        }
    }
    if conditions(recorded) != conditions(counted) {
        println!("recorded with {}: not compared", conditions(recorded));
        return Ok(());
    }
    ensure!(
        regressions.is_empty(),
        "more instructions than recorded: {}. Make it faster, or explain the increase in the commit and run \
         `cargo perf instructions --record`",
        regressions.join("; ")
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(compiler: &str, count: u64) -> Record {
        Record {
            compiler: compiler.to_owned(),
            target: "x86_64".to_owned(),
            processor: vec!["avx2".to_owned()],
            instructions: [("read: one digit".to_owned(), count)].into(),
        }
    }

    #[test]
    fn an_increase_of_five_percent_is_accepted_and_a_larger_one_is_reported() {
        let recorded = record("rustc 1", 1000);
        assert!(compare(&recorded, &record("rustc 1", 1050)).is_ok());
        let error = compare(&recorded, &record("rustc 1", 1051)).unwrap_err();
        let error = error.to_string();
        assert!(error.contains("read: one digit +5.1 %"), "{error}");
    }

    #[test]
    fn counts_of_another_compiler_are_not_compared() {
        let (recorded, counted) = (record("rustc 1", 1000), record("rustc 2", 9000));
        assert!(compare(&recorded, &counted).is_ok());
    }

    #[test]
    fn a_line_of_gungraun_output_is_parsed_into_name_and_count() {
        let line = r#"{"function_name": "read", "id": "one_digit", "profiles": [{"data":
            {"total": {"metrics": {"Ir": {"values": {"new": 7}}}}}}]}"#;
        assert_eq!(parse_count(line), Some(("read: one digit".to_owned(), 7)));
        assert_eq!(parse_count("{}"), None);
    }

    #[test]
    fn the_version_is_read_from_the_lock_file() {
        let lock = "[[package]]\nname = \"tool\"\nversion = \"0.2.129\"\nsource = \"registry\"\n";
        assert_eq!(locked_version(lock, "tool"), Some("0.2.129"));
        assert_eq!(locked_version(lock, "other"), None);
    }
}
