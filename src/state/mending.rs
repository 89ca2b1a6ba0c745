//! What a person has said of the split into digits: which strokes belong together, which digit is in two.

use number::{Number, Split};

use super::sheet::Revision;

/// Corrections of how the strokes were grouped.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mending {
    /// The groups that stay as they are; none while nothing has been mended.
    pub split: Split,
    /// The digit of that split which is to be parted, for as long as the parts are not known.
    pub part: Option<usize>,
    /// How many corrections there have been.
    pub count: Revision,
}

impl Mending {
    /// Joins digit `i` of the number with the next.
    pub fn join(&mut self, number: &Number, i: usize) {
        if let Some(joined) = number.split().merged(i) {
            self.split = joined;
            self.correct(None);
        }
    }

    /// Has digit `i` of the number parted.
    pub fn part(&mut self, number: &Number, i: usize) {
        if number
            .digits
            .get(i)
            .is_some_and(|digit| digit.strokes.len() > 1)
        {
            self.split = number.split();
            self.correct(Some(i));
        }
    }

    /// Learns which parts were found.
    pub fn learn(&mut self, number: &Number) {
        if self.part.take().is_some() {
            self.split = number.split();
        }
    }

    /// Leaves all to the network again.
    pub fn forget(&mut self) {
        if self.split != Split::default() {
            self.split = Split::default();
            self.correct(None);
        }
    }

    fn correct(&mut self, part: Option<usize>) {
        self.part = part;
        self.count += 1;
    }
}
