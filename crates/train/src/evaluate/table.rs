//! Formats an evaluation as text for the terminal.

use std::fmt;

use super::accuracy::ConfusedPair;
use super::{Evaluation, Misread};

/// Maximum number of confused pairs that are listed.
const MAX_PAIRS: usize = 10;

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
            "{dataset}: {correct} of {n} correct, {:.2} % (95 % confidence interval {:.2} to {:.2})\n",
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
            "Confusion matrix\nlabel  accuracy  read as 0     1     2     3     4     5     6     7     8     9"
        )?;
        for (class, row) in self.confusion.iter().enumerate() {
            write!(f, "{class:>5} {:>7.2} %    ", self.per_class[class] * 100.0)?;
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
        let pairs: Vec<String> = self
            .confused_pairs
            .iter()
            .take(MAX_PAIRS)
            .map(ConfusedPair::to_string)
            .collect();
        if pairs.is_empty() {
            return Ok(());
        }
        writeln!(f, "\nMost frequent errors: {}", pairs.join(", "))
    }
}

impl fmt::Display for ConfusedPair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} as {} ({})", self.label, self.predicted, self.count)
    }
}

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            index,
            label,
            predicted,
            confidence,
        } = self;
        write!(
            f,
            "digit {index}: {label} read as {predicted} (confidence {:.1} %)",
            confidence * 100.0
        )
    }
}
