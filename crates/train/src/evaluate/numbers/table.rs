//! The figures of numbers as text, for a person at a terminal.

use std::fmt;

use super::{Numbers, OfLength, OfSpacing, Singles};

impl fmt::Display for Numbers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "numbers composed of {}\n", self.dataset)?;
        writeln!(
            f,
            "spacing   digits  numbers   whole   share   95 % interval   digits split wrong  read wrong"
        )?;
        for OfSpacing { spacing, lengths } in &self.spacings {
            for of_length in lengths {
                writeln!(f, "{:<10}{of_length}", spacing.name())?;
            }
        }
        write!(f, "\nsingle drawings: {}", self.singles)?;
        write!(f, "4 and 5 with a stroke moved away: {}", self.detached)
    }
}

impl fmt::Display for OfLength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            length,
            n,
            whole,
            digits_split_wrong,
            digits_read_wrong,
            ..
        } = self;
        let [share, low, high] =
            [self.share, self.interval[0], self.interval[1]].map(|s| s * 100.0);
        write!(
            f,
            "{length:>6}{n:>9}{whole:>8}{share:>8.2}{low:>8.2} to {high:>6.2}{digits_split_wrong:>18}{digits_read_wrong:>12}"
        )
    }
}

impl fmt::Display for Singles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            n,
            whole,
            right,
            parted,
            ..
        } = self;
        let [share, low, high] =
            [self.share, self.interval[0], self.interval[1]].map(|s| s * 100.0);
        writeln!(
            f,
            "{whole} of {n} left whole, {share:.2} % (95 % interval {low:.2} to {high:.2}); {right} left whole and read right"
        )?;
        match parted.as_slice() {
            [] => Ok(()),
            parted => writeln!(f, "  parted, by their places from 0: {parted:?}"),
        }
    }
}
