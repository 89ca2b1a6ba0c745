//! `cargo xtask`: the command line of the project's own commands.
#![forbid(unsafe_code)]

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use xtask::dist::{self, Dist};
use xtask::public_url::PublicUrl;
use xtask::test::{self, Step};
use xtask::tools::Toolbox;
use xtask::{bench, bytes, command, instructions, lighthouse, site, styles};

/// Builds, serves and tests the site; installs what that needs.
#[derive(Parser)]
#[command(name = "cargo xtask", version)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the release page and serve it on 127.0.0.1.
    Serve {
        /// Port to listen on; 0 takes any free one.
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Path that the page is served at, as `/name/`.
        #[arg(long, default_value_t)]
        public_url: PublicUrl,
    },
    /// Build the static site into dist/.
    Dist {
        /// Path that the site will be served at, as `/name/`.
        #[arg(long, default_value_t)]
        public_url: PublicUrl,
    },
    /// Join the style sheets to target/style.css; Trunk does it before each build.
    Styles,
    /// Run every test; the last line counts them.
    Test {
        /// Run this step alone; may be given again for another.
        #[arg(long, value_enum)]
        only: Vec<Step>,
    },
    /// Measure this engine beside others; writes docs/bench.json and docs/bench.svg.
    Bench {
        /// For the program that measures, as `--rounds 3`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Print whether a fast scribble on a slow device loses ink, and how long the page is ever busy.
    Frames,
    /// Print how long the page takes from the pen's last move to the answer on the screen.
    Latency,
    /// Print what is in the wasm of a first answer, by crate and by function.
    Bytes,
    /// Print how cost grows with images and points, and whether the page loses frames; draws docs/growth.svg.
    Growth,
    /// Print what Lighthouse says of the built site; fails below 95 points in a category.
    Lighthouse {
        /// For the program that visits, as `--runs 1`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Count the instructions of the hot paths; fails where one takes 5 % more than was recorded.
    Instructions {
        /// Write them down in place of that, as what later counts are compared with.
        #[arg(long)]
        record: bool,
    },
    /// Print what See inside costs in time, beside a plain prediction and while somebody draws.
    InsideCost,
    /// Renew the pictures that the tests hold the page's looks to, in tests/e2e/looks/.
    Looks,
    /// Take docs/screenshots/ of the built page.
    Screenshots,
    /// Print how the built page reads real handwriting, drawn by pointer events, beside the command line.
    RealPage,
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
        Task::Serve { port, public_url } => {
            let site = Dist::in_dist(public_url);
            site.build(&Toolbox::for_pages()?)?;
            site::serve(&site, port)?;
        }
        Task::Dist { public_url } => {
            let site = Dist::in_dist(public_url);
            site.build(&Toolbox::for_pages()?)?;
            println!("The site is in {}", site.folder.display());
        }
        Task::Styles => styles::join()?,
        Task::Test { only } => return test::run(&only),
        Task::Bench { arguments } => bench::run(&arguments)?,
        Task::Frames => with_site("frames")?,
        Task::Latency => with_site("latency")?,
        Task::Bytes => bytes::run()?,
        Task::Growth => {
            let bench = ["bench", "--bench", "time", "--", "^(images|points)/"];
            command::run(Toolbox::new()?.command("cargo").args(bench))?;
            with_site("growth")?;
        }
        Task::Lighthouse { arguments } => lighthouse::run(&arguments)?,
        Task::Instructions { record } => instructions::run(record)?,
        Task::InsideCost => with_site("inside_cost")?,
        Task::Looks => with_site("looks")?,
        Task::Screenshots => with_site("screenshots")?,
        Task::RealPage => with_site("real_page")?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Builds the site and runs a program of the package e2e, which visits it.
fn with_site(program: &str) -> anyhow::Result<()> {
    let tools = Toolbox::for_pages()?;
    dist::at_root().build(&tools)?;
    command::run(tools.command("cargo").args([
        "run",
        "--release",
        "--package",
        "e2e",
        "--bin",
        program,
    ]))
}
