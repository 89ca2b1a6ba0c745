//! The fragment of the page's URL, after `#`: a drawing, a lesson task, or both separated by `&`.
//!
//! An encoded drawing ([`ink::link`]) contains neither `&` nor `=`, so it cannot be confused with a task.

use workers::host::{Task, UnknownTask};

/// The parsed fragment of a link.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fragment {
    /// The encoded drawing, not yet parsed.
    pub drawing: Option<String>,
    /// The task, or an error if the link names an unknown one.
    pub task: Option<Result<Task, UnknownTask>>,
}

impl Fragment {
    /// Parses a fragment. If it contains several drawings or tasks, the last one is used.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let parts = text.split('&').filter(|part| !part.is_empty());
        parts.fold(Self::default(), |fragment, part| {
            match part.strip_prefix(Task::FRAGMENT_PREFIX) {
                Some(number) => Self {
                    task: Some(Task::from_number(number)),
                    ..fragment
                },
                None => Self {
                    drawing: Some(part.to_owned()),
                    ..fragment
                },
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ink::{Drawing, Point, Stroke, link};

    #[test]
    fn an_encoded_drawing_is_not_confused_with_a_task() {
        let points = [[0.1, 0.2], [0.7, 0.9]].map(Point::from).to_vec();
        let drawing = Drawing {
            strokes: vec![Stroke { points }],
        };
        let text = link::to_text(&drawing).unwrap();
        let fragment = Fragment::parse(&text);
        assert_eq!(
            (fragment.drawing.as_deref(), fragment.task),
            (Some(&*text), None)
        );
        let both = Fragment::parse(&format!("{}&{text}", Task::KeyStroke.fragment()));
        assert_eq!(
            (both.drawing, both.task),
            (Some(text), Some(Ok(Task::KeyStroke)))
        );
    }

    #[test]
    fn a_link_to_a_task_contains_that_task_and_no_drawing() {
        for task in Task::ALL {
            let fragment = Fragment::parse(&task.fragment());
            assert_eq!((fragment.drawing, fragment.task), (None, Some(Ok(task))));
        }
    }

    #[test]
    fn an_unknown_task_is_an_error_and_other_text_counts_as_a_drawing() {
        for number in ["0", "6", "", "one", "3.0", "\u{e9}"] {
            let task = Fragment::parse(&format!("task={number}")).task;
            assert_eq!(task, Some(Err(UnknownTask(number.to_owned()))));
        }
        assert_eq!(
            Fragment::parse("nonsense").drawing.as_deref(),
            Some("nonsense")
        );
        assert_eq!(Fragment::parse(""), Fragment::default());
    }
}
