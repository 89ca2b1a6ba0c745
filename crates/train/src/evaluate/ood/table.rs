//! Formats the detection of non-digits as text for the terminal.

use std::fmt;

use super::{ByKind, FALSE_REJECTION_RATES, Group, Groups, OodDetection, Rejected};
use crate::data::nondigits::Family;

impl fmt::Display for OodDetection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            dataset, digits, ..
        } = self;
        let [low, high] = digits.interval.map(|bound| bound * 100.0);
        writeln!(
            f,
            "{dataset}: {} of {} digits wrongly rejected, {:.2} % (95 % confidence interval {low:.2} to {high:.2})\n",
            digits.rejected,
            digits.n,
            digits.rate * 100.0
        )?;
        writeln!(
            f,
            "rejected non-digits  training kinds    held-out kinds  digit-like kinds"
        )?;
        for by_family in &self.families {
            write_row(f, by_family.family.name(), &by_family.groups)?;
        }
        write_row(f, "all", &self.all)?;
        self.write_kinds(f)?;
        self.write_scores(f)
    }
}

fn write_row(f: &mut fmt::Formatter<'_>, name: &str, groups: &Groups) -> fmt::Result {
    let Groups {
        training,
        held_out,
        digit_like,
    } = groups;
    writeln!(
        f,
        "  {name:<17}{training:>16}  {held_out:>16}  {digit_like:>16}"
    )
}

/// Formats as "97.50 % of 1200".
impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:.2} % of {}", self.rate * 100.0, self.n))
    }
}

impl OodDetection {
    /// Writes the kinds of each group, least often rejected first.
    fn write_kinds(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for group in [Group::Training, Group::HeldOut, Group::DigitLike] {
            let mut kinds: Vec<&ByKind> = self
                .kinds
                .iter()
                .filter(|kind| kind.group == group)
                .collect();
            kinds.sort_by(|a, b| a.rejected.rate.total_cmp(&b.rejected.rate));
            let kinds: Vec<String> = kinds
                .iter()
                .map(|kind| format!("{} {:.0}", kind.kind, kind.rejected.rate * 100.0))
                .collect();
            writeln!(
                f,
                "\nPercent rejected, {}: {}",
                group.name(),
                kinds.join(", ")
            )?;
        }
        Ok(())
    }

    fn write_scores(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [low, high] = FALSE_REJECTION_RATES.map(|rate| rate * 100.0);
        writeln!(
            f,
            "\nHeld-out kinds rejected at a given share of rejected digits"
        )?;
        writeln!(
            f,
            "  score                                AUROC   at {low} %    at {high} %"
        )?;
        for separation in &self.scores {
            let [at_low, at_high] = separation.detection_rates.map(|rate| rate * 100.0);
            writeln!(
                f,
                "  {:<30}{:>12.4}{at_low:>11.2}{at_high:>10.2}",
                separation.score, separation.auroc
            )?;
        }
        Ok(())
    }
}

impl Group {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Training => "training kinds",
            Self::HeldOut => "held-out kinds",
            Self::DigitLike => "digit-like kinds",
        }
    }
}

impl Family {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Letters => "letters",
            Self::Shapes => "shapes",
            Self::Scribbles => "scribbles",
        }
    }
}
