//! Formats the accuracy under each condition as text for the terminal.

use std::fmt;

use super::{ByCondition, Robustness, Setting};

impl fmt::Display for Robustness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { dataset, n, .. } = self;
        writeln!(
            f,
            "{dataset}: {n} digits, accuracy in percent; parentheses mark settings beyond the supported range\n"
        )?;
        for by_condition in &self.conditions {
            writeln!(f, "{by_condition}")?;
        }
        writeln!(
            f,
            "Worst accuracy within the supported ranges: {:.2}",
            self.worst_accuracy * 100.0
        )
    }
}

impl fmt::Display for ByCondition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let worst = self.worst_accuracy * 100.0;
        writeln!(f, "{} (worst: {worst:.2})", self.condition)?;
        let (values, accuracies): (Vec<_>, Vec<_>) =
            self.settings.iter().map(Setting::cells).unzip();
        writeln!(f, "  {}\n  {}", values.join(" "), accuracies.join(" "))
    }
}

impl Setting {
    /// Returns the value and the accuracy, padded to the same width.
    fn cells(&self) -> (String, String) {
        let percent = format!("{:.2}", self.accuracy.accuracy * 100.0);
        let accuracy = if self.supported {
            percent
        } else {
            format!("({percent})")
        };
        let width = self.value.len().max("(100.00)".len());
        (
            format!("{:>width$}", self.value),
            format!("{accuracy:>width$}"),
        )
    }
}
