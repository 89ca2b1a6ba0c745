//! Text about answers: headlines, details, announcements, the pad's description, thresholds and history.

use crate::number_format::with_thousands_separators;

/// See [`super::ANSWER`].
pub struct AnswerStrings {
    /// Messages in place of an answer.
    pub state: StateStrings,
    /// The answer of one digit.
    pub digit: DigitStrings,
    /// The answer of several digits.
    pub number: NumberStrings,
    /// Formats a percentage from 0 to 100, but never as 0% or 100%, because no network can be that certain.
    pub percent: fn(f32) -> String,
    /// Formats a lower bound in percent.
    pub at_least: fn(f32) -> String,
    /// Screen reader announcement of a number, its headline and its detail.
    pub announcement: fn(&str, &str, &str) -> String,
    /// The drawing pad for screen readers.
    pub pad: PadStrings,
    /// Effect of the decision thresholds.
    pub thresholds: ThresholdStrings,
    /// Recent drawings.
    pub history: HistoryStrings,
    /// Messages while the device is offline.
    pub offline: OfflineStrings,
    /// Metadata of an exported drawing.
    pub export: ExportStrings,
}

/// A headline with a detail below it, which may be empty.
pub struct Message {
    /// Shown large.
    pub headline: &'static str,
    /// Shown small.
    pub detail: &'static str,
}

/// Messages in place of an answer.
pub struct StateStrings {
    /// Nothing is drawn.
    pub blank: Message,
    /// The user pressed Classify on a blank pad.
    pub blank_hint: Message,
    /// The ink has changed since the answer.
    pub stale: Message,
    /// The engine failed.
    pub engine_failed: Message,
    /// The user cleared the answer.
    pub cleared: Message,
    /// Live is off and the ink has not been read.
    pub not_read: Message,
    /// The engine is loading and reads the ink next.
    pub loading: Message,
    /// The engine is reading the ink.
    pub reading: Message,
}

/// The answer of one digit.
pub struct DigitStrings {
    /// Headline: high confidence.
    pub quite_sure: &'static str,
    /// Headline: medium confidence.
    pub fairly_sure: &'static str,
    /// Headline: low confidence, with the digit and the runner-up.
    pub not_sure: fn(u8, u8) -> String,
    /// Detail: the digit and the runner-up, each with its percentage.
    pub top_two: fn((u8, &str), (u8, &str)) -> String,
    /// Headline: out of distribution.
    pub not_a_digit: &'static str,
    /// Detail: out of distribution, with the most probable digit.
    pub closest: fn(u8) -> String,
}

/// The answer of several digits. Positions count from 0.
pub struct NumberStrings {
    /// Detail: every digit is confident. Takes the number of digits and the lowest percentage.
    pub all_confident: fn(usize, &str) -> String,
    /// Headline: low confidence, with the position, the digit and the runner-up.
    pub not_sure: fn(usize, u8, u8) -> String,
    /// Headline: the digit at this position is out of distribution.
    pub not_a_digit: fn(usize) -> String,
    /// Detail: the least confident digit. Takes the number of digits, its position, the digit and its percentage.
    pub least_confident: fn(usize, usize, u8, &str) -> String,
}

/// The drawing pad for screen readers. Takes the number that was read, if any.
pub struct PadStrings {
    /// Label of a blank pad.
    pub blank: &'static str,
    /// Announcement after Classify on a blank pad.
    pub blank_hint: &'static str,
    /// Label of a pad with strokes.
    pub strokes: fn(usize, Option<&str>) -> String,
    /// Label of a pad with a picture.
    pub picture: fn(Option<&str>) -> String,
}

/// Effect of the decision thresholds on the test sets.
pub struct ThresholdStrings {
    /// Takes the number of flagged digits and of all digits, then of flagged misread digits and of all misread digits.
    pub flagged: fn([u32; 2], [u32; 2]) -> String,
    /// Takes the number of rejected digits, then of rejected non-digits and of all non-digits.
    pub rejected: fn(u32, [u32; 2]) -> String,
}

/// Recent drawings.
pub struct HistoryStrings {
    /// Note above an empty history.
    pub empty: &'static str,
    /// Note above the drawings.
    pub privacy: &'static str,
    /// Button that restores a drawing, with the number it was read as.
    pub restore: fn(&str) -> String,
    /// Button that deletes a drawing, with the number it was read as.
    pub delete: fn(&str) -> String,
    /// Button that deletes all drawings.
    pub clear: &'static str,
}

/// Messages while the device is offline.
pub struct OfflineStrings {
    /// The recogniser is loaded.
    pub engine_ready: &'static str,
    /// The recogniser is not loaded.
    pub engine_missing: &'static str,
}

/// Metadata of an exported drawing.
pub struct ExportStrings {
    /// Title.
    pub title: &'static str,
    /// Description.
    pub description: &'static str,
}

