//! The figures of non-digits as text, for a person at a terminal.

use std::fmt;

use super::{Caught, Group, Groups, NonDigits, OfKind, TURNED_AWAY};
use crate::data::nondigits::Family;

impl fmt::Display for NonDigits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            dataset, digits, ..
        } = self;
        let [low, high] = digits.interval.map(|end| end * 100.0);
        writeln!(
            f,
            "{dataset}: {} of {} digits turned away, {:.2} % (95 % interval {low:.2} to {high:.2})\n",
            digits.caught,
            digits.n,
            digits.share * 100.0
        )?;
        writeln!(
            f,
            "non-digits caught   kinds learnt      kinds held out    like a digit"
        )?;
        for of_family in &self.families {
            write_row(f, of_family.family.name(), &of_family.groups)?;
        }
        write_row(f, "all", &self.all)?;
        self.write_kinds(f)?;
        self.write_scores(f)
    }
}

fn write_row(f: &mut fmt::Formatter<'_>, name: &str, groups: &Groups) -> fmt::Result {
    let Groups {
        learnt,
        held_out,
        digit_like,
    } = groups;
    writeln!(
        f,
        "  {name:<16}{learnt:>16}  {held_out:>16}  {digit_like:>16}"
    )
}

/// "97.50 % of 1200"
impl fmt::Display for Caught {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:.2} % of {}", self.share * 100.0, self.n))
    }
}

impl NonDigits {
    /// The kinds of each group, the least often caught first.
    fn write_kinds(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for group in [Group::Learnt, Group::HeldOut, Group::DigitLike] {
            let mut kinds: Vec<&OfKind> = self
                .kinds
                .iter()
                .filter(|kind| kind.group == group)
                .collect();
            kinds.sort_by(|a, b| a.caught.share.total_cmp(&b.caught.share));
            let named: Vec<String> = kinds
                .iter()
                .map(|kind| format!("{} {:.0}", kind.kind, kind.caught.share * 100.0))
                .collect();
            writeln!(
                f,
                "\n{}, percent caught: {}",
                group.name(),
                named.join(", ")
            )?;
        }
        Ok(())
    }

    fn write_scores(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [low, high] = TURNED_AWAY.map(|share| share * 100.0);
        writeln!(
            f,
            "\nscore, on kinds held out        area under ROC  caught at {low} %  at {high} % turned away"
        )?;
        for separation in &self.scores {
            let [at_low, at_high] = separation.caught.map(|share| share * 100.0);
            writeln!(
                f,
                "  {:<30}{:>14.4}{at_low:>15.2}{at_high:>8.2}",
                separation.score, separation.auroc
            )?;
        }
        Ok(())
    }
}

impl Group {
    /// In words.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Learnt => "kinds that may be learnt from",
            Self::HeldOut => "kinds held out",
            Self::DigitLike => "kinds like a digit",
        }
    }
}

impl Family {
    /// In a word.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Letters => "letters",
            Self::Shapes => "shapes",
            Self::Scribbles => "scribbles",
        }
    }
}
