//! An evaluation as text, for a person at a terminal.

use std::fmt;

use super::accuracy::Confused;
use super::{Evaluation, Misread};

/// Confusions that are named one by one.
const NAMED: usize = 10;

impl fmt::Display for Evaluation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            dataset,
            n,
            correct,
            accuracy,
            interval: [low, high],
            reliability,
            ..
        } = self;
        writeln!(
            f,
            "{dataset}: {correct} of {n} right, {:.2} % (95 % interval {:.2} to {:.2})\n",
            accuracy * 100.0,
            low * 100.0,
            high * 100.0
        )?;
        self.write_confusion(f)?;
        writeln!(f, "\n{reliability}")
    }
}

impl Evaluation {
    fn write_confusion(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "  was   right  read as 0     1     2     3     4     5     6     7     8     9"
        )?;
        for (class, row) in self.confusion.iter().enumerate() {
            write!(f, "{class:>5} {:>6.2}%  ", self.per_class[class] * 100.0)?;
            for count in row {
                let cell = if *count == 0 {
                    "·".to_owned()
                } else {
                    count.to_string()
                };
                write!(f, "{cell:>6}")?;
            }
            writeln!(f)?;
        }
        let named: Vec<String> = self
            .confused
            .iter()
            .take(NAMED)
            .map(Confused::to_string)
            .collect();
        if named.is_empty() {
            return Ok(());
        }
        writeln!(f, "\nmost often confused: {}", named.join(", "))
    }
}

impl fmt::Display for Confused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} as {} ({})", self.label, self.answer, self.count)
    }
}

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            index,
            label,
            answer,
            certainty,
        } = self;
        write!(
            f,
            "digit {index}: a {label} read as {answer} ({:.1} %)",
            certainty * 100.0
        )
    }
}
