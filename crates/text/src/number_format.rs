//! Formats numbers for English text.

use std::fmt::Display;

/// Formats a fraction, 0..1, as a percentage without decimals.
#[must_use]
pub fn percent(fraction: f32) -> String {
    format!("{:.0}%", fraction * 100.0)
}

/// Formats a fraction, 0..1, as a percentage with two decimals.
#[must_use]
pub fn precise_percent(fraction: f32) -> String {
    format!("{:.2}%", fraction * 100.0)
}

/// Formats an integer with a comma between groups of three digits.
#[must_use]
pub fn with_thousands_separators(number: u32) -> String {
    let digits = number.to_string();
    let groups = digits.as_bytes().rchunks(3).rev();
    let groups: Vec<&str> = groups
        .filter_map(|group| std::str::from_utf8(group).ok())
        .collect();
    groups.join(",")
}

/// Formats a number with a typographic minus sign instead of a hyphen.
pub fn with_minus_sign(number: impl Display) -> String {
    number.to_string().replace('-', "\u{2212}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_separate_thousands() {
        let formatted = [7, 999, 1000, 96_778, 1_000_000].map(with_thousands_separators);
        assert_eq!(formatted, ["7", "999", "1,000", "96,778", "1,000,000"]);
    }

    #[test]
    fn percentages_are_rounded() {
        assert_eq!(percent(0.896), "90%");
        assert_eq!(precise_percent(0.995), "99.50%");
    }
}
