//! Browser storage: the document of a tab in session storage; history, thresholds and lesson progress in local storage.
//!
//! Storage is best effort. If it is blocked or full, nothing is stored. Data that this build cannot read is ignored.

use gloo_events::EventListener;
use serde::Serialize;
use serde::de::DeserializeOwned;
use web_sys::{Storage, window};

/// The key of a stored value.
#[derive(Clone, Copy, Debug)]
pub enum StorageKey {
    /// The document on the pad, kept until the tab is closed.
    Document,
    /// The recent drawings.
    History,
    /// The decision thresholds.
    Thresholds,
    /// The progress of the lesson.
    Lesson,
}

impl StorageKey {
    /// Loads the value. `None` if it is missing or cannot be read.
    #[must_use]
    pub fn load<T: DeserializeOwned>(self) -> Option<T> {
        let storage = self.storage()?;
        let item = |name: &str| storage.get_item(name).ok().flatten();
        let text = item(self.name()).or_else(|| item(self.legacy_name()?))?;
        let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(c).ok()).collect();
        workers::decode(&bytes?).ok()
    }

    /// Stores the value.
    pub fn save<T: Serialize>(self, value: &T) {
        // Storage holds text only: one character per byte.
        let bytes = workers::encode(value).into_iter();
        let text: String = bytes.map(char::from).collect();
        if let Some(storage) = self.storage() {
            // Fails if storage is full or blocked. The next visit then starts without the value.
            let _ = storage.set_item(self.name(), &text);
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::History => "history",
            Self::Thresholds => "thresholds",
            Self::Lesson => "lesson",
        }
    }

    /// Returns the name that earlier builds used, if it differs. The encoding is the same.
    fn legacy_name(self) -> Option<&'static str> {
        match self {
            Self::Document => Some("content"),
            Self::Thresholds => Some("caution"),
            Self::History | Self::Lesson => None,
        }
    }

    fn storage(self) -> Option<Storage> {
        let window = window()?;
        match self {
            Self::Document => window.session_storage().ok()?,
            Self::History | Self::Thresholds | Self::Lesson => window.local_storage().ok()?,
        }
    }
}

/// Calls `callback` when the page is hidden or left, until the returned listeners are dropped.
#[must_use]
pub fn on_page_hide(callback: impl Fn() + Clone + 'static) -> Option<[EventListener; 2]> {
    let window = window()?;
    let document = window.document()?;
    let on_visibility_change = callback.clone();
    Some([
        EventListener::new(&window, "pagehide", move |_| callback()),
        EventListener::new(&document, "visibilitychange", move |_| {
            on_visibility_change();
        }),
    ])
}
