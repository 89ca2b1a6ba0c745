//! Runs other programs. Each command is printed before it runs, and a failure names the command.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

/// Runs the command and inherits its output.
///
/// # Errors
/// If the command cannot be started or fails.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let command_line = announce(command);
    let status = command
        .status()
        .with_context(|| format!("`{command_line}` could not be started"))?;
    ensure!(status.success(), "`{command_line}` failed: {status}");
    Ok(())
}

/// Runs the command and passes each line of its standard output to `on_line`.
///
/// # Errors
/// As for [`run`]. `on_line` has received every line by then.
pub(crate) fn run_with_lines(command: &mut Command, mut on_line: impl FnMut(&str)) -> Result<()> {
    let command_line = announce(command);
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("`{command_line}` could not be started"))?;
    let stdout = child.stdout.take().expect("standard output is piped");
    for line in BufReader::new(stdout).lines() {
        on_line(&line.with_context(|| format!("cannot read the output of `{command_line}`"))?);
    }
    let status = child.wait()?;
    ensure!(status.success(), "`{command_line}` failed: {status}");
    Ok(())
}

/// Returns the command's standard output, or `None` if the program is missing or fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    let text = || String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then(text)
}

/// Prints the command line and returns it.
fn announce(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    let command_line = words.join(" ");
    eprintln!("$ {command_line}");
    command_line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_of_a_failed_command_shows_its_arguments() {
        let error = run(Command::new("rustc").arg("--no-such-flag")).unwrap_err();
        let error = error.to_string();
        assert!(
            error.starts_with("`rustc --no-such-flag` failed"),
            "{error}"
        );
    }

    #[test]
    fn each_line_of_output_is_passed_on() {
        let mut lines = 0;
        run_with_lines(Command::new("rustc").arg("-vV"), |line| {
            lines += usize::from(line.starts_with("host: "));
        })
        .unwrap();
        assert_eq!(lines, 1);
    }
}
