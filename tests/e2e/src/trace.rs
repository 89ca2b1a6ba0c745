//! Records how long each task of a page's main thread takes, with the browser's own tracing.

use std::collections::HashSet;
use std::time::Duration;

use anyhow::Result;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::cdp::CdpConnection;

/// The trace category with one event for each task of a thread's event loop.
const TASKS: &str = "disabled-by-default-devtools.timeline";

/// The fields of a trace event that are used here.
#[derive(Debug, Deserialize)]
struct Event {
    name: String,
    pid: u64,
    tid: u64,
    /// Duration in microseconds.
    #[serde(default)]
    dur: u64,
    #[serde(default)]
    args: Value,
}

/// Starts tracing.
pub(crate) async fn start(connection: &mut CdpConnection) -> Result<()> {
    let config = json!({ "excludedCategories": ["*"], "includedCategories": [TASKS] });
    let options = json!({ "transferMode": "ReportEvents", "traceConfig": config });
    connection.call("Tracing.start", options).await.map(drop)
}

/// Stops tracing and returns the duration of each main-thread task, in the order in which the tasks ended.
pub(crate) async fn end(connection: &mut CdpConnection) -> Result<Vec<Duration>> {
    connection.send("Tracing.end", json!({})).await?;
    let mut events: Vec<Event> = Vec::new();
    loop {
        let mut message = connection.next_message().await?;
        match message["method"].as_str() {
            Some("Tracing.dataCollected") => {
                let batch = message["params"]["value"].take();
                events.extend(serde_json::from_value::<Vec<Event>>(batch)?);
            }
            Some("Tracing.tracingComplete") => break,
            _ => {}
        }
    }
    let is_main = |event: &&Event| event.args["name"] == "CrRendererMain";
    let main: HashSet<(u64, u64)> = events
        .iter()
        .filter(is_main)
        .map(|event| (event.pid, event.tid))
        .collect();
    let tasks = events
        .iter()
        .filter(|event| event.name == "RunTask" && main.contains(&(event.pid, event.tid)));
    Ok(tasks
        .map(|event| Duration::from_micros(event.dur))
        .collect())
}
