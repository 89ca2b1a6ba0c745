//! The steps of `cargo xtask test`, cheapest first, and the commands of each.
//!
//! Everything but the site itself is compiled with the profile `release`, so that the steps
//! share what they compile with each other and with the aliases train, evaluate and classify.

use std::fmt;
use std::process::Command;

use anyhow::Result;
use clap::ValueEnum;

use crate::budget;
use crate::chrome::Chrome;
use crate::command::{output, run, run_with_lines};
use crate::firefox::Firefox;
use crate::tools::Toolbox;
use crate::{dist, instructions};

const PAGE: [&str; 4] = [
    "--target",
    "wasm32-unknown-unknown",
    "--package",
    "digit-recogniser",
];

/// A part of the tests that can be run alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Step {
    /// rustfmt and clippy, where the toolchain has them.
    Lint,
    /// The native tests of every crate, those of the network on burn-flex too, and the count of instructions.
    Native,
    /// The page's own tests in a headless browser.
    Wasm,
    /// The release site, at / and at a sub-path, and what it weighs.
    Dist,
    /// The release site in a real browser over WebDriver.
    EndToEnd,
}

/// What the steps work with.
pub(super) struct Bench {
    tools: Toolbox,
    chrome: Option<Chrome>,
}

impl Bench {
    /// Finds or installs what these steps need, before the first of them takes its minutes.
    pub(super) fn prepare(steps: &[Step]) -> Result<Self> {
        let any = |needs: fn(Step) -> bool| steps.iter().any(|step| needs(*step));
        let chrome = any(Step::needs_browser).then(Chrome::find).transpose()?;
        let tools = if any(Step::needs_wasm) {
            Toolbox::for_pages()
        } else {
            Toolbox::new()
        }?;
        if steps.contains(&Step::EndToEnd) {
            tools.provide_geckodriver()?;
            Firefox::find()?;
        }
        Ok(Self { tools, chrome })
    }

    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut cargo = self.tools.command("cargo");
        cargo.args(arguments);
        if let Some(chrome) = &self.chrome {
            cargo
                .env("CHROME", &chrome.browser)
                .env("CHROMEDRIVER", &chrome.driver);
        }
        cargo
    }

    fn has(&self, component: &str) -> bool {
        let found = output(&mut self.cargo(&[component, "--version"])).is_some();
        if !found {
            println!("cargo {component} is not installed: not run");
        }
        found
    }
}

impl Step {
    /// Whether the step is to end in `test result:` lines.
    pub(super) fn has_tests(self) -> bool {
        matches!(self, Self::Native | Self::Wasm | Self::EndToEnd)
    }

    fn needs_browser(self) -> bool {
        matches!(self, Self::Wasm | Self::EndToEnd)
    }

    fn needs_wasm(self) -> bool {
        matches!(self, Self::Lint | Self::Wasm | Self::Dist)
    }

    /// Runs the step's commands, handing on each line that its tests print.
    pub(super) fn run(self, bench: &Bench, on_line: &mut dyn FnMut(&str)) -> Result<()> {
        match self {
            Self::Lint => lint(bench),
            Self::Native => native(bench, on_line),
            Self::Wasm => wasm(bench, on_line),
            Self::Dist => {
                let site = dist::at_root();
                site.build(&bench.tools)?;
                dist::at_sub_path().build(&bench.tools)?;
                budget::check(&site.folder)
            }
            Self::EndToEnd => end_to_end(bench, on_line),
        }
    }
}

fn lint(bench: &Bench) -> Result<()> {
    if bench.has("fmt") {
        run(&mut bench.cargo(&["fmt", "--all", "--check"]))?;
    }
    if bench.has("clippy") {
        let lint = ["clippy", "--release", "--locked"];
        let deny = ["--", "--deny", "warnings"];
        run(bench
            .cargo(&lint)
            .args(["--workspace", "--all-targets"])
            .args(deny))?;
        run(bench.cargo(&lint).args(PAGE).args(deny))?;
    }
    Ok(())
}

fn native(bench: &Bench, on_line: &mut dyn FnMut(&str)) -> Result<()> {
    let test = [
        "test",
        "--release",
        "--locked",
        "--no-fail-fast",
        "--workspace",
        "--exclude",
        "e2e",
    ];
    run_with_lines(&mut bench.cargo(&test), &mut *on_line)?;
    let on_flex = [
        "test",
        "--release",
        "--locked",
        "--package",
        "net",
        "--features",
        "flex",
    ];
    run_with_lines(&mut bench.cargo(&on_flex), on_line)?;
    instructions::run(false)
}

fn wasm(bench: &Bench, on_line: &mut dyn FnMut(&str)) -> Result<()> {
    let mut test = bench.cargo(&["test", "--release", "--locked", "--no-fail-fast"]);
    test.args(PAGE)
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            "wasm-bindgen-test-runner",
        )
        // Seconds for all of a file's tests; the default suits an idle machine.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    run_with_lines(&mut test, on_line)
}

fn end_to_end(bench: &Bench, on_line: &mut dyn FnMut(&str)) -> Result<()> {
    // axe-core, by which the tests judge accessibility.
    let install = ["ci", "--no-audit", "--no-fund", "--prefix", "tests/e2e"];
    run(bench.tools.command("npm").args(install))?;
    let test = [
        "test",
        "--release",
        "--locked",
        "--no-fail-fast",
        "--package",
        "e2e",
    ];
    run_with_lines(&mut bench.cargo(&test), on_line)
}

impl fmt::Display for Step {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Lint => "Lint: formatting and clippy",
            Self::Native => "Native tests and the count of instructions",
            Self::Wasm => "Tests in the browser",
            Self::Dist => "The site, at / and at a sub-path, within its budget of bytes",
            Self::EndToEnd => "End to end, in two browsers over WebDriver",
        })
    }
}
