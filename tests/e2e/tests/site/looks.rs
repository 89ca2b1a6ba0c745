//! The page looks as it did when a person last looked at it.

use e2e::looks::LOOKS;

#[test]
fn the_page_looks_as_in_its_pictures() {
    for look in LOOKS {
        look.check();
    }
}
