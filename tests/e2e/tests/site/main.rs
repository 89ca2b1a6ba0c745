//! The built site, visited as a person would: each test is one visit in a browser of its own.
#![forbid(unsafe_code)]

mod access;
mod blank;
mod card;
mod controls;
mod drawing;
mod exchange;
mod firefox;
mod frame;
mod history;
mod inside;
mod keyboard;
mod layout;
mod lesson;
mod load;
mod looks;
mod native;
mod numbers;
mod offline;
mod origin;
mod pictures;
mod resize;
mod sharing;
mod tools;
mod worker;
