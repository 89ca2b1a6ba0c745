//! Finds or installs the tools that build and test the site.
//!
//! A tool on PATH, or in the folder where `cargo install` puts programs, is used if it has the right version.
//! Otherwise the tool is built into `.tools/`, which leaves the user's own tools unchanged. `.tools/bin` comes first on
//! the PATH of every program that xtask starts.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::command::{self, outside_cargo};
use crate::{progress, workspace_root};

/// The compilation target of the page and its workers.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// These settings compile a tool as fast as possible: optimising it takes longer than all its work here.
const QUICK_BUILD: [(&str, &str); 4] = [
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
];

/// A program, the crate that contains it, and the required version.
pub(crate) struct Tool {
    program: &'static str,
    package: &'static str,
    version: Version,
    /// Whether to leave out the crate's default features, which are network access through TLS.
    is_offline: bool,
    reason: &'static str,
}

#[derive(Clone, Copy)]
enum Version {
    Exactly(&'static str),
    /// The version of this package in Cargo.lock.
    Of(&'static str),
}

pub(crate) const WASM_BINDGEN: Tool = Tool {
    program: "wasm-bindgen",
    package: "wasm-bindgen-cli",
    version: Version::Of("wasm-bindgen"),
    is_offline: true,
    reason: "it connects the compiled page to JavaScript",
};
pub(crate) const TRUNK: Tool = Tool {
    program: "trunk",
    package: "trunk",
    version: Version::Exactly("0.21.14"),
    is_offline: true,
    reason: "it builds the published site",
};
pub(crate) const GECKODRIVER: Tool = Tool {
    program: "geckodriver",
    package: "geckodriver",
    version: Version::Exactly("0.37.1"),
    is_offline: false,
    reason: "it controls Firefox in the tests",
};
pub(crate) const GUNGRAUN: Tool = Tool {
    program: "gungraun-runner",
    package: "gungraun-runner",
    version: Version::Of("gungraun"),
    is_offline: false,
    reason: "it counts instructions",
};
pub(crate) const CARGO_DENY: Tool = Tool {
    program: "cargo-deny",
    package: "cargo-deny",
    version: Version::Exactly("0.20.2"),
    is_offline: false,
    reason: "it checks licences, advisories and duplicate crates",
};
pub(crate) const TYPOS: Tool = Tool {
    program: "typos",
    package: "typos-cli",
    version: Version::Exactly("1.52.0"),
    is_offline: false,
    reason: "it checks spelling",
};

/// A PATH that contains every tool in its required version.
pub(crate) struct Toolbox {
    path: OsString,
}

impl Toolbox {
    /// Returns a toolbox that has nothing installed yet.
    ///
    /// # Errors
    /// If PATH cannot be extended.
    pub(crate) fn new() -> Result<Self> {
        let inherited = env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(tools_folder().join("bin"))
            .chain(env::split_paths(&inherited))
            .chain(cargo_bin_folder());
        Ok(Self {
            path: env::join_paths(folders).context(
                "the path of the project's folder contains a character that PATH does not allow",
            )?,
        })
    }

    /// Provides what the published site's build needs.
    ///
    /// # Errors
    /// If something is missing and cannot be installed.
    pub(crate) fn for_dist() -> Result<Self> {
        let toolbox = Self::new()?;
        add_wasm_target()?;
        add_library_source()?;
        toolbox.provide(&WASM_BINDGEN)?;
        toolbox.provide(&TRUNK)?;
        Ok(toolbox)
    }

    /// Returns a command that runs in the workspace's root and finds these tools.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = outside_cargo(self.find(program).unwrap_or_else(|| program.into()));
        command
            .current_dir(workspace_root())
            .env("PATH", &self.path);
        command
    }

    /// Returns the program's path, searching `.tools/bin` first.
    pub(crate) fn find(&self, program: &str) -> Option<PathBuf> {
        // On Windows, npm is a batch file.
        let suffixes = [env::consts::EXE_SUFFIX, ".cmd"];
        let names = suffixes.map(|suffix| format!("{program}{suffix}"));
        let names = &names[..if cfg!(windows) { 2 } else { 1 }];
        env::split_paths(&self.path)
            .flat_map(|folder| names.iter().map(move |name| folder.join(name)))
            .find(|file| file.is_file())
    }

    /// Installs a tool unless it is there in the right version.
    ///
    /// # Errors
    /// If it is missing and cannot be installed.
    pub(crate) fn provide(&self, tool: &Tool) -> Result<()> {
        let version = match tool.version {
            Version::Exactly(version) => version.to_owned(),
            Version::Of(package) => {
                let lock = fs::read_to_string(workspace_root().join("Cargo.lock"))?;
                locked_version(&lock, package)?.to_owned()
            }
        };
        let reported = command::output(self.command(tool.program).arg("--version"));
        if reported.is_some_and(|reported| is_version(&reported, &version)) {
            return Ok(());
        }
        let title = format!("{} {version}", tool.package);
        eprintln!("Installing {title} into .tools, once: {}.", tool.reason);
        let mut install = self.command("cargo");
        install.envs(QUICK_BUILD);
        install.args(["install", "--locked", "--force", tool.package]);
        install.args(["--version", &version]);
        if tool.is_offline {
            install.arg("--no-default-features");
        }
        // The tools share compiled crates.
        install.args(["--target-dir", "target/tools"]);
        progress::run(&title, install.arg("--root").arg(tools_folder()))
    }
}

fn tools_folder() -> PathBuf {
    workspace_root().join(".tools")
}

/// Returns the folder where `cargo install` puts programs; it may be missing from PATH.
fn cargo_bin_folder() -> Option<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(env::home_dir()?.join(".cargo")));
    home.map(|home| home.join("bin"))
}

