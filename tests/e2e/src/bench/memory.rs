//! The most memory that the browser's process of a page has ever held, as Linux counts it.
//!
//! Everything is in it: JavaScript's heap with what it has not tidied up yet, the memory of wasm modules, the machine
//! code made of them, and the page's workers, which are threads of the same process. So is the browser itself: what
//! an empty page takes is told apart. Each page is seen in a browser of its own, as memory once taken is kept.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// The largest peak of the renderers that descend from this process, in bytes.
pub(super) fn peak_of_renderers(ancestor: u32) -> Result<u64> {
    let mut peak = None;
    for entry in fs::read_dir("/proc").context("peak memory is read from Linux's /proc")? {
        let name = entry?.file_name();
        let Some(process) = name.to_str().and_then(|name| name.parse().ok()) else {
            continue;
        };
        // A process may end while it is looked at.
        let Ok(command) = fs::read(format!("/proc/{process}/cmdline")) else {
            continue;
        };
        let is_renderer = String::from_utf8_lossy(&command).contains("--type=renderer");
        if is_renderer && descends_from(process, ancestor) {
            peak = peak.max(status(process, "VmHWM:"));
        }
    }
    let kilobytes = peak.context("the browser has no renderer")?;
    Ok(1024 * kilobytes)
}

fn descends_from(mut process: u64, ancestor: u32) -> bool {
    while process > 1 {
        let Some(parent) = status(process, "PPid:") else {
            return false;
        };
        if parent == u64::from(ancestor) {
            return true;
        }
        process = parent;
    }
    false
}

/// The number behind a name of a process's status.
fn status(process: u64, name: &str) -> Option<u64> {
    let text =
        fs::read_to_string(Path::new("/proc").join(process.to_string()).join("status")).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_descends_from_its_parent_and_from_no_other() {
        let own = u64::from(std::process::id());
        let parent = status(own, "PPid:").unwrap();
        assert!(descends_from(own, parent.try_into().unwrap()));
        assert!(!descends_from(own, u32::MAX));
    }

    #[test]
    fn a_peak_is_a_number_of_kilobytes() {
        let peak = status(std::process::id().into(), "VmHWM:");
        assert!(peak > Some(100), "{peak:?}");
    }
}
