//! The tools that a page is built and tested with, installed when this machine lacks them.
//!
//! A tool on PATH at the right version is used as it is. Otherwise it is built into `.tools/`,
//! so that the person's own tools stay what they are, and `.tools/bin` comes first on the PATH
//! of every program started from here.

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
/// The target that pages are compiled for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Whole-program optimisation, which some of the tools ask for, takes longer than all that they do here.
const QUICK_BUILD: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
];

/// The PATH under which every tool is there at its version.
pub struct Toolbox {
    path: OsString,
}

/// A program, the crate that installs it, and the one version that fits.
struct Tool {
    program: &'static str,
    package: &'static str,
    version: String,
    reason: &'static str,
}

impl Toolbox {
    /// What building a page needs: the wasm target, the standard library's source, wasm-bindgen and trunk.
    ///
    /// # Errors
    /// When one of them is missing and cannot be installed.
    pub fn for_pages() -> Result<Self> {
        let toolbox = Self::new()?;
        add_wasm_target()?;
        add_library_source()?;
        let lock = Lockfile::load(workspace_root().join("Cargo.lock"))?;
        toolbox.provide(&Tool {
            program: "wasm-bindgen",
            package: "wasm-bindgen-cli",
            version: locked_version(&lock, "wasm-bindgen")?,
            reason: "it joins the compiled page to JavaScript and must match Cargo.lock",
        })?;
        toolbox.provide(&Tool {
            program: "trunk",
            package: "trunk",
            version: TRUNK.to_owned(),
            reason: "it builds the site",
        })?;
        Ok(toolbox)
    }

    /// What native programs need: nothing beyond the toolchain.
    ///
    /// # Errors
    /// When PATH cannot be extended.
    pub fn new() -> Result<Self> {
        let inherited = env::var_os("PATH").unwrap_or_default();
        let folders =
            std::iter::once(tools_folder().join("bin")).chain(env::split_paths(&inherited));
        Ok(Self {
            path: env::join_paths(folders).context("the project's path cannot stand in PATH")?,
        })
    }

    /// Adds the driver of Firefox, for the tests.
    ///
    /// # Errors
    /// When it is missing and cannot be installed.
    pub fn provide_geckodriver(&self) -> Result<()> {
        self.provide(&Tool {
            program: "geckodriver",
            package: "geckodriver",
            version: GECKODRIVER.to_owned(),
            reason: "it drives Firefox in the tests",
        })
    }

    /// A command in the workspace's root that finds these tools, and so do its children.
    pub fn command(&self, program: &str) -> Command {
        let mut command = outside_cargo(self.find(program).unwrap_or_else(|| program.into()));
        command
            .current_dir(workspace_root())
            .env("PATH", &self.path);
        command
    }

    /// The program's file, `.tools/bin` first.
    pub fn find(&self, program: &str) -> Option<PathBuf> {
        let name = format!("{program}{}", env::consts::EXE_SUFFIX);
        env::split_paths(&self.path)
            .map(|folder| folder.join(&name))
            .find(|file| file.is_file())
    }

    /// What runs a bench under Callgrind, of the version of its library.
    ///
    /// # Errors
    /// When it is missing and cannot be installed.
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
        let said = command::output(self.command(tool.program).arg("--version"));
        if said.is_some_and(|said| is_version(&said, &tool.version)) {
            return Ok(());
        }
        let Tool {
            package,
            version,
            reason,
            ..
        } = tool;
        eprintln!(
            "Installing {package} {version} into .tools: {reason}. This takes minutes, once."
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

/// Adds the wasm target to the toolchain of rust-toolchain.toml, unless it is there.
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
    .with_context(|| format!("without rustup, install the {WASM} standard library by hand"))
}

/// Adds the standard library's source to the toolchain, unless it is there: see `lean`.
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
        "Adding the standard library's source to the Rust toolchain: the page is compiled with one for size."
    );
    command::run(
        Command::new("rustup")
            .args(["component", "add", "rust-src"])
            .current_dir(workspace_root()),
    )
    .context("without rustup, install the standard library's source (rust-src) by hand")
}

/// The one version of a package in Cargo.lock.
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

/// Whether the answer to `--version`, such as `trunk 0.21.14`, names this version.
fn is_version(said: &str, version: &str) -> bool {
    said.split_whitespace().nth(1) == Some(version)
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
    fn a_package_that_is_absent_or_there_twice_has_no_version() {
        let absent = locked_version(&lock(&[]), "tool").unwrap_err();
        assert_eq!(absent.to_string(), "Cargo.lock has no tool");
        let twice = locked_version(&lock(&["1.0.0", "2.0.0"]), "tool").unwrap_err();
        assert_eq!(twice.to_string(), "Cargo.lock has two versions of tool");
    }

    #[test]
    fn only_the_very_version_counts() {
        assert!(is_version("trunk 0.21.14\n", "0.21.14"));
        assert!(is_version("wasm-bindgen 0.2.129 (abc)\n", "0.2.129"));
        assert!(!is_version("trunk 0.21.140\n", "0.21.14"));
        assert!(!is_version("", "0.21.14"));
    }

    #[test]
    fn the_projects_own_tools_come_first() {
        let toolbox = Toolbox::new().unwrap();
        let first = env::split_paths(&toolbox.path).next().unwrap();
        assert_eq!(first, workspace_root().join(".tools/bin"));
    }
}
