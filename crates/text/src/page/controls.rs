//! Text of the controls: buttons, tools, grouping of strokes, thresholds.

/// The buttons under the pad and the Live switch.
pub struct ActionStrings {
    /// Label of the group of buttons.
    pub label: &'static str,
    /// Button that reads the drawing.
    pub classify: &'static str,
    /// Button that undoes the last edit.
    pub undo: &'static str,
    /// Button that redoes the last undone edit.
    pub redo: &'static str,
    /// Button that clears the pad.
    pub erase: &'static str,
    /// Switch between reading while drawing and reading on request.
    pub live: &'static str,
    /// Tooltip of that switch.
    pub live_tooltip: &'static str,
    /// Button that clears the answer and keeps the drawing.
    pub clear_prediction: &'static str,
    /// Tooltip of a button with a keyboard shortcut, such as `Control+Z`.
    pub shortcut_tooltip: fn(&str) -> String,
    /// Short form of a keyboard shortcut, for the label of the button.
    pub short_shortcut: fn(&str) -> String,
}

/// Pen, eraser and brush width.
pub struct ToolStrings {
    /// Label of the choice between pen and eraser.
    pub label: &'static str,
    /// Tool that draws.
    pub pen: &'static str,
    /// Tool that erases strokes.
    pub eraser: &'static str,
    /// Label of the choice of a brush width.
    pub brush_width: &'static str,
    /// The narrowest brush.
    pub fine: &'static str,
    /// The default brush.
    pub medium: &'static str,
    /// The widest brush.
    pub broad: &'static str,
    /// Tooltip, from the tool's name and its key. The key works while the pad has focus.
    pub tooltip: fn(&str, &str) -> String,
}

/// The boxes around digits and the buttons that regroup strokes. Positions count from 0.
pub struct GroupingStrings {
    /// Label of the group of boxes.
    pub boxes: &'static str,
    /// Label of a box for screen readers: position, digit, percentage.
    pub box_label: fn(usize, u8, &str) -> String,
    /// Shortens a percentage so that it fits into a box.
    pub short_percent: fn(&str) -> String,
    /// Label of the group of buttons.
    pub controls: &'static str,
    /// Note about the selected digit, from its position and the number of digits.
    pub selected: fn(usize, usize) -> String,
    /// Button that merges two neighbouring digits, from their predictions.
    pub merge: fn(&str, &str) -> String,
    /// Button that splits the selected digit.
    pub split: &'static str,
    /// Button that discards the user's grouping.
    pub reset: &'static str,
}

/// The sliders of the decision thresholds.
pub struct ThresholdStrings {
    /// Title.
    pub title: &'static str,
    /// Label of the confidence threshold. A percentage follows.
    pub confidence: &'static str,
    /// Label of the out-of-distribution threshold. One of the next three values follows.
    pub ood: &'static str,
    /// The threshold is close to its default.
    pub ood_default: &'static str,
    /// The threshold rejects more drawings than the default.
    pub ood_stricter: &'static str,
    /// The threshold rejects fewer drawings than the default.
    pub ood_more_lenient: &'static str,
    /// Button that restores the defaults.
    pub reset: &'static str,
}

/// The English text of the buttons.
pub const ACTIONS: ActionStrings = ActionStrings {
    label: "Drawing actions",
    classify: "Classify",
    undo: "Undo",
    redo: "Redo",
    erase: "Erase",
    live: "Live",
    live_tooltip: "Live: update the prediction while you draw",
    clear_prediction: "Clear prediction",
    shortcut_tooltip: |value| format!("Keyboard shortcut: {value}"),
    short_shortcut: |keys| keys.replace("Control", "Ctrl").replace('+', " "),
};

/// The English text of the tools.
pub const TOOLS: ToolStrings = ToolStrings {
    label: "Tool",
    pen: "Pen",
    eraser: "Eraser",
    brush_width: "Brush width",
    fine: "Fine",
    medium: "Medium",
    broad: "Broad",
    tooltip: |tool, key| format!("{tool} (press {key} on the pad)"),
};

/// The English text of the grouping.
pub const GROUPING: GroupingStrings = GroupingStrings {
    boxes: "Digits",
    box_label: |position, digit, percent| format!("Digit {}: {digit}, {percent}", position + 1),
    short_percent: |percent| percent.replace("over ", ">").replace("under ", "<"),
    controls: "Digit grouping",
    selected: |position, count| format!("Digit {} of {count}", position + 1),
    merge: |left, right| format!("Merge {left} and {right}"),
    split: "Split in two",
    reset: "Automatic split",
};

/// The English text of the thresholds.
pub const THRESHOLDS: ThresholdStrings = ThresholdStrings {
    title: "Confidence settings",
    confidence: "Confident from ",
    ood: "Reject as not a digit: ",
    ood_default: "default",
    ood_stricter: "more often",
    ood_more_lenient: "less often",
    reset: "Reset",
};
