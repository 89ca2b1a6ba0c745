//! A clean clone of the repository, and an environment without the user's tools.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use e2e::programs::{command, workspace_root};
use tempfile::TempDir;

use crate::command::{output, run};

/// The programs of the Rust toolchain. With rustup, all of them are the same file under different names.
const TOOLCHAIN: [&str; 8] = [
    "cargo",
    "cargo-clippy",
    "cargo-fmt",
    "clippy-driver",
    "rustc",
    "rustdoc",
    "rustfmt",
    "rustup",
];

/// What cargo's home keeps: downloaded crates, and settings such as a mirror of the registry.
const SHARED: [&str; 4] = ["registry", "git", "config.toml", "credentials.toml"];

/// A clone in a temporary folder, which is deleted with it.
pub(super) struct Clone {
    folder: TempDir,
}

impl Clone {
    /// Clones HEAD into a new folder in `parent`, or in the system's temporary folder.
    pub(super) fn make(parent: Option<&Path>) -> Result<Self> {
        let changes = output(command("git").args(["status", "--porcelain"]));
        if changes.is_none_or(|changes| !changes.is_empty()) {
            eprintln!("Changes that are not committed are not measured.");
        }
        let parent = parent.map_or_else(env::temp_dir, Path::to_owned);
        fs::create_dir_all(&parent)?;
        let folder = tempfile::Builder::new()
            .prefix("first-run-")
            .tempdir_in(parent)?;
        let clone = Self { folder };
        let mut git = command("git");
        git.args(["clone", "--quiet"]).arg(workspace_root());
        run(git.arg(clone.root()))?;
        clone.make_cargo_home()?;
        Ok(clone)
    }

    /// Returns the clone's folder.
    pub(super) fn root(&self) -> PathBuf {
        self.folder.path().join("repository")
    }

    fn cargo_home(&self) -> PathBuf {
        self.folder.path().join("cargo")
    }

    /// Makes a home of cargo with the toolchain and the downloaded crates, but without installed programs. The folder
    /// must be another one, because rustup puts cargo's home on PATH itself.
    fn make_cargo_home(&self) -> Result<()> {
        let (from, to) = (user_cargo_home()?, self.cargo_home());
        fs::create_dir_all(to.join("bin"))?;
        for program in TOOLCHAIN {
            let program = format!("{program}{}", env::consts::EXE_SUFFIX);
            if let Ok(file) = from.join("bin").join(&program).canonicalize() {
                fs::copy(file, to.join("bin").join(program))?;
            }
        }
        for name in SHARED {
            let original = from.join(name);
            if original.exists() {
                share(&original, &to.join(name))?;
            }
        }
        Ok(())
    }

    /// Returns a command that runs cargo in the clone.
    pub(super) fn cargo(&self) -> Command {
        let bin = self.cargo_home().join("bin");
        let own = bin.join(format!("cargo{}", env::consts::EXE_SUFFIX));
        let program = if own.is_file() { own } else { "cargo".into() };
        let mut cargo = Command::new(program);
        for (name, _) in env::vars_os() {
            if is_of_this_run(&name.to_string_lossy()) {
                cargo.env_remove(name);
            }
        }
        let inherited = env::var_os("PATH").unwrap_or_default();
        let hidden = user_cargo_home().map(|home| home.join("bin"));
        let hidden = [
            hidden.unwrap_or_default(),
            workspace_root().join(".tools/bin"),
        ];
        let visible = env::split_paths(&inherited).filter(|folder| !hidden.contains(folder));
        if let Ok(path) = env::join_paths(std::iter::once(bin).chain(visible)) {
            cargo.env("PATH", path);
        }
        cargo
            .env("CARGO_HOME", self.cargo_home())
            .current_dir(self.root());
        cargo
    }
}

fn user_cargo_home() -> Result<PathBuf> {
    let home = || env::home_dir().map(|home| home.join(".cargo"));
    let named = env::var_os("CARGO_HOME").map(PathBuf::from);
    named
        .or_else(home)
        .context("neither CARGO_HOME nor a home folder is known")
}

/// Links to a folder or file. Where links need special rights, crates are downloaded again, and files are copied.
fn share(original: &Path, link: &Path) -> Result<()> {
    #[cfg(unix)]
    std::os::unix::fs::symlink(original, link)?;
    #[cfg(not(unix))]
    if original.is_file() {
        fs::copy(original, link)?;
    }
    Ok(())
}

/// Returns whether an environment variable describes this run of cargo, or redirects its output, rather than the
/// network.
fn is_of_this_run(variable: &str) -> bool {
    const NETWORK: [&str; 4] = [
        "CARGO_HTTP_",
        "CARGO_NET_",
        "CARGO_REGISTRIES_",
        "CARGO_SOURCE_",
    ];
    let is_network = NETWORK.iter().any(|prefix| variable.starts_with(prefix));
    variable.starts_with("E2E_")
        || variable == "RUSTUP_TOOLCHAIN"
        || variable.starts_with("CARGO") && !is_network
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_settings_of_the_network_are_kept() {
        for name in ["CARGO_TARGET_DIR", "CARGO_PKG_NAME", "CARGO", "E2E_SITE"] {
            assert!(is_of_this_run(name), "{name}");
        }
        for name in ["CARGO_HTTP_PROXY", "CARGO_NET_OFFLINE", "HOME", "CHROME"] {
            assert!(!is_of_this_run(name), "{name}");
        }
    }
}