/// The English text.
pub const ENGLISH: AnswerStrings = AnswerStrings {
    state: StateStrings {
        blank: message("Nothing drawn yet", "The answer appears here."),
        blank_hint: message("Draw a digit first", "The pad is blank."),
        stale: message("Earlier answer", "The drawing has changed. Press Classify."),
        engine_failed: message("No answer", "Retry to read your drawing."),
        cleared: message("Prediction cleared", "Keep drawing or press Classify."),
        not_read: message("Not read yet", "Press Classify."),
        loading: message("Loading\u{2026}", "Your drawing is read next."),
        reading: message("Reading\u{2026}", ""),
    },
    digit: DigitStrings {
        quite_sure: "Quite sure",
        fairly_sure: "Fairly sure",
        not_sure: |digit, runner_up| format!("Not sure: {digit} or {runner_up}?"),
        top_two: |(digit, confidence), (runner_up, percent)| {
            format!("{digit}: {confidence}, {runner_up}: {percent}")
        },
        not_a_digit: "Not a digit?",
        closest: |digit| format!("This doesn\u{2019}t look like a digit. Closest: {digit}."),
    },
    number: NumberStrings {
        all_confident: |count, confidence| format!("{count} digits, each {confidence}"),
        not_sure: |position, digit, runner_up| {
            format!(
                "Not sure of the {}: {digit} or {runner_up}?",
                ordinal(position)
            )
        },
        not_a_digit: |position| format!("Is the {} a digit?", ordinal(position)),
        least_confident: |count, position, digit, confidence| {
            format!(
                "{count} digits. The {} is a {digit}: {confidence}.",
                ordinal(position)
            )
        },
    },
    percent: percentage,
    at_least: |percent| {
        let bound = if percent.round() > 99.0 {
            ""
        } else {
            "at least "
        };
        format!("{bound}{}", percentage(percent))
    },
    announcement: |number, headline, detail| {
        let full_stop = if headline.ends_with('?') { "" } else { "." };
        format!("{number}. {headline}{full_stop} {detail}")
    },
    pad: PadStrings {
        blank: "Drawing pad, blank. Draw a digit, 0 to 9.",
        blank_hint: "Draw a digit first. The pad is blank.",
        strokes: |count, number| {
            let plural = if count == 1 { "" } else { "s" };
            format!(
                "Drawing pad with {count} stroke{plural}{}.",
                read_as(number)
            )
        },
        picture: |number| format!("Drawing pad with a picture{}.", read_as(number)),
    },
    thresholds: ThresholdStrings {
        flagged: |[flagged, digits], [flagged_misread, misread]| {
            format!(
                "In our test this flags {} of {} digits, including {} of the {} misread ones.",
                with_thousands_separators(flagged),
                with_thousands_separators(digits),
                with_thousands_separators(flagged_misread),
                with_thousands_separators(misread)
            )
        },
        rejected: |digits, [rejected, non_digits]| {
            format!(
                "In our test this rejects {} of these digits and {} of {} letters, shapes and scribbles.",
                with_thousands_separators(digits),
                with_thousands_separators(rejected),
                with_thousands_separators(non_digits)
            )
        },
    },
    history: HistoryStrings {
        empty: "Drawings you erase are saved here, on this device only.",
        privacy: "Saved on this device only.",
        restore: |value| format!("Restore the drawing read as {value}"),
        delete: |value| format!("Delete the drawing read as {value}"),
        clear: "Delete all",
    },
    offline: OfflineStrings {
        engine_ready: "You are offline. Drawing and reading still work.",
        engine_missing: "You are offline. You can draw now; the drawing is read when you are back online.",
    },
    export: ExportStrings {
        title: "A drawn digit",
        description: "Drawn with the digit recogniser.",
    },
};

const fn message(headline: &'static str, detail: &'static str) -> Message {
    Message { headline, detail }
}

fn percentage(percent: f32) -> String {
    let rounded = percent.round();
    if rounded > 99.0 {
        "over 99%".into()
    } else if rounded < 1.0 {
        "under 1%".into()
    } else {
        format!("{rounded}%")
    }
}

fn read_as(number: Option<&str>) -> String {
    number.map_or(String::new(), |number| format!(", read as {number}"))
}

fn ordinal(position: usize) -> String {
    let words = ["first", "second", "third", "fourth", "fifth", "sixth"];
    let word = words.get(position).copied();
    word.map_or_else(|| format!("{}th", position + 1), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_announcement_separates_its_sentences() {
        let announcement = ENGLISH.announcement;
        assert_eq!(announcement("1", "Quite sure", "97%"), "1. Quite sure. 97%");
        assert_eq!(
            announcement("4", "Not sure: 4 or 9?", "4: 50%, 9: 45%"),
            "4. Not sure: 4 or 9? 4: 50%, 9: 45%"
        );
    }

    #[test]
    fn the_description_of_the_pad_states_the_number_of_strokes() {
        let strokes = ENGLISH.pad.strokes;
        assert_eq!(strokes(1, None), "Drawing pad with 1 stroke.");
        assert_eq!(
            strokes(2, Some("4")),
            "Drawing pad with 2 strokes, read as 4."
        );
    }

    #[test]
    fn large_counts_have_a_thousands_separator() {
        assert_eq!(
            (ENGLISH.thresholds.flagged)([18, 2498], [4, 11]),
            "In our test this flags 18 of 2,498 digits, including 4 of the 11 misread ones."
        );
    }
}
