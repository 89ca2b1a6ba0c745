//! `cargo xtask instructions`: how many instructions the hot paths take, against what was recorded.
//!
//! Callgrind, under gungraun, runs each of `benches/instructions.rs` once on the processor that it plays, so neither
//! load nor clock changes the counts. The compiler does, and, where a library chooses its code at run time, what the
//! processor can: the record names both.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::command::{self, output};
use crate::tools::Toolbox;
use crate::workspace_root;

/// The share of what was recorded that a count may reach.
const MOST: f64 = 1.05;

const INSTALL: &str = "apt-get install valgrind libc6-dbg, or your system's like";

/// What was counted, and by what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Record {
    /// `rustc --version`.
    compiler: String,
    /// For which processor the benches were compiled.
    target: String,
    /// Of these instructions of the processor, all that libraries look for.
    processor: Vec<String>,
    /// Instructions, by the bench's name.
    instructions: BTreeMap<String, u64>,
}

/// Counts and compares; with `record`, counts and writes down. Without Valgrind it says so and does nothing.
///
/// # Errors
/// When a count has risen by more than 5 %, or nothing could be counted.
pub fn run(record: bool) -> Result<()> {
    let tools = Toolbox::new()?;
    if output(tools.command("valgrind").arg("--version")).is_none() {
        println!("Valgrind is not installed: instructions are not counted ({INSTALL}).");
        return Ok(());
    }
    let file = file();
    if !record && !file.is_file() {
        println!(
            "{} is not there: instructions are not counted",
            file.display()
        );
        return Ok(());
    }
    let counted = count(&tools)?;
    if record {
        fs::write(&file, serde_json::to_string_pretty(&counted)? + "\n")?;
        println!("{} is written", file.display());
        return Ok(());
    }
    let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    let recorded: Record = serde_json::from_str(&text)?;
    compare(&recorded, &counted)
}

fn file() -> PathBuf {
    workspace_root().join("benches/instructions.json")
}

fn count(tools: &Toolbox) -> Result<Record> {
    tools.provide_gungraun()?;
    let mut cargo = tools.command("cargo");
    cargo.args(["bench", "--locked", "--features", "callgrind"]);
    cargo.args(["--bench", "instructions", "--", "--output-format=json"]);
    let mut instructions = BTreeMap::new();
    let mut unreadable = None;
    command::run_quietly_with_lines(&mut cargo, |line| match counted(line) {
        Some((name, count)) => drop(instructions.insert(name, count)),
        None => unreadable = Some(line.to_owned()),
    })?;
    if let Some(line) = unreadable {
        bail!("not understood of gungraun: {line}");
    }
    ensure!(!instructions.is_empty(), "gungraun counted nothing");
    let version = output(tools.command("rustc").arg("--version")).context("no rustc")?;
    Ok(Record {
        compiler: version.trim().to_owned(),
        target: format!(
            "{}, as the compiler takes it by default",
            std::env::consts::ARCH
        ),
        processor: features(),
        instructions,
    })
}

/// The bench and its count of a line that gungraun prints for each.
fn counted(line: &str) -> Option<(String, u64)> {
    let summary: Value = serde_json::from_str(line).ok()?;
    let function = summary["function_name"].as_str()?;
    let id = summary["id"].as_str()?;
    let total = &summary["profiles"][0]["data"]["total"]["metrics"];
    let count = total["Ir"]["values"]["new"].as_u64()?;
    Some((format!("{function}: {}", id.replace('_', " ")), count))
}

/// What of a processor changes which code is run.
fn features() -> Vec<String> {
    #[cfg(target_arch = "x86_64")]
    let found = [
        ("sse4.2", std::is_x86_feature_detected!("sse4.2")),
        ("avx2", std::is_x86_feature_detected!("avx2")),
        ("fma", std::is_x86_feature_detected!("fma")),
    ];
    #[cfg(not(target_arch = "x86_64"))]
    let found: [(&str, bool); 0] = [];
    let there = found.into_iter().filter(|(_, is_there)| *is_there);
    there.map(|(name, _)| name.to_owned()).collect()
}

fn compare(recorded: &Record, counted: &Record) -> Result<()> {
    let what = |record: &Record| {
        let Record {
            compiler,
            target,
            processor,
            ..
        } = record;
        format!("{compiler}; {target}; on {}", processor.join(", "))
    };
    println!("instructions, {}", what(counted));
    let mut risen = Vec::new();
    for (name, count) in &counted.instructions {
        let before = recorded.instructions.get(name).copied();
        let share = before.map(|before| *count as f64 / before as f64);
        let shown = share.map_or("new".to_owned(), |share| {
            format!("{:+.1} %", 100.0 * (share - 1.0))
        });
        println!("{count:>12}  {shown:>8}  {name}");
        if share.is_some_and(|share| share > MOST) {
            risen.push(format!("{name} {shown}"));
        }
    }
    if what(recorded) != what(counted) {
        println!("recorded with {}: told, and not judged", what(recorded));
        return Ok(());
    }
    ensure!(
        risen.is_empty(),
        "more instructions than recorded: {}. Make it faster, or say why it is right and record \
         (cargo xtask instructions --record)",
        risen.join("; ")
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
    fn a_rise_of_five_in_a_hundred_is_borne_and_more_is_named() {
        let recorded = record("rustc 1", 1000);
        assert!(compare(&recorded, &record("rustc 1", 1050)).is_ok());
        let error = compare(&recorded, &record("rustc 1", 1051)).unwrap_err();
        let error = error.to_string();
        assert!(error.contains("read: one digit +5.1 %"), "{error}");
    }

    #[test]
    fn counts_of_another_compiler_are_not_judged() {
        let (recorded, counted) = (record("rustc 1", 1000), record("rustc 2", 9000));
        assert!(compare(&recorded, &counted).is_ok());
    }

    #[test]
    fn a_line_of_gungraun_gives_a_bench_and_its_count() {
        let line = r#"{"function_name": "read", "id": "one_digit", "profiles": [{"data":
            {"total": {"metrics": {"Ir": {"values": {"new": 7}}}}}}]}"#;
        assert_eq!(counted(line), Some(("read: one digit".to_owned(), 7)));
        assert_eq!(counted("{}"), None);
    }
}
