//! Running other programs: each is shown before it runs, and fails by its own name.

use std::env;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

/// A command as a person's shell would start it, without what cargo told this program of itself.
///
/// Build scripts watch such variables: ring's is run again when `CARGO_MANIFEST_DIR` differs, and
/// all that depends on it is then compiled anew.
pub fn outside_cargo(program: impl AsRef<OsStr>) -> Command {
    const CARGOS_OWN: [&str; 3] = ["CARGO_BIN_", "CARGO_MANIFEST_", "CARGO_PKG_"];
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        if CARGOS_OWN
            .iter()
            .any(|prefix| name.to_string_lossy().starts_with(prefix))
        {
            command.env_remove(name);
        }
    }
    command
}

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
    run_quietly_with_lines(command, |line| {
        println!("{line}");
        on_line(line);
    })
}

/// Runs the command to its end, handing on each line of its standard output.
///
/// # Errors
/// As [`run_with_lines`].
pub fn run_quietly_with_lines(command: &mut Command, mut on_line: impl FnMut(&str)) -> Result<()> {
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
        on_line(&String::from_utf8_lossy(&line));
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
    fn a_command_is_not_told_of_the_package_that_starts_it() {
        assert!(
            env::var_os("CARGO_PKG_NAME").is_some(),
            "cargo runs this test"
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
    fn every_line_is_handed_on() {
        let mut lines = 0;
        run_with_lines(Command::new("rustc").arg("-vV"), |line| {
            lines += usize::from(line.starts_with("host: "));
        })
        .unwrap();
        assert_eq!(lines, 1);
    }
}
