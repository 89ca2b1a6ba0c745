//! The built site, visited as a person would: each test is one visit in a browser of its own.
#![forbid(unsafe_code)]

mod access;
mod blank;
mod card;
mod controls;
mod drawing;
mod exchange;
mod history;
mod inside;
mod keyboard;
mod layout;
mod lesson;
mod load;
mod native;
mod numbers;
mod origin;
mod pictures;
mod resize;
mod tools;
mod worker;
