//! Builds what is measured: the site, and single WebAssembly modules with its settings.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use e2e::Site;
use e2e::programs::{command, workspace_root};

use crate::command::run;

/// The compilation target of the page and its workers.
const WASM: &str = "wasm32-unknown-unknown";

/// The environment in which `cargo xtask dist` compiles the published bundles together with the standard library. Its
/// reasons are in xtask/src/build_std.rs.
const BUILD_STD: [(&str, &str); 4] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    (
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        "-Zunstable-options -Cpanic=immediate-abort -Cstrip=symbols",
    ),
];

/// Builds the published site into dist/, and installs the tools that this needs.
///
/// # Errors
/// If it cannot be built; the command has printed the reason.
pub(crate) fn site() -> Result<()> {
    run(command("cargo").args(["xtask", "dist"]))
}

/// Builds the published site and copies it into another folder, to which files may be added.
///
/// # Errors
/// If the site cannot be built or copied.
pub(crate) fn site_in(folder: &str) -> Result<PathBuf> {
    site()?;
    let folder = workspace_root().join("target").join(folder);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    for entry in fs::read_dir(Site::at_root().folder)? {
        copy_into(&entry?.path(), &folder)?;
    }
    Ok(folder)
}

/// Copies a file into a folder.
///
/// # Errors
/// If it cannot be copied.
pub(crate) fn copy_into(file: &Path, folder: &Path) -> Result<()> {
    let name = file.file_name().context("the path has no file name")?;
    fs::copy(file, folder.join(name)).with_context(|| format!("cannot copy {}", file.display()))?;
    Ok(())
}

/// Installs the packages of perf/peers: the other engines, esbuild and Lighthouse.
///
/// # Errors
/// If npm fails.
pub(crate) fn peers() -> Result<()> {
    let install = ["ci", "--no-audit", "--no-fund", "--prefix", "perf/peers"];
    run(command("npm").args(install))
}

/// A WebAssembly module with wasm-bindgen's JavaScript.
pub(crate) struct Module<'a> {
    pub(crate) package: &'a str,
    /// The name of its `.wasm` file.
    pub(crate) name: &'a str,
    pub(crate) profile: &'a str,
    pub(crate) features: &'a str,
    /// Whether functions keep their names.
    pub(crate) has_names: bool,
}

impl Module<'_> {
    /// Builds the module as the published bundles are built, and writes it with its JavaScript into `folder`.
    ///
    /// # Errors
    /// If cargo or wasm-bindgen fails.
    pub(crate) fn build(&self, folder: &Path) -> Result<()> {
        let Self {
            package,
            name,
            profile,
            features,
            has_names,
        } = self;
        let target = if *has_names { "target/bytes" } else { "target" };
        let mut cargo = command("cargo");
        cargo.args([
            "build",
            "--locked",
            "--target",
            WASM,
            "--target-dir",
            target,
        ]);
        cargo.args(["--package", package, "--profile", profile]);
        cargo.args(["--features", features]).envs(BUILD_STD);
        let mut bindgen = command("wasm-bindgen");
        bindgen.args(["--target", "web", "--no-typescript"]);
        if *has_names {
            let profile = profile.to_uppercase().replace('-', "_");
            cargo.env(format!("CARGO_PROFILE_{profile}_STRIP"), "none");
            // wasm-bindgen's own demangling would append a hash to each crate name.
            bindgen.arg("--no-demangle");
        }
        run(&mut cargo)?;
        bindgen.arg("--out-dir").arg(folder);
        run(bindgen.arg(format!("{target}/{WASM}/{profile}/{name}.wasm")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_are_built_with_the_settings_of_the_published_bundles() {
        let published = workspace_root().join("xtask/src/build_std.rs");
        let published = fs::read_to_string(published).unwrap();
        for setting in BUILD_STD
            .into_iter()
            .flat_map(|(name, value)| [name, value])
        {
            assert!(published.contains(&format!("{setting:?}")), "{setting}");
        }
    }
}
