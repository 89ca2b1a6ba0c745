//! Reads the peak memory of a page's browser process from Linux's /proc.
//!
//! The figure includes everything in that process: the JavaScript heap with its garbage, the memory and machine code of
//! wasm modules, the page's workers, which are threads of the same process, and the browser's own memory. The caller
//! subtracts the figure of an empty page. Each page needs a fresh browser, because a process rarely returns memory.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Returns the largest peak memory of the renderer processes that descend from this process, in bytes.
pub(super) fn peak_renderer_memory(ancestor: u32) -> Result<u64> {
    let mut peak = None;
    for entry in fs::read_dir("/proc").context("peak memory needs Linux's /proc")? {
        let name = entry?.file_name();
        let Some(process) = name.to_str().and_then(|name| name.parse().ok()) else {
            continue;
        };
        // The process may have exited since the folder was listed.
        let Ok(command) = fs::read(format!("/proc/{process}/cmdline")) else {
            continue;
        };
        let is_renderer = String::from_utf8_lossy(&command).contains("--type=renderer");
        if is_renderer && descends_from(process, ancestor) {
            peak = peak.max(status_field(process, "VmHWM:"));
        }
    }
    let kilobytes = peak.context("the browser has no renderer process")?;
    Ok(1024 * kilobytes)
}

fn descends_from(mut process: u64, ancestor: u32) -> bool {
    while process > 1 {
        let Some(parent) = status_field(process, "PPid:") else {
            return false;
        };
        if parent == u64::from(ancestor) {
            return true;
        }
        process = parent;
    }
    false
}

/// Reads a number from a process's status file.
fn status_field(process: u64, name: &str) -> Option<u64> {
    let text =
        fs::read_to_string(Path::new("/proc").join(process.to_string()).join("status")).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_descends_from_its_parent_only() {
        let own = u64::from(std::process::id());
        let parent = status_field(own, "PPid:").unwrap();
        assert!(descends_from(own, parent.try_into().unwrap()));
        assert!(!descends_from(own, u32::MAX));
    }

    #[test]
    fn peak_memory_is_in_kilobytes() {
        let peak = status_field(std::process::id().into(), "VmHWM:");
        assert!(peak > Some(100), "{peak:?}");
    }
}
