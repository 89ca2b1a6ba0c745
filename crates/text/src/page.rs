//! Text of the page's controls, messages and error banners.

pub mod controls;
pub mod errors;
pub mod import_export;

use controls::{ActionStrings, GroupingStrings, ThresholdStrings, ToolStrings};
use errors::BrowserErrorStrings;
use import_export::ImportExportStrings;

/// The strings of the page. See [`super::PAGE`].
pub struct PageStrings {
    /// Label of the predicted digits.
    pub prediction: &'static str,
    /// The probability bars.
    pub probabilities: ProbabilityStrings,
    /// The raster that the network receives.
    pub network_input: NetworkInputStrings,
    /// The drawing pad.
    pub pad: PadStrings,
    /// The buttons under the pad and the Live switch.
    pub actions: ActionStrings,
    /// Pen, eraser and brush width.
    pub tools: ToolStrings,
    /// The boxes around digits and the buttons that regroup strokes.
    pub grouping: GroupingStrings,
    /// The sliders of the decision thresholds.
    pub thresholds: ThresholdStrings,
    /// Files and links.
    pub import_export: ImportExportStrings,
    /// Title of the recent drawings.
    pub history_title: &'static str,
    /// The disclosure See inside.
    pub inspector: InspectorHostStrings,
    /// Error banners.
    pub error_banner: ErrorBannerStrings,
    /// Button that closes a toast.
    pub dismiss: &'static str,
    /// Errors of the browser.
    pub errors: BrowserErrorStrings,
}

/// The probability bars.
pub struct ProbabilityStrings {
    /// Label of the list.
    pub label: &'static str,
    /// Value of a bar while there is no prediction.
    pub none: &'static str,
}

/// The raster that the network receives.
pub struct NetworkInputStrings {
    /// Caption. The placeholder in index.html contains the same text.
    pub caption: &'static str,
    /// Description of the picture while the pad is blank.
    pub blank: &'static str,
    /// Description of the picture of a drawing.
    pub drawing: &'static str,
}

/// The drawing pad.
pub struct PadStrings {
    /// Role description for screen readers.
    pub role: &'static str,
    /// Hint on the blank pad.
    pub hint: &'static str,
    /// Help for drawing with the keyboard.
    pub keyboard_help: &'static str,
}

/// The disclosure See inside. A separate program, the inspector, renders its panels.
pub struct InspectorHostStrings {
    /// Title.
    pub title: &'static str,
    /// Note under the title.
    pub note: &'static str,
    /// Shown while the panels load.
    pub loading: &'static str,
    /// Message when a link contains a lesson task that does not exist.
    pub unknown_task: fn(&str) -> String,
}

/// Error banners.
pub struct ErrorBannerStrings {
    /// The reason (the value), followed by a note that the drawing is kept.
    pub engine_failed: fn(&str) -> String,
    /// Button that tries again.
    pub retry: &'static str,
}

/// The English text.
pub const ENGLISH: PageStrings = PageStrings {
    prediction: "Prediction",
    probabilities: ProbabilityStrings {
        label: "Probability of each digit",
        none: "no prediction",
    },
    network_input: NetworkInputStrings {
        caption: "What the network sees",
        blank: "Network input: blank.",
        drawing: "Network input: your drawing, centred and scaled to 28 by 28 grey pixels.",
    },
    pad: PadStrings {
        role: "drawing pad",
        hint: "Draw a digit or number",
        keyboard_help: "Arrow keys move the pen; hold Shift for small steps. Space lowers or lifts the pen. \
                        P pen, E eraser, 1 2 3 brush width.",
    },
    actions: controls::ACTIONS,
    tools: controls::TOOLS,
    grouping: controls::GROUPING,
    thresholds: controls::THRESHOLDS,
    import_export: import_export::ENGLISH,
    history_title: "Recent drawings",
    inspector: InspectorHostStrings {
        title: "See inside",
        note: "How the network reads your drawing, step by step.",
        loading: "Loading\u{2026}",
        unknown_task: |number| {
            format!(
                "There is no task \u{201c}{number}\u{201d}. Choose one from 1 to 5 under See inside."
            )
        },
    },
    error_banner: ErrorBannerStrings {
        engine_failed: |value| format!("{value} Your drawing is still here."),
        retry: "Retry",
    },
    dismiss: "Dismiss",
    errors: errors::ENGLISH,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_placeholder_of_the_network_input_has_the_same_caption() {
        let html = include_str!("../../../index.html");
        assert!(html.contains(ENGLISH.network_input.caption));
    }

    #[test]
    fn a_box_abbreviates_extreme_percentages() {
        let short_percent = ENGLISH.grouping.short_percent;
        assert_eq!(
            ["over 99%", "under 1%", "97%"].map(short_percent),
            [">99%", "<1%", "97%"]
        );
    }
}
