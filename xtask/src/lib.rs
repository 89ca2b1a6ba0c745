//! The project's build, test and measurement commands.
//!
//! `main.rs` is the command line. The library lets the end-to-end tests use the same server as `cargo xtask serve`
//! and find the browser in the same way.
#![forbid(unsafe_code)]

pub mod command;
pub mod tools;

mod build_std;
pub mod dist;
mod minify;
pub mod offline;
pub mod public_url;
pub mod site;

pub mod audit;
pub mod bench;
pub mod budget;
pub mod bytes;
pub mod chrome;
pub mod figures;
pub mod firefox;
pub mod instructions;
pub mod lighthouse;
pub mod styles;
pub mod test;

use std::path::{Path, PathBuf};

/// Returns the folder of the workspace's `Cargo.toml`, in which every command runs.
pub fn workspace_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask is a folder of the workspace")
        .to_path_buf()
}
