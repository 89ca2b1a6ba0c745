//! Packs docs/evaluation.json, what was measured of the shipped weights, for the page: the parts that it shows, in a few
//! bytes, and as a Rust expression what every visitor's page says. A file that lacks one of them stops the build.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use serde_json::Value;

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
    let evaluation = fs::read_to_string(EVALUATION)?;
    let missing =
        |error: String| format!("{EVALUATION}: {error}; renew it with `cargo model-card`");
    let measured: measured::Measured =
        serde_json::from_str(&evaluation).map_err(|error| missing(error.to_string()))?;
    let limits = limits(&serde_json::from_str(&evaluation)?)
        .ok_or_else(|| missing("no limits".to_owned()))?;
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    fs::write(out.join("limits.rs"), limits)?;
    let packed = out.join("evaluation.bin");
    Ok(fs::write(packed, postcard::to_allocvec(&measured)?)?)
}

/// The expression that src/state/caution/measured.rs includes.
fn limits(evaluation: &Value) -> Option<String> {
    let limits = evaluation.get("limits")?;
    let count = |of: &Value, name: &str| of.get(name)?.as_u64();
    let rows = |limit: &str, [first, second]: [&str; 2]| {
        let rows = limits.get(limit)?.as_array()?.iter();
        rows.map(|row| Some((count(row, first)?, count(row, second)?)))
            .collect::<Option<Vec<_>>>()
    };
    Some(format!(
        "Measured {{ digits: {}, misread: {}, non_digits: {}, certainty: &{:?}, strangeness: &{:?} }}",
        count(limits, "digits")?,
        count(limits, "misread")?,
        count(limits, "non_digits")?,
        rows("certainty", ["digits", "misread"])?,
        rows("strangeness", ["digits", "non_digits"])?
    ))
}
