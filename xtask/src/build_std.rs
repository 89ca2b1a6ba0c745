//! Compiles the standard library together with the published bundles (`build-std`).
//!
//! The library is optimised for size, and a panic traps without a message. The toolchain's own library is optimised for
//! speed and contains the code that formats panic messages, about an eighth of the site's bytes. The page reports a
//! trapped worker with its own message. Builds without this module (`cargo xtask serve`, browser tests) keep panic messages.
//!
//! These options are unstable. `RUSTC_BOOTSTRAP` allows them on the stable compiler that rust-toolchain.toml pins;
//! after an upgrade they may have to change here.

use std::process::Command;

const SETTINGS: [(&str, &str); 4] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    // Cargo appends these to the flags in .cargo/config.toml and to the profile's `panic = "abort"`.
    (
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        "-Zunstable-options -Cpanic=immediate-abort -Cstrip=symbols",
    ),
];

/// Makes a command that runs cargo compile the standard library for size.
pub(crate) fn with_build_std(command: &mut Command) -> &mut Command {
    command.envs(SETTINGS)
}
