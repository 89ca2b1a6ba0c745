//! Toasts: short messages about anything other than the answer. The page shows one at a time.

/// A message with its severity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Toast {
    /// Something is in progress or done.
    Info(String),
    /// Something failed. No data is lost.
    Error(String),
}

impl Toast {
    /// Creates an informational message.
    #[must_use]
    pub fn info(text: &str) -> Self {
        Self::Info(text.into())
    }

    /// Returns the text of the message.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Info(text) | Self::Error(text) => text,
        }
    }

    /// Returns whether the message reports an error.
    #[must_use]
    pub fn is_error(&self) -> bool {
        matches!(self, Self::Error(_))
    }
}
