//! `cargo xtask`: builds, serves and tests the site, and installs the tools that this needs.
#![forbid(unsafe_code)]

mod command;
mod progress;
mod system;
mod tools;

mod build_std;
mod dist;
mod minify;
mod offline;
mod public_url;
mod styles;

mod audit;
mod serve;
mod test;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::audit::Check;
use crate::dist::Dist;
use crate::public_url::PublicUrl;
use crate::test::Step;
use crate::tools::Toolbox;

/// Builds, serves and tests the site. Installs the tools it needs.
#[derive(Parser)]
#[command(
    name = "cargo xtask",
    version,
    after_help = "Any other command is one of `cargo perf`, which measures."
)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the site for development, serve it on 127.0.0.1 and rebuild it after every change.
    Serve(Serve),
    /// Build the published site into dist/.
    Dist {
        /// Path at which the site will be served, such as `/name/`.
        #[arg(long, default_value_t)]
        public_url: PublicUrl,
    },
    /// Join the style sheets into target/style.css, for `trunk build` without xtask.
    Styles,
    /// Run every test and print how many passed and failed.
    Test {
        /// Run only this step; can be given more than once.
        #[arg(long, value_enum)]
        only: Vec<Step>,
        /// Run only what takes minutes: lint, native and wasm.
        #[arg(long, conflicts_with = "only")]
        quick: bool,
    },
    /// Check licences, advisories, duplicate crates and spelling.
    Audit {
        /// Run only this check; can be given more than once.
        #[arg(long, value_enum)]
        only: Vec<Check>,
    },
    /// Passes any other command to `cargo perf`.
    #[command(external_subcommand)]
    Perf(Vec<OsString>),
}

#[derive(Args)]
struct Serve {
    /// Port to listen on; 0 selects any free port.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Path at which the site is served, such as `/name/`.
    #[arg(long, default_value_t)]
    public_url: PublicUrl,
    /// Build and serve the published site instead, and do not watch for changes.
    #[arg(long)]
    release: bool,
}

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> anyhow::Result<ExitCode> {
    match task {
        Task::Serve(options) => serve::serve(options)?,
        Task::Dist { public_url } => {
            let site = Dist::in_dist(public_url);
            site.build(&Toolbox::for_dist()?)?;
            println!("The site is in {}", site.folder.display());
        }
        Task::Styles => styles::join()?,
        Task::Test { only, quick } => return test::run(&only, quick),
        Task::Audit { only } => audit::audit(&only)?,
        Task::Perf(arguments) => {
            let mut cargo = Toolbox::new()?.command("cargo");
            command::run(cargo.args(["perf"]).args(arguments))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Returns the folder of the workspace's `Cargo.toml`, in which every command runs.
fn workspace_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask is a folder of the workspace")
        .to_path_buf()
}
