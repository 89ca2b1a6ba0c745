//! What the page has to say besides its answers: one thing at a time.

/// A message, and whether it is bad news.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Something is under way, or done.
    News(String),
    /// Something went wrong; nothing is lost by it.
    Trouble(String),
}

impl Notice {
    /// Good news.
    #[must_use]
    pub fn news(words: &str) -> Self {
        Self::News(words.into())
    }

    /// What went wrong, in the error's own words.
    pub fn trouble(error: impl ToString) -> Self {
        Self::Trouble(error.to_string())
    }

    /// The words.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::News(words) | Self::Trouble(words) => words,
        }
    }

    /// Whether it is bad news.
    #[must_use]
    pub fn is_trouble(&self) -> bool {
        matches!(self, Self::Trouble(_))
    }
}
