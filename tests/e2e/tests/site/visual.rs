//! The page matches its reviewed baseline images.

use e2e::visual::VISUAL_TESTS;

#[test]
fn the_page_matches_its_baseline_images() {
    for test in VISUAL_TESTS {
        test.check();
    }
}
