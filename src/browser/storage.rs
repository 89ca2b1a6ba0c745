//! What the browser keeps: the ink of this tab over a reload, the history and the settings for longer.
//!
//! Where the browser allows no storage, is full, or holds what another build left, nothing is kept and nothing
//! fails.

use gloo_events::EventListener;
use serde::Serialize;
use serde::de::DeserializeOwned;
use web_sys::{Storage, window};

use crate::protocol;

/// A place where one thing is kept.
#[derive(Clone, Copy, Debug)]
pub enum Shelf {
    /// What is on the pad, for as long as the tab lives.
    Content,
    /// The last drawings.
    History,
    /// The limits of doubt.
    Caution,
    /// How far the lesson has come.
    Lesson,
}

impl Shelf {
    /// What is kept there; `None` where nothing is or can be had.
    #[must_use]
    pub fn get<T: DeserializeOwned>(self) -> Option<T> {
        let text = self.storage()?.get_item(self.key()).ok()??;
        let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(c).ok()).collect();
        protocol::decode(&bytes?).ok()
    }

    /// Keeps this in the place of what was there.
    pub fn put<T: Serialize>(self, value: &T) {
        // A character for each byte: storage holds text alone.
        let bytes = protocol::encode(value).into_iter();
        let text: String = bytes.map(char::from).collect();
        if let Some(storage) = self.storage() {
            // Full, or forbidden: then the next visit begins without it.
            let _ = storage.set_item(self.key(), &text);
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::History => "history",
            Self::Caution => "caution",
            Self::Lesson => "lesson",
        }
    }

    fn storage(self) -> Option<Storage> {
        let window = window()?;
        match self {
            Self::Content => window.session_storage().ok()?,
            Self::History | Self::Caution | Self::Lesson => window.local_storage().ok()?,
        }
    }
}

/// Calls back whenever the page is left or hidden, as long as the result lives: so that keeping costs nothing while
/// a person draws.
#[must_use]
pub fn on_leaving(keep: impl Fn() + Clone + 'static) -> Option<[EventListener; 2]> {
    let window = window()?;
    let document = window.document()?;
    let again = keep.clone();
    Some([
        EventListener::new(&window, "pagehide", move |_| keep()),
        EventListener::new(&document, "visibilitychange", move |_| again()),
    ])
}