/// Adds the wasm target to the toolchain if it is missing.
///
/// # Errors
/// If it is missing and rustup cannot add it.
pub(crate) fn add_wasm_target() -> Result<()> {
    let libraries = ["--print", "target-libdir", "--target", WASM];
    if toolchain_has(&libraries, "") {
        return Ok(());
    }
    eprintln!("Adding the {WASM} target to the Rust toolchain: the page is compiled for it.");
    rustup(&["target", "add", WASM])
        .with_context(|| format!("without rustup, install the {WASM} standard library manually"))
}

/// Adds the standard library's source to the toolchain if it is missing; `build_std` compiles it.
///
/// # Errors
/// If it is missing and rustup cannot add it.
pub(crate) fn add_library_source() -> Result<()> {
    let source = "lib/rustlib/src/rust/library/Cargo.lock";
    if toolchain_has(&["--print", "sysroot"], source) {
        return Ok(());
    }
    eprintln!(
        "Adding the standard library's source to the Rust toolchain: the page compiles it for size."
    );
    rustup(&["component", "add", "rust-src"])
        .context("without rustup, install the standard library's source (rust-src) manually")
}

/// Returns whether the folder that rustc prints exists and contains a path.
fn toolchain_has(print: &[&str], path: &str) -> bool {
    let mut rustc = outside_cargo("rustc");
    let folder = command::output(rustc.args(print).current_dir(workspace_root()));
    folder.is_some_and(|folder| Path::new(folder.trim()).join(path).exists())
}

fn rustup(arguments: &[&str]) -> Result<()> {
    let mut rustup = outside_cargo("rustup");
    command::run(rustup.args(arguments).current_dir(workspace_root()))
}

/// Returns the version of a package in the text of Cargo.lock, which must be unique.
fn locked_version<'a>(lock: &'a str, package: &str) -> Result<&'a str> {
    let before = format!("name = \"{package}\"\nversion = \"");
    let mut found = lock.split(&before).skip(1);
    let entry = found
        .next()
        .with_context(|| format!("Cargo.lock has no {package}"))?;
    anyhow::ensure!(
        found.next().is_none(),
        "Cargo.lock has two versions of {package}"
    );
    let (version, _) = entry.split_once('"').context("Cargo.lock is cut off")?;
    Ok(version)
}

/// Returns whether the output of `--version`, such as `trunk 0.21.14`, names this version.
fn is_version(reported: &str, version: &str) -> bool {
    reported.split_whitespace().nth(1) == Some(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lock(versions: &[&str]) -> String {
        let packages = versions
            .iter()
            .map(|version| format!("[[package]]\nname = \"tool\"\nversion = \"{version}\"\n"))
            .collect::<String>();
        format!("version = 4\n{packages}")
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
        let lock = lock(&["1.0.0", "2.0.0"]);
        let twice = locked_version(&lock, "tool").unwrap_err();
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
