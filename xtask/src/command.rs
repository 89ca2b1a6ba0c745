//! Running other programs: each is shown before it runs, and fails by its own name.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

/// Runs the command to its end, its output going straight to the person.
///
/// # Errors
/// When it cannot be started or exits with anything but success.
pub fn run(command: &mut Command) -> Result<()> {
    let shown = announce(command);
    let status = command
        .status()
        .with_context(|| format!("`{shown}` could not be started"))?;
    ensure!(status.success(), "`{shown}` failed: {status}");
    Ok(())
}

/// Runs the command to its end, showing each line of its standard output and handing it on.
///
/// # Errors
/// As [`run`]; the lines have been handed on by then.
pub fn run_with_lines(command: &mut Command, mut on_line: impl FnMut(&str)) -> Result<()> {
    let shown = announce(command);
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("`{shown}` could not be started"))?;
    let stdout = child
        .stdout
        .take()
        .expect("standard output was piped a line above");
    for line in BufReader::new(stdout).split(b'\n') {
        let line = line.with_context(|| format!("reading what `{shown}` says"))?;
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        on_line(&line);
    }
    let status = child.wait()?;
    ensure!(status.success(), "`{shown}` failed: {status}");
    Ok(())
}

/// What the command prints on standard output, or `None` when it is missing or fails.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn announce(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let shown = words
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ");
    eprintln!("$ {shown}");
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_that_fails_is_named_with_its_arguments() {
        let error = run(Command::new("rustc").arg("--no-such-flag")).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("`rustc --no-such-flag` failed"),
            "{error}"
        );
    }

    #[test]
    fn a_command_that_does_not_exist_is_named() {
        let error = run(&mut Command::new("no-such-program")).unwrap_err();
        assert_eq!(error.to_string(), "`no-such-program` could not be started");
    }

    #[test]
    fn every_line_is_handed_on() {
        let mut lines = 0;
        run_with_lines(Command::new("rustc").arg("-vV"), |line| {
            lines += usize::from(line.starts_with("host: "));
        })
        .unwrap();
        assert_eq!(lines, 1);
    }
}
