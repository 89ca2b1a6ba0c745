//! Accessibility as axe-core finds it: <https://github.com/dequelabs/axe-core>.

use std::fs;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use xtask::workspace_root;

use crate::Page;

/// Runs every rule of WCAG 2.2 A and AA and of good practice, and hands on what is violated.
const RUN: &str = "
    const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then(
        (found) => done(found.violations.map((rule) => ({
            rule: rule.id, help: rule.help, where: rule.nodes.map((node) => node.html),
        }))),
        (error) => done([{ rule: 'axe', help: String(error), where: [] }]));";

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "printed where there is one")]
struct Violation {
    rule: String,
    help: String,
    #[serde(rename = "where")]
    places: Vec<String>,
}

/// Checks the page in the state that it is in.
///
/// # Errors
/// When axe finds a violation, which the message names; or cannot be run.
pub async fn check(page: &Page, state: &str) -> Result<()> {
    let file = workspace_root().join("tests/e2e/node_modules/axe-core/axe.min.js");
    let axe = fs::read_to_string(&file).with_context(|| {
        format!(
            "{} is not there; `cargo xtask test` installs it, or `npm ci --prefix tests/e2e`",
            file.display()
        )
    })?;
    let client = page.client();
    client.execute(&axe, Vec::new()).await?;
    let found = client.execute_async(RUN, Vec::new()).await?;
    let violations: Vec<Violation> = serde_json::from_value(found)?;
    ensure!(violations.is_empty(), "{state}: {violations:#?}");
    Ok(())
}
