//! The path at which a site is served: `/` or `/name/`.

use std::fmt;
use std::str::FromStr;

use anyhow::{Result, ensure};

/// An absolute path that starts and ends with a slash, as trunk's `--public-url` expects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PublicUrl(String);

impl PublicUrl {
    /// Returns the path, with both slashes.
    pub(crate) fn path(&self) -> &str {
        &self.0
    }
}

impl Default for PublicUrl {
    fn default() -> Self {
        Self("/".to_owned())
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl FromStr for PublicUrl {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> Result<Self> {
        let is_plain = |name: &str| {
            !name.is_empty()
                && !name.starts_with('.')
                && name
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "-_.~".contains(c))
        };
        let names = text
            .strip_prefix('/')
            .and_then(|rest| rest.strip_suffix('/'));
        ensure!(
            text == "/" || names.is_some_and(|names| names.split('/').all(is_plain)),
            "a public URL is a path that starts and ends with a slash, such as / or /name/, not {text:?}"
        );
        Ok(Self(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, accepted: bool) {
        assert_eq!(text.parse::<PublicUrl>().is_ok(), accepted, "{text:?}");
    }

    #[test]
    fn a_path_with_both_slashes_is_accepted() {
        for text in ["/", "/name/", "/a/b-c_d.e~f/"] {
            check(text, true);
        }
    }

    #[test]
    fn other_texts_are_rejected() {
        for text in [
            "",
            "name",
            "/name",
            "name/",
            "//",
            "/a//b/",
            "/../",
            "/{name}/",
            "https://a/",
        ] {
            check(text, false);
        }
    }
}
