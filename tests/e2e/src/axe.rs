//! Accessibility checks with [axe-core](https://github.com/dequelabs/axe-core).

use std::fs;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::Page;
use crate::programs::workspace_root;

/// Runs every rule for WCAG 2.2 A and AA and for best practices, and returns the violations.
const RUN: &str = "
    const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then(
        (results) => done(results.violations.map((violation) => ({
            rule: violation.id, help: violation.help, elements: violation.nodes.map((node) => node.html),
        }))),
        (error) => done([{ rule: 'axe', help: String(error), elements: [] }]));";

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "only printed, when a check fails")]
struct Violation {
    rule: String,
    help: String,
    elements: Vec<String>,
}

/// Checks the page in its current state. `state` names that state in the error message.
///
/// # Errors
/// When axe finds a violation, which the message lists, or when axe cannot run.
pub async fn check(page: &Page, state: &str) -> Result<()> {
    let file = workspace_root().join("tests/e2e/node_modules/axe-core/axe.min.js");
    let axe = fs::read_to_string(&file).with_context(|| {
        format!(
            "{} is missing; install it with `cargo xtask test` or `npm ci --prefix tests/e2e`",
            file.display()
        )
    })?;
    let client = page.client();
    client.execute(&axe, Vec::new()).await?;
    let results = client.execute_async(RUN, Vec::new()).await?;
    let violations: Vec<Violation> = serde_json::from_value(results)?;
    ensure!(violations.is_empty(), "{state}: {violations:#?}");
    Ok(())
}
