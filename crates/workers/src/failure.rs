//! [`WorkerFailure`]: why a worker no longer answers, as data. The crate `text` turns it into a message for the user.

/// Why a worker no longer answers.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WorkerFailure {
    /// The worker was not ready in time.
    #[error("the worker did not start in time")]
    StartTimeout,
    /// The worker did not answer in time.
    #[error("the worker did not answer in time")]
    AnswerTimeout,
    /// The worker could not be created, or threw before it was ready. Holds the browser's message, which may be empty.
    #[error("the worker did not start: {0}")]
    NotStarted(String),
    /// The worker threw after it was ready. Holds the browser's message, which may be empty.
    #[error("the worker crashed: {0}")]
    Crashed(String),
    /// The bundle could not be downloaded. Holds the reason.
    #[error("the download failed: {0}")]
    Download(String),
    /// A downloaded file is not a valid WebAssembly module. Holds the reason.
    #[error("not a WebAssembly module: {0}")]
    InvalidModule(String),
    /// The page and the worker come from different builds.
    #[error("the worker comes from another build")]
    VersionMismatch,
    /// The worker cannot use its weights. Holds the reason.
    #[error("the worker rejected its weights: {0}")]
    Rejected(String),
}

impl WorkerFailure {
    /// Returns the reason that the browser or the worker gave; empty if there is none.
    #[must_use]
    pub fn reason(&self) -> &str {
        match self {
            Self::StartTimeout | Self::AnswerTimeout | Self::VersionMismatch => "",
            Self::NotStarted(reason)
            | Self::Crashed(reason)
            | Self::Download(reason)
            | Self::InvalidModule(reason)
            | Self::Rejected(reason) => reason,
        }
    }
}
