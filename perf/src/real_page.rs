//! `cargo perf real-page`: prints how accurately the built page reads real handwriting that is drawn on its pad,
//! compared with `cargo classify` for the same strokes. The output is a Markdown table with a row for each size.

use anyhow::Result;
use e2e::comparison::{DRAWINGS_PER_DIGIT, SIDES_PX};
use e2e::drawings::handwriting_sample;
use e2e::{BrowserSession, Comparison, Placement};
use ink::Record;

use crate::build;

/// Builds the site and prints the table.
///
/// # Errors
/// If the site cannot be built.
pub(crate) fn run() -> Result<()> {
    let Some(records) = handwriting_sample(DRAWINGS_PER_DIGIT) else {
        return Ok(());
    };
    build::site()?;
    println!(
        "| longer side | drawings | accuracy on the page | accuracy natively | different digits | largest probability difference |"
    );
    println!("| --- | --- | --- | --- | --- | --- |");
    for side_px in SIDES_PX {
        compare(&records, side_px);
    }
    Ok(())
}

fn compare(records: &[Record], side_px: f32) {
    BrowserSession::default().run(async |page| {
        let placement = |pad: &_| Placement::centred_with_side(side_px, pad);
        let comparison = Comparison::run(page, records, placement).await?;
        println!(
            "| {side_px} px | {} | {:.1} % | {:.1} % | {} | {:.0e} |",
            comparison.drawing_count(),
            comparison.page_accuracy() * 100.0,
            comparison.native_accuracy() * 100.0,
            comparison.mismatch_count(),
            comparison.max_difference(),
        );
        Ok(())
    });
}
