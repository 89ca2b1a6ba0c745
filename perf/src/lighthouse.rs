//! `cargo perf lighthouse`: audits the built site with Lighthouse, emulating a phone.

use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use e2e::programs::command;
use serde_json::Value;

use crate::statistics::median;
use crate::{build, server};

/// Lighthouse's names of the audited categories.
const CATEGORIES: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];

/// The required score in each category, of 100.
const MIN_SCORE: f64 = 95.0;

const CHROME_FLAGS: &str = "--chrome-flags=--headless --no-sandbox --disable-gpu --no-first-run \
     --disable-background-networking --disable-component-update --disable-sync";

/// Arguments of `cargo perf lighthouse`.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Number of audits; the medians of their scores are printed.
    #[arg(long, default_value_t = 3)]
    runs: usize,
}

/// Builds the site, installs Lighthouse and prints the scores.
///
/// # Errors
/// If something cannot be built or installed, or a category scores too low.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let site = build::site_in("lighthouse")?;
    build::peers()?;
    let reports = audits(&site, arguments.runs)?;
    let version = &reports[0]["lighthouseVersion"];
    println!(
        "Lighthouse {}, {} runs",
        version.as_str().unwrap_or_default(),
        arguments.runs
    );
    println!("| category | score of 100 | failed audits |\n| --- | --- | --- |");
    let mut too_low = Vec::new();
    for category in CATEGORIES {
        let score = median_score(&reports, category)?;
        println!(
            "| {category} | {score:.0} | {} |",
            failed_audits(&reports[0], category).join(", ")
        );
        too_low.extend((score < MIN_SCORE).then_some(category));
    }
    ensure!(
        too_low.is_empty(),
        "scores below {MIN_SCORE}: {}",
        too_low.join(", ")
    );
    Ok(())
}

/// Serves the site as static hosts do, compressed, and audits it one or more times.
fn audits(site: &Path, runs: usize) -> Result<Vec<Value>> {
    server::compress(site)?;
    let runtime = tokio::runtime::Runtime::new()?;
    let url = format!("{}/", runtime.block_on(server::start(site))?);
    // The runtime's threads serve the site while this thread waits for Lighthouse.
    (0..runs.max(1)).map(|_| audit(&url)).collect()
}

/// Runs Lighthouse once and returns its report.
fn audit(url: &str) -> Result<Value> {
    let output = command("perf/peers/node_modules/.bin/lighthouse")
        .args([
            url,
            "--quiet",
            "--output=json",
            "--output-path=stdout",
            CHROME_FLAGS,
        ])
        .arg(format!("--only-categories={}", CATEGORIES.join(",")))
        .env("CHROME_PATH", e2e::chromium()?)
        .stderr(Stdio::inherit())
        .output()
        .context("Lighthouse could not be started")?;
    ensure!(
        output.status.success(),
        "Lighthouse failed: {}",
        output.status
    );
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn median_score(reports: &[Value], category: &str) -> Result<f64> {
    let scores: Option<Vec<f64>> = reports
        .iter()
        .map(|report| Some(100.0 * report["categories"][category]["score"].as_f64()?))
        .collect();
    Ok(median(
        &scores.with_context(|| format!("no score for {category}"))?,
    ))
}

/// Returns the audits that lower a category's score, each with its displayed value.
fn failed_audits(report: &Value, category: &str) -> Vec<String> {
    let audits = report["categories"][category]["auditRefs"].as_array();
    let weighted = audits
        .into_iter()
        .flatten()
        .filter(|audit| audit["weight"].as_f64() > Some(0.0));
    weighted
        .filter_map(|audit| {
            let id = audit["id"].as_str()?;
            let audit = &report["audits"][id];
            let has_failed = audit["score"].as_f64().is_some_and(|score| score < 0.995);
            has_failed.then(|| {
                let value = audit["displayValue"].as_str().unwrap_or_default();
                format!("{id} {value}").trim().to_owned()
            })
        })
        .collect()
}
