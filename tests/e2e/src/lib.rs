//! A person at the built site: a real browser, driven over WebDriver.
//!
//! A [`Visit`] serves a built site, opens it in a browser of its own and hands a test the
//! [`Page`]; when the test ends, it looks into the browser's logs for errors and for requests
//! to anywhere else. The site must have been built before: `cargo xtask test` does so.
#![forbid(unsafe_code)]

mod browser;
mod devtools;
mod host;
mod page;
mod trace;
mod visit;
mod wire;

pub mod axe;
pub mod bench;
pub mod comparison;
pub mod cost;
pub mod drawings;
pub mod frames;
pub mod growth;
pub mod latency;
pub mod looks;
pub mod native;
pub mod pen;

pub use browser::Make;
pub use comparison::Comparison;
pub use devtools::{Scheme, Viewport};
pub use host::Gate;
pub use page::{InkBox, Page};
pub use pen::{Frame, Place, Pointer};
pub use visit::Visit;
