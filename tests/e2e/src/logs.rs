//! What the browser wrote down during a visit: errors on the console and requests sent.
//!
//! Requests are read from the browser's own network log and not from WebDriver's: it alone has
//! those of workers too. It also has the browser's own, which no page began.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result, ensure};
use fantoccini::Client;
use serde::Deserialize;

use crate::devtools::read_log;

/// Fails if the page, or the browser on its behalf, reported anything as an error.
pub(crate) async fn check_no_errors(client: &Client) -> Result<()> {
    let log = read_log(client, "browser").await?;
    let errors = log
        .iter()
        .filter(|entry| entry["level"] == "SEVERE")
        .collect::<Vec<_>>();
    ensure!(errors.is_empty(), "errors on the console: {errors:#?}");
    Ok(())
}

/// The URL of every request that pages of this origin, or their workers, sent.
pub(crate) fn requests(network_log: &Path, origin: &str) -> Result<Vec<String>> {
    let file = File::open(network_log).context("the browser wrote no network log")?;
    let mut urls = Vec::new();
    for line in BufReader::new(file).lines() {
        // An event a line; the other lines, and events of other shapes, are not about requests.
        if let Ok(event) = serde_json::from_str::<Event>(line?.trim_end_matches(','))
            && event.params.initiator == origin
        {
            urls.push(event.params.url);
        }
    }
    Ok(urls)
}

/// Fails if any of the requests went to another origin.
pub(crate) fn check_one_origin(requests: &[String], origin: &str) -> Result<()> {
    let is_own = |url: &str| {
        url.strip_prefix(origin)
            .is_some_and(|path| path.starts_with('/'))
    };
    let foreign = requests
        .iter()
        .filter(|url| !is_own(url))
        .collect::<Vec<_>>();
    ensure!(
        foreign.is_empty(),
        "requests to other origins than {origin}: {foreign:#?}"
    );
    Ok(())
}

#[derive(Deserialize)]
struct Event {
    params: Request,
}

#[derive(Deserialize)]
struct Request {
    initiator: String,
    url: String,
}
