//! Updates the baseline images of the visual regression tests. Review each image before you commit it.
#![forbid(unsafe_code)]

use e2e::visual::VISUAL_TESTS;

fn main() {
    for test in VISUAL_TESTS {
        let outcome = if test.update_baseline() {
            "changed"
        } else {
            "unchanged"
        };
        println!("{outcome}: {test:?}");
    }
}
