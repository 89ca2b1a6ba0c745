//! Files in and out: chosen, photographed, pasted or dropped; saved, copied, shared.
//!
//! What comes in are a file's bytes, for [`told_apart`](crate::brought::told_apart) to look at.
//! Each way out works only in answer to a person's click or key, as browsers demand.

mod error;
mod intake;
mod picker;
mod save;
mod share;

pub use error::FileError;
pub use intake::{bytes, dropped, may_drop, pasted};
pub use picker::{Picker, Source};
pub use save::{copy, save};
pub use share::{Shared, can_share, share};

/// A file to be handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// What it is called, with its ending.
    pub name: String,
    /// Its MIME type.
    pub kind: &'static str,
    /// What it holds.
    pub bytes: Vec<u8>,
}
