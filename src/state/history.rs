//! The last drawings with what they were read as, newest first.

use serde::{Deserialize, Serialize};

use super::content::Content;

/// How many are kept.
pub const KEPT: usize = 24;

/// Tells an entry from any other of this history.
pub type EntryId = u32;

/// A drawing that was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Never given twice.
    pub id: EntryId,
    /// What was on the sheet.
    pub content: Content,
    /// What it was read as.
    pub said: String,
}

/// The drawings.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct History {
    entries: Vec<Entry>,
}

impl History {
    /// The drawings, newest first.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// One of them.
    #[must_use]
    pub fn get(&self, id: EntryId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// The same without entries that have lost something on the way through a browser's storage.
    #[must_use]
    pub fn whole(mut self) -> Self {
        self.entries.retain(|entry| entry.content.is_whole());
        self.entries.truncate(KEPT);
        self
    }

    /// Adds a drawing, unless it is the newest already; the oldest beyond [`KEPT`] goes.
    pub fn add(&mut self, content: Content, said: String) {
        let newest = self.entries.first();
        if newest.is_some_and(|newest| newest.content == content) {
            return;
        }
        let id = self.entries.iter().map(|entry| entry.id).max();
        let entry = Entry {
            id: id.map_or(0, |id| id.wrapping_add(1)),
            content,
            said,
        };
        self.entries.insert(0, entry);
        self.entries.truncate(KEPT);
    }

    /// Takes one away.
    pub fn remove(&mut self, id: EntryId) {
        self.entries.retain(|entry| entry.id != id);
    }

    /// Takes all away.
    pub fn clear(&mut self) {
        self.entries.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::marks::Marks;
    use ink::{Drawing, Point, Stroke};

    fn content(x: f32) -> Content {
        let stroke = Stroke {
            points: vec![Point { x, y: 0.5 }],
        };
        let marks = Marks::from(Drawing {
            strokes: vec![stroke],
        });
        Content { marks, photo: None }
    }

    fn said(history: &History) -> Vec<&str> {
        let entries = history.entries().iter();
        entries.map(|entry| entry.said.as_str()).collect()
    }

    #[test]
    fn the_newest_comes_first_and_once() {
        let mut history = History::default();
        history.add(content(0.1), "1".into());
        history.add(content(0.2), "2".into());
        history.add(content(0.2), "2".into());
        assert_eq!(said(&history), ["2", "1"]);
    }

    #[test]
    fn the_oldest_beyond_the_limit_goes() {
        let mut history = History::default();
        for i in 0..=KEPT {
            history.add(content(i as f32), i.to_string());
        }
        assert_eq!(history.entries().len(), KEPT);
        assert_eq!(said(&history)[KEPT - 1], "1");
    }

    #[test]
    fn one_or_all_can_be_taken_away_and_no_name_is_given_twice_meanwhile() {
        let mut history = History::default();
        history.add(content(0.1), "1".into());
        history.add(content(0.2), "2".into());
        let [second, first] = [0, 1].map(|i| history.entries()[i].id);
        assert_ne!(first, second);
        history.remove(first);
        assert_eq!(said(&history), ["2"]);
        assert!(history.get(first).is_none() && history.get(second).is_some());
        history.clear();
        assert!(history.entries().is_empty());
    }
}
