//! The history of recent drawings, newest first, each with the number that was read.

use serde::{Deserialize, Serialize};

use super::document::Document;

/// Maximum number of drawings in the history.
pub const MAX_ENTRIES: usize = 24;

/// Identifies an entry of a history.
pub type EntryId = u32;

/// A drawing and its answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Unique within the history.
    pub id: EntryId,
    /// The document on the pad.
    pub document: Document,
    /// The number that was read.
    pub text: String,
}

/// The recent drawings.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct History {
    entries: Vec<Entry>,
}

impl History {
    /// Returns the entries, newest first.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Returns the entry with this id.
    #[must_use]
    pub fn get(&self, id: EntryId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// Removes inconsistent entries, which a history loaded from browser storage may contain.
    #[must_use]
    pub fn into_valid(mut self) -> Self {
        self.entries.retain(|entry| entry.document.is_valid());
        self.entries.truncate(MAX_ENTRIES);
        self
    }

    /// Adds a drawing, unless it equals the newest entry. Drops the oldest entry if there are more than
    /// [`MAX_ENTRIES`].
    pub fn add(&mut self, document: Document, text: String) {
        let newest = self.entries.first();
        if newest.is_some_and(|newest| newest.document == document) {
            return;
        }
        let last_id = self.entries.iter().map(|entry| entry.id).max();
        let entry = Entry {
            id: last_id.map_or(0, |id| id.wrapping_add(1)),
            document,
            text,
        };
        self.entries.insert(0, entry);
        self.entries.truncate(MAX_ENTRIES);
    }

    /// Removes one entry.
    pub fn remove(&mut self, id: EntryId) {
        self.entries.retain(|entry| entry.id != id);
    }

    /// Removes all entries.
    pub fn clear(&mut self) {
        self.entries.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::strokes::Ink;
    use ink::{Drawing, Point, Stroke};

    fn document(x: f32) -> Document {
        let stroke = Stroke {
            points: vec![Point { x, y: 0.5 }],
        };
        let ink = Ink::from(Drawing {
            strokes: vec![stroke],
        });
        Document { ink, photo: None }
    }

    fn texts(history: &History) -> Vec<&str> {
        let entries = history.entries().iter();
        entries.map(|entry| entry.text.as_str()).collect()
    }

    #[test]
    fn the_newest_drawing_comes_first_and_is_not_added_twice() {
        let mut history = History::default();
        history.add(document(0.1), "1".into());
        history.add(document(0.2), "2".into());
        history.add(document(0.2), "2".into());
        assert_eq!(texts(&history), ["2", "1"]);
    }

    #[test]
    fn the_oldest_drawing_beyond_the_maximum_is_dropped() {
        let mut history = History::default();
        for i in 0..=MAX_ENTRIES {
            history.add(document(i as f32), i.to_string());
        }
        assert_eq!(history.entries().len(), MAX_ENTRIES);
        assert_eq!(texts(&history)[MAX_ENTRIES - 1], "1");
    }

    #[test]
    fn entries_have_unique_ids_and_can_be_removed() {
        let mut history = History::default();
        history.add(document(0.1), "1".into());
        history.add(document(0.2), "2".into());
        let [second, first] = [0, 1].map(|i| history.entries()[i].id);
        assert_ne!(first, second);
        history.remove(first);
        assert_eq!(texts(&history), ["2"]);
        assert!(history.get(first).is_none() && history.get(second).is_some());
        history.clear();
        assert!(history.entries().is_empty());
    }
}
