//! Formats the results for numbers as text for the terminal.

use std::fmt;

use super::{ByLength, BySpacing, NumberEvaluation, SingleDigits};

impl fmt::Display for NumberEvaluation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Numbers composed of {}\n", self.dataset)?;
        writeln!(
            f,
            "spacing   digits  numbers  correct  percent  95 % interval   split errors  misread digits"
        )?;
        for BySpacing { spacing, lengths } in &self.spacings {
            for by_length in lengths {
                writeln!(f, "{:<10}{by_length}", spacing.name())?;
            }
        }
        write!(f, "\nSingle drawings: {}", self.singles)?;
        write!(f, "4 and 5 with a detached stroke: {}", self.detached)
    }
}

impl fmt::Display for ByLength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            length,
            n,
            correct,
            segmentation_errors,
            classification_errors,
            ..
        } = self;
        let [accuracy, low, high] =
            [self.accuracy, self.interval[0], self.interval[1]].map(|fraction| fraction * 100.0);
        write!(
            f,
            "{length:>6}{n:>9}{correct:>9}{accuracy:>9.2}{low:>7.2} to {high:>6.2}{segmentation_errors:>13}\
             {classification_errors:>16}"
        )
    }
}

impl fmt::Display for SingleDigits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            n,
            unsplit,
            correct,
            split,
            ..
        } = self;
        let [rate, low, high] = [self.unsplit_rate, self.interval[0], self.interval[1]]
            .map(|fraction| fraction * 100.0);
        writeln!(
            f,
            "{unsplit} of {n} read as one digit, {rate:.2} % (95 % confidence interval {low:.2} to {high:.2}); \
             {correct} of these correctly"
        )?;
        match split.as_slice() {
            [] => Ok(()),
            split => writeln!(f, "  split into several digits (index from 0): {split:?}"),
        }
    }
}
