//! What the published modules are compiled with beyond their profiles: a standard library of their own, built for size
//! like them, in which a panic is a trap without words.
//!
//! The toolchain's own library is built for speed and writes a message for each panic, and with that comes everything
//! that formats numbers, places and types: an eighth of the site's bytes. The page tells of a worker that trapped in its own words.
//! What is built without this module, as by `trunk build` and for the tests in a browser, keeps its messages.
//!
//! Cargo and rustc call all of it unstable still. `RUSTC_BOOTSTRAP` lets the one compiler that rust-toolchain.toml
//! names take it nevertheless: another version may need other words here, and nothing else changes.

use std::process::Command;

const SETTINGS: [(&str, &str); 4] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    // Cargo adds these to the flags of .cargo/config.toml, and after a profile's `panic = "abort"`.
    (
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        "-Zunstable-options -Cpanic=immediate-abort",
    ),
];

/// Has cargo, or what calls it, compile for the web in this way.
pub(crate) fn leanly(command: &mut Command) -> &mut Command {
    command.envs(SETTINGS)
}
