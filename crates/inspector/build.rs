//! Packs what the model card shows of `docs/evaluation.json` into `model_card.bin`, encoded with postcard.
//!
//! A figure that is missing from the file fails the build.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use recognition::model_card::ModelCard;
use recognition::report::Report;

const EVALUATION: &str = "../../docs/evaluation.json";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={EVALUATION}");
    let report: Report = serde_json::from_str(&fs::read_to_string(EVALUATION)?)
        .map_err(|error| outdated(&error.to_string()))?;
    let card = ModelCard::from_report(&report)
        .ok_or_else(|| outdated("a preprocessing stage or the positions are missing"))?;
    let packed = Path::new(&env::var("OUT_DIR")?).join("model_card.bin");
    Ok(fs::write(packed, postcard::to_allocvec(&card)?)?)
}

fn outdated(error: &str) -> String {
    format!("{EVALUATION}: {error}; regenerate it with `cargo model-card`")
}
