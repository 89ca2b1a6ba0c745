//! Renews the pictures that the page is held to: look at each before it is committed.
#![forbid(unsafe_code)]

use e2e::looks::LOOKS;

fn main() {
    for look in LOOKS {
        let outcome = if look.renew() { "another" } else { "as before" };
        println!("{outcome}: {look:?}");
    }
}
