//! Text of the panel of lesson tasks, without the tasks themselves.

use ink::Stage;
use workers::host::Task;

use super::task::TaskStrings;
use super::{preprocessing, task};
use crate::number_format::percent;

/// See [`super::InspectorStrings::lesson`].
pub struct LessonStrings {
    /// The text of each task.
    pub task: fn(Task) -> TaskStrings,
    /// Accessible name of the button that selects a task: number, title, whether it is done.
    pub select_task: fn(usize, &str, bool) -> String,
    /// A task's number and title.
    pub heading: fn(usize, &str) -> String,
    /// Label of the button that opens the next task: number, title.
    pub next_task: fn(usize, &str) -> String,
    /// A task's number beside its status.
    pub number: fn(usize) -> String,
    /// Label of the button that scrolls to the pad.
    pub go_to_pad: &'static str,
    /// Label of the button that opens a panel: its title.
    pub open_panel: fn(&str) -> String,
    /// Text before a task's explanation.
    pub done: &'static str,
    /// Accessible name of the button that selects a part of the drawing: number from 1.
    pub part: fn(usize) -> String,
    /// Accessible name of the group of these buttons.
    pub parts: &'static str,
    /// Progress: number of tasks done, number of tasks.
    pub progress: fn(usize, usize) -> String,
    /// Label of the button that resets the progress.
    pub reset: &'static str,
    /// Label of the button that copies a link to the task.
    pub copy_link: &'static str,
    /// Shown after a link was copied: the link.
    pub link_copied: fn(&str) -> String,
    /// The status of a task.
    pub status: StatusStrings,
}

/// The current state of a task, and what to do next. Digits are the network's answers; probabilities are 0..1.
pub struct StatusStrings {
    /// The goal is reached.
    pub reached: &'static str,
    /// The pad is blank.
    pub blank: &'static str,
    /// The network has not answered yet.
    pub reading: &'static str,
    /// Task 1, the drawing was read as a plain 1 and is still read as 1: the probabilities of 1 and 7.
    pub add_flag: fn(f32, f32) -> String,
    /// Task 1, the drawing was read as a plain 1 and is now read as neither 1 nor 7: the digit.
    pub other_flag: fn(u8) -> String,
    /// Task 1, the drawing is read as 1 but is not a plain 1: its probability.
    pub not_plain: fn(f32) -> String,
    /// Task 1, the drawing is not read as 1 and never was read as a plain 1: the digit.
    pub start_with_one: fn(u8) -> String,
    /// Task 2: the probabilities of 4 and 9, and the minimum of both.
    pub both_probabilities: fn(f32, f32, f32) -> String,
    /// Task 3, the contributions have not been computed yet.
    pub measuring_parts: &'static str,
    /// Task 3, the pad holds a picture or a dot.
    pub nothing_to_compare: &'static str,
    /// Task 3, no part is selected: the answer, the digit to whose score the parts contribute.
    pub which_part: fn(u8, u8) -> String,
    /// Task 3, another part is selected: its number from 1, the digit read without it.
    pub not_this_part: fn(usize, u8) -> String,
    /// Task 3, the selected part is no longer on the pad.
    pub drawing_changed: &'static str,
    /// Task 4, a stage is still enabled: the digit, the stage.
    pub untick: fn(u8, Stage) -> String,
    /// Task 4, the pad holds a picture.
    pub no_strokes: &'static str,
    /// Task 4, the ink is not in a corner.
    pub not_in_corner: &'static str,
    /// Task 4, the digit is still read correctly.
    pub still_read_in_corner: fn(u8) -> String,
    /// Task 5, another slider was moved.
    pub other_slider: &'static str,
    /// Task 5, the sweep has not been computed yet.
    pub reading_noise: &'static str,
    /// Task 5, the answer has not changed: the noise, the digit.
    pub still_read_with_noise: fn(f32, u8) -> String,
}

/// The English text.
pub const ENGLISH: LessonStrings = LessonStrings {
    task: task::english,
    select_task: |number, title, is_done| {
        format!(
            "Task {number}: {title}{}",
            if is_done { ", done" } else { "" }
        )
    },
    heading: |number, title| format!("{number}. {title}"),
    next_task: |number, title| format!("Task {number}: {title}"),
    number: |number| format!("Task {number}"),
    go_to_pad: "Go to the pad",
    open_panel: |title| format!("Open \u{201c}{title}\u{201d}"),
    done: "Done. ",
    part: |number| format!("Part {number}"),
    parts: "The part that matters most",
    progress: |done, count| {
        format!("{done} of {count} done. Your progress is stored on this device only. ")
    },
    reset: "Reset progress",
    copy_link: "Copy link to this task",
    link_copied: |link| format!("Link copied: {link}"),
    status: StatusStrings {
        reached: "Done! The explanation is below.",
        blank: "The pad is blank. Draw a digit.",
        reading: "Reading\u{2026}",
        add_flag: |one, seven| {
            format!(
                "1 has {}, 7 has {}. Now add a flag at the top.",
                percent(one),
                percent(seven)
            )
        },
        other_flag: |digit| format!("Now it is read as {digit}. Undo, and try another flag."),
        not_plain: |one| {
            format!(
                "1 has {}. Draw a plainer one: a single upright line.",
                percent(one)
            )
        },
        start_with_one: |digit| format!("Read as {digit}. Erase it and start with a plain 1."),
        both_probabilities: |four, nine, needed| {
            format!(
                "4 has {}, 9 has {}. Both need {}.",
                percent(four),
                percent(nine),
                percent(needed)
            )
        },
        measuring_parts: "Measuring the parts\u{2026}",
        nothing_to_compare: "A picture or a dot has no strokes to compare. Draw a digit.",
        which_part: |answer, digit| {
            format!("Read as {answer}. Which part counts most for {digit}?")
        },
        not_this_part: |number, digit| {
            format!(
                "Not part {number}. Without it, the network reads {digit}, but another part counts more."
            )
        },
        drawing_changed: "The drawing has changed. Choose again.",
        untick: |digit, stage| {
            format!(
                "Read as {digit}. Untick \u{201c}{}\u{201d}.",
                (preprocessing::ENGLISH.stage_name)(stage)
            )
        },
        no_strokes: "A picture has no strokes. Draw a digit.",
        not_in_corner: "The ink is not in a corner. Erase it, and draw smaller and closer to a corner.",
        still_read_in_corner: |digit| {
            format!("Still read as {digit}. Draw it smaller or closer to the corner.")
        },
        other_slider: "Another slider was moved too. Move it back, so that only the noise changes the answer.",
        reading_noise: "Reading the drawing at every setting\u{2026}",
        still_read_with_noise: |noise, digit| format!("Noise {noise:.2}: still read as {digit}."),
    },
};
