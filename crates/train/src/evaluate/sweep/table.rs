//! A sweep as text, for a person at a terminal.

use std::fmt;

use super::{Setting, Sweep, Swept};

impl fmt::Display for Sweep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { dataset, n, .. } = self;
        writeln!(
            f,
            "{dataset}: {n} digits, percent right; in brackets beyond the stated range\n"
        )?;
        for swept in &self.conditions {
            writeln!(f, "{swept}")?;
        }
        writeln!(
            f,
            "worst within the stated ranges: {:.2}",
            self.worst * 100.0
        )
    }
}

impl fmt::Display for Swept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}; worst {:.2}", self.condition, self.worst * 100.0)?;
        let (values, figures): (Vec<_>, Vec<_>) = self.settings.iter().map(Setting::cells).unzip();
        writeln!(f, "  {}\n  {}", values.join(" "), figures.join(" "))
    }
}

impl Setting {
    /// The setting and its figure, equally wide.
    fn cells(&self) -> (String, String) {
        let percent = format!("{:.2}", self.right.accuracy * 100.0);
        let figure = if self.stated {
            percent
        } else {
            format!("({percent})")
        };
        let width = self.value.len().max("(100.00)".len());
        (
            format!("{:>width$}", self.value),
            format!("{figure:>width$}"),
        )
    }
}
