//! Reads several digits side by side: groups the strokes of a drawing into digits and classifies them.
//!
//! The method is an over-segmentation lattice:
//!
//! 1. `text_line` measures where each stroke lies along the line and how high the writing is.
//! 2. `component` merges strokes that certainly belong together: those that overlap clearly, and dots with their
//!    neighbours.
//! 3. `span` lists the spans of adjacent components that can be one digit. All are classified in one batch.
//! 4. [`costs`] assigns a cost to each span, and `lattice` finds the cheapest path through the spans.
//!
//! The result is a [`Number`](recognition::Number). Its [`StrokeGroups`](recognition::StrokeGroups) can be edited and
//! passed to [`read_with_groups`], which keeps them. [`split_digit()`] splits a group into two.
//!
//! Limits: one line of writing, read from left to right. Strokes are never cut, so a stroke that spans two digits is
//! read as one digit.
//!
//! This crate does not depend on the web or on files, and it does not panic. A drawing without ink has no digits.
#![forbid(unsafe_code)]

mod component;
pub mod costs;
mod lattice;
mod read;
mod span;
mod split_digit;
mod text_line;

pub use costs::Costs;
pub use read::{read, read_with_groups};
pub use split_digit::split_digit;
