//! Runs cargo so that a line at least every ten seconds says what it is doing and how far it is.
//!
//! Cargo prints a line when it starts to compile a crate, and large crates take longer. The number of finished crates
//! is only in its progress bar, which it redraws in place and omits in logs. This module asks for the bar, hides it,
//! and prints its contents when nothing else has been printed for a while.

use std::io::{self, IsTerminal, Read};
use std::process::{ChildStderr, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::command::announce;

const LONGEST_SILENCE: Duration = Duration::from_secs(10);

/// Runs a cargo command. `title` names what it builds.
///
/// # Errors
/// If the command cannot be started or fails.
pub(crate) fn run(title: &str, command: &mut Command) -> Result<()> {
    let command_line = announce(command);
    let start = Instant::now();
    if io::stderr().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    let mut child = command
        .envs([
            ("CARGO_TERM_PROGRESS_WHEN", "always"),
            ("CARGO_TERM_PROGRESS_WIDTH", "120"),
        ])
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("`{command_line}` could not be started"))?;
    let stderr = child.stderr.take().expect("standard error is piped");
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || send_lines(stderr, &sender));

    let mut bar = "starting".to_owned();
    let mut printed = Instant::now();
    loop {
        match lines.recv_timeout(LONGEST_SILENCE.saturating_sub(printed.elapsed())) {
            Ok(line) => match contents_of_bar(&line) {
                Some(contents) => contents.clone_into(&mut bar),
                None => {
                    eprintln!("{line}");
                    printed = Instant::now();
                }
            },
            Err(RecvTimeoutError::Timeout) => {
                eprintln!("  ... {title}: {bar} ({} s)", start.elapsed().as_secs());
                printed = Instant::now();
            }
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    let status = child.wait()?;
    ensure!(status.success(), "`{command_line}` failed: {status}");
    Ok(())
}

/// Sends each line, including those that end with a carriage return because the next one overwrites them.
fn send_lines(mut stderr: ChildStderr, lines: &Sender<String>) {
    let mut buffer = [0; 4096];
    let mut line = Vec::new();
    while let Ok(length @ 1..) = stderr.read(&mut buffer) {
        for byte in &buffer[..length] {
            if matches!(byte, b'\n' | b'\r') {
                let text = String::from_utf8_lossy(&line).replace("\u{1b}[K", "");
                line.clear();
                // Sending fails only when the receiver has returned early; then nobody needs the lines.
                if !text.trim().is_empty() && lines.send(text).is_err() {
                    return;
                }
            } else {
                line.push(*byte);
            }
        }
    }
}

/// Returns `12/340: serde, ...` from `Building [=>    ] 12/340: serde, ...`, or `None` for any other line.
fn contents_of_bar(line: &str) -> Option<&str> {
    let (before, contents) = line.split_once("] ")?;
    // Codes of colours contain the same bracket.
    let (_, bar) = before.rsplit_once('[')?;
    let is_bar = bar.chars().all(|c| "=> ".contains(c));
    is_bar.then_some(contents.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_progress_bar_is_recognised() {
        for title in ["Building", "\u{1b}[1m\u{1b}[36mBuilding\u{1b}[0m"] {
            let bar = format!("    {title} [=====>       ] 12/340: serde, leptos...  ");
            assert_eq!(contents_of_bar(&bar), Some("12/340: serde, leptos..."));
        }
        for line in [
            "   Compiling serde v1.0.0",
            "error[E0308]: mismatched [T] types",
        ] {
            assert_eq!(contents_of_bar(line), None, "{line}");
        }
    }

    #[test]
    fn the_error_of_a_failed_command_names_it() {
        let error = run("nothing", Command::new("cargo").arg("no-such-command")).unwrap_err();
        let error = error.to_string();
        assert!(
            error.starts_with("`cargo no-such-command` failed"),
            "{error}"
        );
    }
}
