//! Every string the page shows, as data.
//!
//! Each part of the page has a struct whose fields are its strings: `&'static str` for fixed text, a function for text
//! that depends on a value, such as a plural. `ENGLISH` is one value of each struct. A translation is another value, selected in the statics below. Components and state contain
//! no text. Strings that must show before WebAssembly runs are in index.html.

pub mod answer;
pub mod errors;
pub mod inspector;
pub mod page;

/// Text about answers: headlines, details, announcements, history and settings.
pub static ANSWER: answer::AnswerStrings = answer::ENGLISH;

/// Error messages of files, links and the engine.
pub static ERRORS: errors::ErrorStrings = errors::ENGLISH;

/// Text of the page's controls, messages and error banners.
pub static PAGE: page::PageStrings = page::ENGLISH;

/// Text of See inside. A separate static, so the page's bundle does not contain it.
pub static INSPECTOR: inspector::InspectorStrings = inspector::ENGLISH;
