//! End-to-end tests of the built site. Each test runs in a fresh browser.
#![forbid(unsafe_code)]

mod accessibility;
mod blank;
mod classify_command;
mod controls;
mod drawing;
mod embedding;
mod engine_worker;
mod firefox;
mod history;
mod import_export;
mod import_worker;
mod inspector;
mod keyboard;
mod layout;
mod lesson;
mod loading;
mod model_card;
mod numbers;
mod offline;
mod pointer_input;
mod resize;
mod same_origin;
mod sharing;
mod visual;
