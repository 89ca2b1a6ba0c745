//! What stands behind the `#` of the page's address: a drawing, a task of the lesson, or both with `&` between them.
//!
//! A drawing's text ([`ink::link`]) has neither `&` nor `=`, so that the two cannot be taken for each other.

use super::inside::lesson::{Task, UnknownTask};

/// What a link leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fragment {
    /// A drawing's text, to be parsed.
    pub drawing: Option<String>,
    /// A task, or what is none.
    pub task: Option<Result<Task, UnknownTask>>,
}

/// What a task is called in a link.
const TASK: &str = "task=";

impl Fragment {
    /// Parts a text; of several drawings or tasks the last counts.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let parts = text.split('&').filter(|part| !part.is_empty());
        parts.fold(Self::default(), |fragment, part| {
            match part.strip_prefix(TASK) {
                Some(number) => Self {
                    task: Some(Task::numbered(number)),
                    ..fragment
                },
                None => Self {
                    drawing: Some(part.to_owned()),
                    ..fragment
                },
            }
        })
    }

    /// The text of a link to a task.
    #[must_use]
    pub fn to_task(task: Task) -> String {
        format!("{TASK}{}", task.number())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ink::{Drawing, Point, Stroke, link};

    #[test]
    fn a_drawing_alone_is_a_drawing_whatever_its_letters() {
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
        let both = Fragment::parse(&format!("{}&{text}", Fragment::to_task(Task::Stroke)));
        assert_eq!(
            (both.drawing, both.task),
            (Some(text), Some(Ok(Task::Stroke)))
        );
    }

    #[test]
    fn a_link_to_each_task_leads_to_it_and_leaves_the_pad_alone() {
        for task in Task::ALL {
            let fragment = Fragment::parse(&Fragment::to_task(task));
            assert_eq!((fragment.drawing, fragment.task), (None, Some(Ok(task))));
        }
    }

    #[test]
    fn what_is_no_task_says_so_and_what_is_no_drawing_is_left_to_the_drawings_parser() {
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
