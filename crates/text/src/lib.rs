//! Every string that the page and the inspector show, as data.
//!
//! Each part of the page has a struct whose fields are its strings: `&'static str` for fixed text, a function for text
//! that depends on a value, such as a plural. `ENGLISH` is one value of each struct. A translation is another value,
//! selected in the statics below. Components and state contain no text, and other crates return errors as data, which
//! [`ERRORS`] turns into sentences. Strings that must show before WebAssembly runs are in index.html.
#![forbid(unsafe_code)]

pub mod answer;
pub mod errors;
pub mod inspector;
pub mod number_format;
pub mod page;

/// Text about answers: headlines, details, announcements, history and settings.
pub static ANSWER: answer::AnswerStrings = answer::ENGLISH;

/// Error messages of files, links and workers.
pub static ERRORS: errors::ErrorStrings = errors::ENGLISH;

/// Text of the page's controls, messages and error banners.
pub static PAGE: page::PageStrings = page::ENGLISH;

/// Text of the inspector. A separate static, so that the page's bundle does not contain it.
pub static INSPECTOR: inspector::InspectorStrings = inspector::ENGLISH;
