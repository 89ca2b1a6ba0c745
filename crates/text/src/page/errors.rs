//! Error messages of the browser: files, sharing, See inside. Each says what happened and what to do about it.

/// Errors of the browser. A `&str` argument is the reason that the browser gave.
pub struct BrowserErrorStrings {
    /// A browser API failed.
    pub browser: fn(&str) -> String,
    /// An element, attribute or browser feature with this name is missing.
    pub missing: fn(&str) -> String,
    /// See inside could not be loaded.
    pub inspector: fn(&str) -> String,
    /// Reading, saving and sharing files.
    pub file: FileErrorStrings,
}

/// Errors of reading, saving and sharing files.
pub struct FileErrorStrings {
    /// The file could not be read.
    pub read: fn(&str) -> String,
    /// The file is too large. Takes its size and the maximum in megabytes.
    pub too_large: fn(u64, u64) -> String,
    /// The download could not be created.
    pub save: fn(&str) -> String,
    /// The link could not be written to the clipboard.
    pub copy: fn(&str) -> String,
    /// Reason in `copy`: the browser has no clipboard for this page.
    pub no_clipboard: &'static str,
    /// The browser has no share dialog or cannot share this content.
    pub share_unsupported: &'static str,
    /// Sharing failed.
    pub share: fn(&str) -> String,
    /// The picture could not be rendered.
    pub render: fn(&str) -> String,
}

/// The English text.
pub const ENGLISH: BrowserErrorStrings = BrowserErrorStrings {
    browser: |reason| format!("The browser reported an error ({reason}). Reload the page."),
    missing: |name| format!("The page is incomplete ({name} is missing). Reload it."),
    inspector: |reason| {
        format!("See inside could not be loaded ({reason}). Check your connection.")
    },
    file: FileErrorStrings {
        read: |reason| format!("The file could not be read ({reason}). Choose it again."),
        too_large: |size, max| {
            format!("The file is too large ({size} MB, maximum {max} MB). Choose a smaller one.")
        },
        save: |reason| format!("The file could not be saved ({reason}). Try another browser."),
        copy: |reason| {
            format!(
                "The link could not be copied ({reason}). Allow clipboard access or save the drawing as a file."
            )
        },
        no_clipboard: "no clipboard",
        share_unsupported: "This browser cannot share. Save a file or copy the link.",
        share: |reason| format!("Sharing failed ({reason}). Save a file or copy the link."),
        render: |reason| {
            format!("The picture could not be created ({reason}). Save the drawing as SVG.")
        },
    },
};
