//! Finds or installs the tools that build and test the site.
//!
//! A tool on PATH with the right version is used. Otherwise the tool is built into `.tools/`, which leaves the user's
//! own tools unchanged. `.tools/bin` comes first on the PATH of every program that xtask starts.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use cargo_lock::Lockfile;

use crate::command::{self, outside_cargo};
use crate::workspace_root;

const TRUNK: &str = "0.21.14";
const GECKODRIVER: &str = "0.37.1";
const CARGO_DENY: &str = "0.20.2";
const TYPOS: &str = "1.52.0";
/// The compilation target of the page and its workers.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Quick build settings: some tools request whole-program optimisation, which takes longer than all their work here.
const QUICK_BUILD: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
];

/// A PATH that contains every tool in its required version.
pub struct Toolbox {
    path: OsString,
}

/// A program, the crate that contains it, and the required version.
struct Tool {
    program: &'static str,
    package: &'static str,
    version: String,
    reason: &'static str,
}

impl Toolbox {
    /// Provides what the site's build needs: the wasm target, the standard library's source, wasm-bindgen and trunk.
    ///
    /// # Errors
    /// If one of them is missing and cannot be installed.
    pub fn for_pages() -> Result<Self> {
        let toolbox = Self::new()?;
        add_wasm_target()?;
        add_library_source()?;
        let lock = Lockfile::load(workspace_root().join("Cargo.lock"))?;
        toolbox.provide(&Tool {
            program: "wasm-bindgen",
            package: "wasm-bindgen-cli",
            version: locked_version(&lock, "wasm-bindgen")?,
            reason: "it connects the compiled page to JavaScript and must match Cargo.lock",
        })?;
        toolbox.provide(&Tool {
            program: "trunk",
            package: "trunk",
            version: TRUNK.to_owned(),
            reason: "it builds the site",
        })?;
        Ok(toolbox)
    }

    /// Provides what native programs need: nothing beyond the toolchain.
    ///
    /// # Errors
    /// If PATH cannot be extended.
    pub fn new() -> Result<Self> {
        let inherited = env::var_os("PATH").unwrap_or_default();
        let folders =
            std::iter::once(tools_folder().join("bin")).chain(env::split_paths(&inherited));
        Ok(Self {
            path: env::join_paths(folders).context(
                "the path of the project's folder contains a character that PATH does not allow",
            )?,
        })
    }

    /// Provides geckodriver, for the tests in Firefox.
    ///
    /// # Errors
    /// If it is missing and cannot be installed.
    pub fn provide_geckodriver(&self) -> Result<()> {
        self.provide(&Tool {
            program: "geckodriver",
            package: "geckodriver",
            version: GECKODRIVER.to_owned(),
            reason: "it controls Firefox in the tests",
        })
    }

    /// Provides cargo-deny, which checks dependencies.
    ///
    /// # Errors
    /// If it is missing and cannot be installed.
    pub fn provide_cargo_deny(&self) -> Result<()> {
        self.provide(&Tool {
            program: "cargo-deny",
            package: "cargo-deny",
            version: CARGO_DENY.to_owned(),
            reason: "it checks licences, advisories and duplicate crates",
        })
    }

    /// Provides typos, which checks spelling.
    ///
    /// # Errors
    /// If it is missing and cannot be installed.
    pub fn provide_typos(&self) -> Result<()> {
        self.provide(&Tool {
            program: "typos",
            package: "typos-cli",
            version: TYPOS.to_owned(),
            reason: "it checks spelling",
        })
    }

    /// Returns a command that runs in the workspace's root and finds these tools.
    pub fn command(&self, program: &str) -> Command {
        let mut command = outside_cargo(self.find(program).unwrap_or_else(|| program.into()));
        command
            .current_dir(workspace_root())
            .env("PATH", &self.path);
        command
    }

    /// Returns the program's path, searching `.tools/bin` first.
    pub fn find(&self, program: &str) -> Option<PathBuf> {
        let name = format!("{program}{}", env::consts::EXE_SUFFIX);
        env::split_paths(&self.path)
            .map(|folder| folder.join(&name))
            .find(|file| file.is_file())
    }

    /// Provides gungraun-runner, which runs benchmarks under Callgrind, in the version of its library.
    ///
    /// # Errors
    /// If it is missing and cannot be installed.
    pub fn provide_gungraun(&self) -> Result<()> {
        let lock = Lockfile::load(workspace_root().join("Cargo.lock"))?;
        self.provide(&Tool {
            program: "gungraun-runner",
            package: "gungraun-runner",
            version: locked_version(&lock, "gungraun")?,
            reason: "it counts instructions and must match Cargo.lock",
        })
    }

