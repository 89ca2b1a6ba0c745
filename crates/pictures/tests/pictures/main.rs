//! Tests of the public API of `pictures`.

mod extract_digit;
mod extract_ink;
mod fixtures;
