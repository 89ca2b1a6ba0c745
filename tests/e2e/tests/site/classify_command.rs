//! The page predicts the same as `cargo classify --json` for the same strokes.

use e2e::comparison::{DRAWINGS_PER_DIGIT, SIDES_PX};
use e2e::drawings::{golden_records, handwriting_sample};
use e2e::{BrowserSession, Comparison, Placement, Rect};
use ink::Record;

#[test]
fn golden_drawings_are_read_as_on_the_command_line() {
    compare(&golden_records(), |_| Placement::CENTRED);
}

#[test]
fn small_handwriting_is_read_as_on_the_command_line() {
    compare_handwriting(SIDES_PX[0]);
}

#[test]
fn natural_handwriting_is_read_as_on_the_command_line() {
    compare_handwriting(SIDES_PX[1]);
}

#[test]
fn large_handwriting_is_read_as_on_the_command_line() {
    compare_handwriting(SIDES_PX[2]);
}

fn compare_handwriting(side_px: f32) {
    if let Some(records) = handwriting_sample(DRAWINGS_PER_DIGIT) {
        compare(&records, |pad| Placement::centred_with_side(side_px, pad));
    }
}

fn compare(records: &[Record], placement: impl Fn(&Rect) -> Placement) {
    BrowserSession::default().run(async |page| {
        let comparison = Comparison::run(page, records, placement).await?;
        comparison.assert_equal();
        Ok(())
    });
}