    fn provide(&self, tool: &Tool) -> Result<()> {
        let reported = command::output(self.command(tool.program).arg("--version"));
        if reported.is_some_and(|reported| is_version(&reported, &tool.version)) {
            return Ok(());
        }
        let Tool {
            package,
            version,
            reason,
            ..
        } = tool;
        eprintln!(
            "Installing {package} {version} into .tools: {reason}. This takes a few minutes and happens once."
        );
        let mut install = self.command("cargo");
        install.envs(QUICK_BUILD);
        install.args([
            "install",
            "--locked",
            "--force",
            "--version",
            version,
            package,
            "--root",
        ]);
        command::run(install.arg(tools_folder()))
    }
}

fn tools_folder() -> PathBuf {
    workspace_root().join(".tools")
}

/// Adds the wasm target to the toolchain if it is missing.
fn add_wasm_target() -> Result<()> {
    let libraries = ["--print", "target-libdir", "--target", WASM];
    let found = command::output(
        Command::new("rustc")
            .args(libraries)
            .current_dir(workspace_root()),
    );
    if found.is_some_and(|folder| Path::new(folder.trim()).is_dir()) {
        return Ok(());
    }
    eprintln!("Adding the {WASM} target to the Rust toolchain: the page is compiled for it.");
    command::run(
        Command::new("rustup")
            .args(["target", "add", WASM])
            .current_dir(workspace_root()),
    )
    .with_context(|| format!("without rustup, install the {WASM} standard library manually"))
}

/// Adds the standard library's source to the toolchain if it is missing; `build_std` compiles it.
fn add_library_source() -> Result<()> {
    let root = ["--print", "sysroot"];
    let found = command::output(
        Command::new("rustc")
            .args(root)
            .current_dir(workspace_root()),
    );
    let source = "lib/rustlib/src/rust/library/Cargo.lock";
    if found.is_some_and(|folder| Path::new(folder.trim()).join(source).is_file()) {
        return Ok(());
    }
    eprintln!(
        "Adding the standard library's source to the Rust toolchain: the page compiles it for size."
    );
    command::run(
        Command::new("rustup")
            .args(["component", "add", "rust-src"])
            .current_dir(workspace_root()),
    )
    .context("without rustup, install the standard library's source (rust-src) manually")
}

/// Returns the version of a package in Cargo.lock, which must be unique.
fn locked_version(lock: &Lockfile, package: &str) -> Result<String> {
    let mut found = lock
        .packages
        .iter()
        .filter(|entry| entry.name.as_str() == package);
    let entry = found
        .next()
        .with_context(|| format!("Cargo.lock has no {package}"))?;
    anyhow::ensure!(
        found.next().is_none(),
        "Cargo.lock has two versions of {package}"
    );
    Ok(entry.version.to_string())
}

/// Returns whether the output of `--version`, such as `trunk 0.21.14`, names this version.
fn is_version(reported: &str, version: &str) -> bool {
    reported.split_whitespace().nth(1) == Some(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lock(versions: &[&str]) -> Lockfile {
        let packages = versions
            .iter()
            .map(|version| format!("[[package]]\nname = \"tool\"\nversion = \"{version}\"\n"))
            .collect::<String>();
        format!("version = 4\n{packages}").parse().unwrap()
    }

    #[test]
    fn the_version_is_read_from_the_lock_file() {
        assert_eq!(
            locked_version(&lock(&["0.2.129"]), "tool").unwrap(),
            "0.2.129"
        );
    }

    #[test]
    fn a_missing_or_duplicate_package_is_an_error() {
        let absent = locked_version(&lock(&[]), "tool").unwrap_err();
        assert_eq!(absent.to_string(), "Cargo.lock has no tool");
        let twice = locked_version(&lock(&["1.0.0", "2.0.0"]), "tool").unwrap_err();
        assert_eq!(twice.to_string(), "Cargo.lock has two versions of tool");
    }

    #[test]
    fn only_an_exact_version_matches() {
        assert!(is_version("trunk 0.21.14\n", "0.21.14"));
        assert!(is_version("wasm-bindgen 0.2.129 (abc)\n", "0.2.129"));
        assert!(!is_version("trunk 0.21.140\n", "0.21.14"));
        assert!(!is_version("", "0.21.14"));
    }

    #[test]
    fn the_project_tools_come_first_on_path() {
        let toolbox = Toolbox::new().unwrap();
        let first = env::split_paths(&toolbox.path).next().unwrap();
        assert_eq!(first, workspace_root().join(".tools/bin"));
    }
}
