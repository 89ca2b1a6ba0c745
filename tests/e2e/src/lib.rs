//! Drives the built site in a real browser over WebDriver.
//!
//! A [`BrowserSession`] serves a built site, opens it in a browser with a fresh profile and passes the [`Page`] to a
//! test. When the test ends, the session checks the browser's logs for errors and for requests to other origins. The
//! site must be built first; `cargo xtask test` does so.
#![forbid(unsafe_code)]

mod browser;
mod cdp;
mod page;
mod session;
mod site_server;
mod trace;

pub mod animation;
pub mod axe;
pub mod classify_command;
pub mod comparison;
pub mod devtools;
pub mod drawings;
pub mod pointer;
pub mod programs;
pub mod scribble;
pub mod site;
pub mod visual;

pub use browser::{Browser, BrowserKind, FrameRate, chromium};
pub use comparison::Comparison;
pub use devtools::{ColorScheme, Viewport};
pub use page::{InkBox, Page};
pub use pointer::{Placement, PointerType, Rect};
pub use session::BrowserSession;
pub use site::Site;
pub use site_server::NetworkCondition;
