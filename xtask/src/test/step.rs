//! The steps of `cargo xtask test`, cheapest first, and their commands.
//!
//! Clippy and all tests use the profile `dev`, in which the code that computes is optimised. They share compiled crates
//! with each other, with `cargo xtask serve` and with a plain `cargo test`. The project has no tests in documentation,
//! so `--tests` saves starting rustdoc for each crate.

use std::cell::RefCell;
use std::fmt;
use std::path::PathBuf;
use std::process::Command;
use std::thread::{self, JoinHandle};

use anyhow::Result;
use clap::ValueEnum;

use crate::command::{output, run, run_with_lines};
use crate::dist::Dist;
use crate::public_url::PublicUrl;
use crate::system::{self, CHROMEDRIVER, CHROMIUM, FIREFOX, NPM, Program, VALGRIND};
use crate::tools::{self, GECKODRIVER, GUNGRAUN, TRUNK, Tool, Toolbox, WASM, WASM_BINDGEN};
use crate::workspace_root;

/// The packages with code for the browser.
const BROWSER_PACKAGES: [&str; 5] = [
    "digit-recogniser",
    "components",
    "engines",
    "inspector",
    "platform",
];

/// A part of the tests that can run alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Step {
    /// rustfmt and clippy, if the toolchain has them.
    Lint,
    /// Native tests of every crate, and the network's tests on burn-flex.
    Native,
    /// The tests of the browser's code in a headless browser.
    Wasm,
    /// The published site, at / and at a sub-path, within its size budget.
    Dist,
    /// End-to-end tests of the published site in two browsers, over WebDriver.
    EndToEnd,
    /// Instruction counts of the hot paths, under Valgrind.
    Instructions,
}

/// Where the programs are that the steps use.
pub(super) struct TestContext {
    tools: Toolbox,
    /// Variables that name browsers and their drivers for the tests.
    variables: Vec<(&'static str, PathBuf)>,
    /// Installs tools while the first steps run.
    installation: RefCell<Option<JoinHandle<Result<()>>>>,
}

impl TestContext {
    /// Finds or installs what these steps need, before the first step starts.
    pub(super) fn prepare(steps: &[Step]) -> Result<Self> {
        let tools = Toolbox::new()?;
        let mut programs: Vec<&Program> = Vec::new();
        for program in steps.iter().flat_map(|step| step.programs()) {
            if !programs.contains(program) {
                programs.push(program);
            }
        }
        system::provide(&programs, &tools)?;
        let mut variables = Vec::new();
        for program in programs {
            if let (Some(variable), Some(file)) = (program.variable, program.find(&tools)?) {
                variables.push((variable, file));
            }
        }
        if steps.iter().any(|step| step.needs_wasm()) {
            tools::add_wasm_target()?;
        }
        if steps.contains(&Step::Dist) {
            tools::add_library_source()?;
        }
        let needed: Vec<_> = steps.iter().flat_map(|step| step.tools()).collect();
        let installation = thread::spawn(move || {
            let tools = Toolbox::new()?;
            needed.iter().try_for_each(|tool| tools.provide(tool))
        });
        Ok(Self {
            tools,
            variables,
            installation: RefCell::new(Some(installation)),
        })
    }

    /// Waits until the tools are installed. Lint and native tests, which mostly compile, can run until then.
    fn wait_for_tools(&self) -> Result<()> {
        match self.installation.take() {
            Some(installation) => installation.join().expect("installing does not panic"),
            None => Ok(()),
        }
    }

    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut cargo = self.tools.command("cargo");
        cargo.args(arguments);
        cargo.envs(self.variables.iter().map(|(name, file)| (name, file)));
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
    /// The steps of `cargo xtask test --quick`.
    pub(super) const QUICK: [Self; 3] = [Self::Lint, Self::Native, Self::Wasm];

    /// Returns whether the step must print `test result:` lines.
    pub(super) fn runs_tests(self) -> bool {
        matches!(self, Self::Native | Self::Wasm | Self::EndToEnd)
    }

    fn needs_wasm(self) -> bool {
        matches!(self, Self::Lint | Self::Wasm | Self::Dist)
    }

    fn tools(self) -> &'static [&'static Tool] {
        match self {
            Self::Lint | Self::Native => &[],
            Self::Wasm => &[&WASM_BINDGEN],
            Self::Dist => &[&WASM_BINDGEN, &TRUNK],
            Self::EndToEnd => &[&GECKODRIVER],
            Self::Instructions => &[&GUNGRAUN],
        }
    }

