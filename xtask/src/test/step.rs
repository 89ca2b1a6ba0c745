//! The steps of `cargo xtask test`, cheapest first, and their commands.
//!
//! Everything except the site is compiled with the profile `release`, so that the steps share compiled crates with each
//! other and with `cargo train`, `cargo evaluate` and `cargo classify`.

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

/// A part of the tests that can run alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Step {
    /// rustfmt and clippy, if the toolchain has them.
    Lint,
    /// Native tests of every crate, the network's tests on burn-flex, and instruction counts.
    Native,
    /// The page's tests in a headless browser.
    Wasm,
    /// The release site, at / and at a sub-path, within its size budget.
    Dist,
    /// End-to-end tests of the release site in two browsers, over WebDriver.
    EndToEnd,
}

/// Tools that the steps use.
pub(super) struct TestContext {
    tools: Toolbox,
    chrome: Option<Chrome>,
}

impl TestContext {
    /// Finds or installs what these steps need, before the first step starts.
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

    fn has_component(&self, component: &str) -> bool {
        let found = output(&mut self.cargo(&[component, "--version"])).is_some();
        if !found {
            println!("cargo {component} is not installed: skipped");
        }
        found
    }
}

impl Step {
    /// Returns whether the step must print `test result:` lines.
    pub(super) fn runs_tests(self) -> bool {
        matches!(self, Self::Native | Self::Wasm | Self::EndToEnd)
    }

    fn needs_browser(self) -> bool {
        matches!(self, Self::Wasm | Self::EndToEnd)
    }

    fn needs_wasm(self) -> bool {
        matches!(self, Self::Lint | Self::Wasm | Self::Dist)
    }

    /// Runs the step's commands and passes each line of test output to `on_line`.
    pub(super) fn run(self, context: &TestContext, on_line: &mut dyn FnMut(&str)) -> Result<()> {
        match self {
            Self::Lint => lint(context),
            Self::Native => native(context, on_line),
            Self::Wasm => wasm(context, on_line),
            Self::Dist => {
                let site = dist::at_root();
                site.build(&context.tools)?;
                dist::at_sub_path().build(&context.tools)?;
                budget::check(&site.folder)
            }
            Self::EndToEnd => end_to_end(context, on_line),
        }
    }
}

fn lint(context: &TestContext) -> Result<()> {
    if context.has_component("fmt") {
        run(&mut context.cargo(&["fmt", "--all", "--check"]))?;
    }
    if context.has_component("clippy") {
        let lint = ["clippy", "--release", "--locked"];
        let deny = ["--", "--deny", "warnings"];
        run(context
            .cargo(&lint)
            .args(["--workspace", "--all-targets"])
            .args(deny))?;
        run(context.cargo(&lint).args(PAGE).args(deny))?;
    }
    Ok(())
}

fn native(context: &TestContext, on_line: &mut dyn FnMut(&str)) -> Result<()> {
    let test = [
        "test",
        "--release",
        "--locked",
        "--no-fail-fast",
        "--workspace",
        "--exclude",
        "e2e",
    ];
    run_with_lines(&mut context.cargo(&test), &mut *on_line)?;
    let on_flex = [
        "test",
        "--release",
        "--locked",
        "--package",
        "net",
        "--features",
        "flex",
    ];
    run_with_lines(&mut context.cargo(&on_flex), on_line)?;
    instructions::run(false)
}

fn wasm(context: &TestContext, on_line: &mut dyn FnMut(&str)) -> Result<()> {
    let mut test = context.cargo(&["test", "--release", "--locked", "--no-fail-fast"]);
    test.args(PAGE)
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            "wasm-bindgen-test-runner",
        )
        // Seconds for all tests of one file. The default is too short on a busy machine.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    run_with_lines(&mut test, on_line)
}

fn end_to_end(context: &TestContext, on_line: &mut dyn FnMut(&str)) -> Result<()> {
    // axe-core, which the accessibility tests use.
    let install = ["ci", "--no-audit", "--no-fund", "--prefix", "tests/e2e"];
    run(context.tools.command("npm").args(install))?;
    let test = [
        "test",
        "--release",
        "--locked",
        "--no-fail-fast",
        "--package",
        "e2e",
    ];
    run_with_lines(&mut context.cargo(&test), on_line)
}

impl fmt::Display for Step {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Lint => "Lint: formatting and clippy",
            Self::Native => "Native tests and instruction counts",
            Self::Wasm => "Browser tests",
            Self::Dist => "The site, at / and at a sub-path, within its size budget",
            Self::EndToEnd => "End-to-end tests in two browsers",
        })
    }
}
