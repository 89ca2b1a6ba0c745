//! `cargo xtask`: command line of the build, test and measurement commands.
#![forbid(unsafe_code)]

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use xtask::audit::{self, Check};
use xtask::dist::{self, Dist};
use xtask::public_url::PublicUrl;
use xtask::test::{self, Step};
use xtask::tools::Toolbox;
use xtask::{bench, bytes, command, figures, instructions, lighthouse, site, styles};

/// Builds, serves, tests and measures the site. Installs the tools it needs.
#[derive(Parser)]
#[command(name = "cargo xtask", version)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the release site and serve it on 127.0.0.1.
    Serve {
        /// Port to listen on; 0 selects any free port.
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Path at which the site is served, such as `/name/`.
        #[arg(long, default_value_t)]
        public_url: PublicUrl,
    },
    /// Build the static site into dist/.
    Dist {
        /// Path at which the site will be served, such as `/name/`.
        #[arg(long, default_value_t)]
        public_url: PublicUrl,
    },
    /// Join the style sheets into target/style.css; Trunk runs this before each build.
    Styles,
    /// Run every test and print how many passed and failed.
    Test {
        /// Run only this step; can be given more than once.
        #[arg(long, value_enum)]
        only: Vec<Step>,
    },
    /// Check licences, advisories, duplicate crates and spelling.
    Audit {
        /// Run only this check; can be given more than once.
        #[arg(long, value_enum)]
        only: Vec<Check>,
    },
    /// Write the table of figures in README.md from docs/evaluation.json and docs/bench.json.
    Figures,
    /// Compare this engine with others; write docs/bench.json and docs/bench.svg.
    Bench {
        /// Arguments of the benchmark program, such as `--rounds 3`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Measure lost points and long tasks during a fast scribble on a slow device.
    Frames,
    /// Measure the time from the last pen movement to the answer on the screen.
    Latency,
    /// List the code in the bundles of the first answer, by crate and by function.
    Bytes,
    /// Measure how time grows with images and points; write docs/growth.svg.
    Growth,
    /// Audit the built site with Lighthouse; fail below 95 points in a category.
    Lighthouse {
        /// Arguments of the auditing program, such as `--runs 1`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Count the instructions of the hot paths; fail if one exceeds its record by more than 5 %.
    Instructions {
        /// Update the record instead of comparing with it.
        #[arg(long)]
        record: bool,
    },
    /// Measure the time that See inside takes, relative to a prediction and while drawing.
    #[command(alias = "inside-cost")]
    InspectorCost,
    /// Update the baseline images of the visual regression tests, in tests/e2e/visual/.
    #[command(alias = "looks")]
    UpdateBaselines,
    /// Take the screenshots of the built page in docs/screenshots/.
    Screenshots,
    /// Record the animation in README.md, docs/screenshots/demo.png.
    Demo,
    /// Compare the answers of the built page with those of the command line on real handwriting.
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
        Task::Audit { only } => audit::audit(&only)?,
        Task::Figures => figures::update_readme()?,
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
        Task::InspectorCost => with_site("inspector_cost")?,
        Task::UpdateBaselines => with_site("update_baselines")?,
        Task::Screenshots => with_site("screenshots")?,
        Task::Demo => with_site("demo")?,
        Task::RealPage => with_site("real_page")?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Builds the site and runs a program of the package e2e on it.
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
