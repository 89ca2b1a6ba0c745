//! The built site, visited as a person would: each test is one visit in a browser of its own.
#![forbid(unsafe_code)]

mod blank;
mod controls;
mod drawing;
mod keyboard;
mod layout;
mod native;
mod origin;
mod pictures;
mod resize;
mod worker;
