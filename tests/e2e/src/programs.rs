//! Finds and starts other programs: browsers, their drivers and cargo.
//!
//! This module never installs anything. Browsers are the task of the system's package manager; `cargo xtask test`
//! installs geckodriver into `.tools/`, which is therefore searched before PATH.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// A program that the tests need: its names on PATH, and what to do if it is missing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Program {
    /// The name in error messages.
    pub(crate) title: &'static str,
    /// The environment variable that names its file.
    pub(crate) variable: &'static str,
    /// Its possible names on PATH.
    pub(crate) names: &'static [&'static str],
    /// How to install it.
    pub(crate) install: &'static str,
}

impl Program {
    /// Returns the file that the environment variable names, or the first of the names that is found.
    pub(crate) fn find(&self) -> Result<PathBuf> {
        let Self {
            title,
            variable,
            names,
            install,
        } = self;
        if let Some(named) = env::var_os(variable).map(PathBuf::from) {
            ensure!(
                named.is_file(),
                "{variable} names {}, which is not a file",
                named.display()
            );
            return Ok(named);
        }
        names.iter().find_map(|name| find(name)).with_context(|| {
            format!(
                "{title} was not found (tried {}). {install}",
                names.join(", ")
            )
        })
    }
}

/// Returns the folder of the workspace's `Cargo.toml`.
#[must_use]
pub fn workspace_root() -> &'static Path {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    root.expect("the crate is two folders below the root")
}

/// Returns a program's path, searching `.tools/bin` first.
#[must_use]
pub fn find(program: &str) -> Option<PathBuf> {
    let name = format!("{program}{}", env::consts::EXE_SUFFIX);
    folders()
        .map(|folder| folder.join(&name))
        .find(|file| file.is_file())
}

/// Returns a command that runs in the workspace's root and finds the tools in `.tools/bin`.
///
/// The command lacks the environment variables that cargo sets for this program. Build scripts watch some of them:
/// ring's runs again when `CARGO_MANIFEST_DIR` changes, and everything that depends on it is then recompiled.
#[must_use]
pub fn command(program: &str) -> Command {
    let mut command = Command::new(find(program).unwrap_or_else(|| program.into()));
    for (name, _) in env::vars_os() {
        if is_set_by_cargo(&name) {
            command.env_remove(name);
        }
    }
    if let Ok(path) = env::join_paths(folders()) {
        command.env("PATH", path);
    }
    command.current_dir(workspace_root());
    command
}

fn is_set_by_cargo(variable: &OsString) -> bool {
    let name = variable.to_string_lossy();
    let prefixes = ["CARGO_BIN_", "CARGO_MANIFEST_", "CARGO_PKG_"];
    prefixes.iter().any(|prefix| name.starts_with(prefix))
}

/// Returns `.tools/bin` and the folders of PATH.
fn folders() -> impl Iterator<Item = PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let inherited: Vec<PathBuf> = env::split_paths(&path).collect();
    std::iter::once(workspace_root().join(".tools/bin")).chain(inherited)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARGO: Program = Program {
        title: "Cargo",
        variable: "NO_SUCH_VARIABLE",
        names: &["no-such-program", "cargo"],
        install: "Install it.",
    };

    #[test]
    fn the_error_for_a_missing_program_says_how_to_install_it() {
        let missing = Program {
            names: &["no-such-program"],
            ..CARGO
        };
        let error = missing.find().unwrap_err().to_string();
        assert_eq!(
            error,
            "Cargo was not found (tried no-such-program). Install it."
        );
    }

    #[test]
    fn a_variable_that_does_not_name_a_file_is_an_error() {
        let named = Program {
            variable: "CARGO_PKG_NAME",
            ..CARGO
        };
        let error = named.find().unwrap_err().to_string();
        assert_eq!(error, "CARGO_PKG_NAME names e2e, which is not a file");
    }

    #[test]
    fn the_first_name_found_on_path_is_used() {
        assert_eq!(CARGO.find().unwrap().file_stem().unwrap(), "cargo");
    }

    #[test]
    fn the_projects_tools_come_first_on_path() {
        assert_eq!(
            folders().next().unwrap(),
            workspace_root().join(".tools/bin")
        );
    }

    #[test]
    fn variables_that_cargo_sets_are_removed_from_the_environment() {
        assert!(
            env::var_os("CARGO_PKG_NAME").is_some(),
            "cargo must run this test"
        );
        let cargo = command("cargo");
        let removed = cargo.get_envs().filter(|(_, value)| value.is_none());
        let removed: Vec<_> = removed.map(|(name, _)| name.to_owned()).collect();
        assert!(removed.contains(&"CARGO_PKG_NAME".into()), "{removed:?}");
        assert!(
            removed.contains(&"CARGO_MANIFEST_DIR".into()),
            "{removed:?}"
        );
    }
}
