//! What a page's thread did, task by task, as the browser itself traces it.

use std::collections::HashSet;
use std::time::Duration;

use anyhow::Result;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::wire::Wire;

/// The category with an event for each task of a thread's loop.
const TASKS: &str = "disabled-by-default-devtools.timeline";

/// One event of a trace, of those fields that are read here.
#[derive(Debug, Deserialize)]
struct Event {
    name: String,
    pid: u64,
    tid: u64,
    /// How long it took, in microseconds.
    #[serde(default)]
    dur: u64,
    #[serde(default)]
    args: Value,
}

/// Begins to trace.
pub(crate) async fn start(wire: &mut Wire) -> Result<()> {
    let config = json!({ "excludedCategories": ["*"], "includedCategories": [TASKS] });
    let how = json!({ "transferMode": "ReportEvents", "traceConfig": config });
    wire.ask("Tracing.start", how).await.map(drop)
}

/// Ends the trace; the length of each task of pages' main threads, in the order in which they ended.
pub(crate) async fn end(wire: &mut Wire) -> Result<Vec<Duration>> {
    wire.send("Tracing.end", json!({})).await?;
    let mut events: Vec<Event> = Vec::new();
    loop {
        let mut heard = wire.hear().await?;
        match heard["method"].as_str() {
            Some("Tracing.dataCollected") => {
                let some = serde_json::from_value::<Vec<Event>>(heard["params"]["value"].take())?;
                events.extend(some);
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
