//! What Lighthouse says of the built site on its phone: `cargo xtask lighthouse` has built it and installed Lighthouse.
#![forbid(unsafe_code)]

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use clap::Parser;
use e2e::bench::{server, statistics::median};
use serde_json::Value;
use xtask::chrome::Chrome;
use xtask::workspace_root;

/// By Lighthouse's names.
const CATEGORIES: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];

/// The least points, of 100, in each category.
const FLOOR: f64 = 95.0;

const CHROME_FLAGS: &str = "--chrome-flags=--headless --no-sandbox --disable-gpu --no-first-run \
     --disable-background-networking --disable-component-update --disable-sync";

/// Visits a site with Lighthouse.
#[derive(Parser)]
struct Arguments {
    /// Visits; what is printed is their median.
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// The folder of the built site.
    site: PathBuf,
}

#[tokio::main]
async fn main() -> Result<()> {
    let Arguments { runs, site } = Arguments::parse();
    server::compress(&site)?;
    let origin = server::start(&site).await?;
    let url = format!("{origin}/");
    let visits = move || {
        (0..runs)
            .map(|_| visit(&url))
            .collect::<Result<Vec<Value>>>()
    };
    let reports = tokio::task::spawn_blocking(visits).await??;
    let version = &reports[0]["lighthouseVersion"];
    println!(
        "Lighthouse {}, {runs} visits",
        version.as_str().unwrap_or_default()
    );
    println!("| category | points of 100 | costs points |\n| --- | --- | --- |");
    let mut low = Vec::new();
    for category in CATEGORIES {
        let points = points(&reports, category)?;
        println!(
            "| {category} | {points:.0} | {} |",
            short(&reports[0], category).join(", ")
        );
        low.extend((points < FLOOR).then_some(category));
    }
    ensure!(low.is_empty(), "below {FLOOR} points: {}", low.join(", "));
    Ok(())
}

/// One visit's report.
fn visit(url: &str) -> Result<Value> {
    let output = Command::new(workspace_root().join("bench/node_modules/.bin/lighthouse"))
        .args([
            url,
            "--quiet",
            "--output=json",
            "--output-path=stdout",
            CHROME_FLAGS,
        ])
        .arg(format!("--only-categories={}", CATEGORIES.join(",")))
        .env("CHROME_PATH", Chrome::find()?.browser)
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

fn points(reports: &[Value], category: &str) -> Result<f64> {
    let points: Option<Vec<f64>> = reports
        .iter()
        .map(|report| Some(100.0 * report["categories"][category]["score"].as_f64()?))
        .collect();
    Ok(median(
        &points.with_context(|| format!("no points for {category}"))?,
    ))
}

/// The audits that cost a category points.
fn short(report: &Value, category: &str) -> Vec<String> {
    let audits = report["categories"][category]["auditRefs"].as_array();
    let weighty = audits
        .into_iter()
        .flatten()
        .filter(|audit| audit["weight"].as_f64() > Some(0.0));
    weighty
        .filter_map(|audit| {
            let id = audit["id"].as_str()?;
            let audit = &report["audits"][id];
            let lacks = audit["score"].as_f64().is_some_and(|score| score < 0.995);
            lacks.then(|| {
                let value = audit["displayValue"].as_str().unwrap_or_default();
                format!("{id} {value}").trim().to_owned()
            })
        })
        .collect()
}
