//! Packs docs/evaluation.json, what was measured of the shipped weights, for the page: the parts that it shows, in a few
//! bytes. A file that lacks one of them stops the build.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

#[expect(
    unreachable_pub,
    reason = "the same file is public in the page, which reads what is written here"
)]
#[path = "src/state/inside/card/measured.rs"]
mod measured;

const EVALUATION: &str = "docs/evaluation.json";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={EVALUATION}");
    println!("cargo::rerun-if-changed=src/state/inside/card/measured.rs");
    let measured: measured::Measured = serde_json::from_str(&fs::read_to_string(EVALUATION)?)
        .map_err(|error| format!("{EVALUATION}: {error}; renew it with `cargo model-card`"))?;
    let packed = Path::new(&env::var("OUT_DIR")?).join("evaluation.bin");
    Ok(fs::write(packed, postcard::to_allocvec(&measured)?)?)
}
