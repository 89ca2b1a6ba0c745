//! Runs other programs. Each command is printed before it runs, and a failure names the command.

use std::env;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

/// Returns a command without the environment variables that cargo sets for this program.
///
/// Build scripts watch such variables: ring's runs again when `CARGO_MANIFEST_DIR` changes, and everything that depends
/// on it is then recompiled.
pub(crate) fn outside_cargo(program: impl AsRef<OsStr>) -> Command {
    const CARGO_PREFIXES: [&str; 3] = ["CARGO_BIN_", "CARGO_MANIFEST_", "CARGO_PKG_"];
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        if CARGO_PREFIXES
            .iter()
            .any(|prefix| name.to_string_lossy().starts_with(prefix))
        {
            command.env_remove(name);
        }
    }
    command
}

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

/// Runs the command, prints each line of its standard output and passes the line to `on_line`.
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
    for line in BufReader::new(stdout).split(b'\n') {
        let line = line.with_context(|| format!("cannot read the output of `{command_line}`"))?;
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        on_line(&line);
    }
    let status = child.wait()?;
    ensure!(status.success(), "`{command_line}` failed: {status}");
    Ok(())
}

/// Returns the command's standard output, or `None` if the program is missing or fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Prints the command line and returns it.
pub(crate) fn announce(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let command_line = words
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ");
    eprintln!("$ {command_line}");
    command_line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_of_a_failed_command_shows_its_arguments() {
        let error = run(Command::new("rustc").arg("--no-such-flag")).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("`rustc --no-such-flag` failed"),
            "{error}"
        );
    }

    #[test]
    fn the_error_of_a_missing_command_names_it() {
        let error = run(&mut Command::new("no-such-program")).unwrap_err();
        assert_eq!(error.to_string(), "`no-such-program` could not be started");
    }

    #[test]
    fn variables_that_cargo_sets_are_removed_from_the_environment() {
        assert!(
            env::var_os("CARGO_PKG_NAME").is_some(),
            "cargo must run this test"
        );
        let removed = outside_cargo("cargo");
        let removed = removed.get_envs().filter(|(_, value)| value.is_none());
        let removed = removed
            .map(|(name, _)| name.to_string_lossy())
            .collect::<Vec<_>>();
        assert!(removed.contains(&"CARGO_PKG_NAME".into()), "{removed:?}");
        assert!(
            removed.contains(&"CARGO_MANIFEST_DIR".into()),
            "{removed:?}"
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
