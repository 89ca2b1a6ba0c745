//! Prints how the built page reads real handwriting that is drawn on its pad by pointer events, beside
//! `cargo classify` for the same strokes: a line for each size, as a Markdown table.
#![forbid(unsafe_code)]

use e2e::comparison::{OF_EACH_DIGIT, SIDES_PX};
use e2e::drawings::pen_dev;
use e2e::{Comparison, Place, Visit};
use ink::Record;

fn main() {
    let Some(records) = pen_dev(OF_EACH_DIGIT) else {
        return;
    };
    println!(
        "| longer side | drawings | right on the page | right natively | other digits | probabilities differ by |"
    );
    println!("| --- | --- | --- | --- | --- | --- |");
    for side_px in SIDES_PX {
        compare(&records, side_px);
    }
}

fn compare(records: &[Record], side_px: f32) {
    Visit::default().run(async |page| {
        let place = |pad: &_| Place::with_side(side_px, pad);
        let comparison = Comparison::make(page, records, place).await?;
        println!(
            "| {side_px} px | {} | {:.1} % | {:.1} % | {} | {:.0e} at most |",
            comparison.drawings(),
            comparison.page_accuracy() * 100.0,
            comparison.native_accuracy() * 100.0,
            comparison.other_digits(),
            comparison.distance(),
        );
        Ok(())
    });
}