    fn programs(self) -> &'static [&'static Program] {
        match self {
            Self::Lint | Self::Native => &[],
            Self::Wasm => &[&CHROMIUM, &CHROMEDRIVER],
            Self::Dist => &[&NPM],
            Self::EndToEnd => &[&CHROMIUM, &CHROMEDRIVER, &FIREFOX, &NPM],
            // Elsewhere the counts would differ from the recorded ones.
            Self::Instructions if cfg!(target_os = "linux") => &[&VALGRIND],
            Self::Instructions => &[],
        }
    }

    /// Runs the step's commands and passes each line of test output to `on_line`.
    pub(super) fn run(self, context: &TestContext, on_line: &mut dyn FnMut(&str)) -> Result<()> {
        if !self.tools().is_empty() {
            context.wait_for_tools()?;
        }
        match self {
            Self::Lint => lint(context),
            Self::Native => native(context, on_line),
            Self::Wasm => wasm(context, on_line),
            Self::Dist => dist(context),
            Self::EndToEnd => end_to_end(context, on_line),
            Self::Instructions => perf(context, "instructions"),
        }
    }
}

fn lint(context: &TestContext) -> Result<()> {
    if context.has_component("fmt") {
        run(&mut context.cargo(&["fmt", "--all", "--check"]))?;
    }
    if context.has_component("clippy") {
        let mut native = context.cargo(&["clippy", "--locked", "--workspace", "--all-targets"]);
        let mut wasm = context.cargo(&["clippy", "--locked", "--target", WASM]);
        for package in BROWSER_PACKAGES.iter().chain(&["perf-engine"]) {
            wasm.args(["--package", package]);
        }
        for clippy in [&mut native, &mut wasm] {
            run(clippy.args(["--", "--deny", "warnings"]))?;
        }
    }
    Ok(())
}

fn test(context: &TestContext, arguments: &[&str]) -> Command {
    let mut cargo = context.cargo(&["test", "--locked", "--no-fail-fast", "--tests"]);
    cargo.args(arguments);
    cargo
}

fn native(context: &TestContext, on_line: &mut dyn FnMut(&str)) -> Result<()> {
    let mut all = test(context, &["--workspace", "--exclude", "e2e"]);
    let passed = run_with_lines(&mut all, &mut *on_line);
    let mut on_flex = test(context, &["--package", "model", "--features", "flex"]);
    run_with_lines(&mut on_flex, on_line).and(passed)
}

fn wasm(context: &TestContext, on_line: &mut dyn FnMut(&str)) -> Result<()> {
    let mut test = test(context, &["--target", WASM]);
    for package in BROWSER_PACKAGES {
        test.args(["--package", package]);
    }
    test.env(
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
        "wasm-bindgen-test-runner",
    );
    // Cargo runs a test in its package's folder, where the runner would look for the file.
    test.env(
        "WASM_BINDGEN_TEST_WEBDRIVER_JSON",
        workspace_root().join("webdriver.json"),
    );
    // Seconds for all tests of one file. The default is too short on a busy machine.
    test.env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    run_with_lines(&mut test, on_line)
}

fn dist(context: &TestContext) -> Result<()> {
    Dist::in_dist(PublicUrl::default()).build(&context.tools)?;
    Dist::at_sub_path().build(&context.tools)?;
    perf(context, "budget")
}

fn end_to_end(context: &TestContext, on_line: &mut dyn FnMut(&str)) -> Result<()> {
    // axe-core, which the accessibility tests use.
    let install = ["ci", "--no-audit", "--no-fund", "--prefix", "tests/e2e"];
    run(context.tools.command("npm").args(install))?;
    run_with_lines(&mut test(context, &["--package", "e2e"]), on_line)
}

/// Runs a measurement that fails when a recorded limit is exceeded.
fn perf(context: &TestContext, measurement: &str) -> Result<()> {
    run(&mut context.cargo(&["run", "--locked", "--package", "perf", "--", measurement]))
}

impl fmt::Display for Step {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Lint => "Lint: formatting and clippy",
            Self::Native => "Native tests",
            Self::Wasm => "Browser tests",
            Self::Dist => "The site, at / and at a sub-path, within its size budget",
            Self::EndToEnd => "End-to-end tests in two browsers",
            Self::Instructions => "Instruction counts",
        })
    }
}
