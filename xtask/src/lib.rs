//! The project's own commands: build the site, serve it, test everything.
//!
//! `main.rs` is their command line. The library exists so that the end-to-end tests serve the
//! built site with the very server of `cargo xtask serve`, and find the browser as it does.
#![forbid(unsafe_code)]

pub mod command;
pub mod tools;

pub mod dist;
mod lean;
mod minify;
pub mod offline;
pub mod public_url;
pub mod site;

pub mod bench;
pub mod budget;
pub mod bytes;
pub mod chrome;
pub mod firefox;
pub mod instructions;
pub mod lighthouse;
pub mod styles;
pub mod test;

use std::path::{Path, PathBuf};

/// The folder of the workspace's `Cargo.toml`, where every command runs.
pub fn workspace_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask is a folder of the workspace")
        .to_path_buf()
}
