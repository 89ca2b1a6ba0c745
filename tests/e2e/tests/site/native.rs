//! The page's answers are those of `cargo classify --json` for the very same strokes.

use e2e::comparison::{OF_EACH_DIGIT, SIDES_PX};
use e2e::drawings::{goldens, pen_dev};
use e2e::{Comparison, Frame, Place, Visit};
use ink::Record;

#[test]
fn golden_drawings_are_answered_as_the_command_line_does() {
    compare(&goldens(), |_| Place::MIDDLE);
}

#[test]
fn small_handwriting_is_answered_as_the_command_line_does() {
    compare_handwriting(SIDES_PX[0]);
}

#[test]
fn natural_handwriting_is_answered_as_the_command_line_does() {
    compare_handwriting(SIDES_PX[1]);
}

#[test]
fn large_handwriting_is_answered_as_the_command_line_does() {
    compare_handwriting(SIDES_PX[2]);
}

fn compare_handwriting(side_px: f32) {
    if let Some(records) = pen_dev(OF_EACH_DIGIT) {
        compare(&records, |pad| Place::with_side(side_px, pad));
    }
}

fn compare(records: &[Record], place: impl Fn(&Frame) -> Place) {
    Visit::default().run(async |page| {
        let comparison = Comparison::make(page, records, place).await?;
        comparison.expect_equal();
        Ok(())
    });
}
