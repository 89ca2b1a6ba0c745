//! Formats the detection of non-digits.

use std::fmt;

use recognition::report::{ByKind, FALSE_REJECTION_RATES, Group, OodDetection, Rejected};

use super::Text;

impl fmt::Display for Text<'_, OodDetection> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let OodDetection {
            dataset,
            digits,
            all,
            families,
            ..
        } = self.0;
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
        for by_family in families {
            let name = by_family.family.name();
            let groups = [
                &by_family.training,
                &by_family.held_out,
                &by_family.digit_like,
            ];
            write_row(f, name, groups)?;
        }
        write_row(f, "all", [&all.training, &all.held_out, &all.digit_like])?;
        write_kinds(f, &self.0.kinds)?;
        write_scores(f, self.0)
    }
}

fn write_row(f: &mut fmt::Formatter<'_>, name: &str, groups: [&Rejected; 3]) -> fmt::Result {
    let [training, held_out, digit_like] = groups.map(Text);
    writeln!(
        f,
        "  {name:<17}{training:>16}  {held_out:>16}  {digit_like:>16}"
    )
}

/// Formats as "97.50 % of 1200".
impl fmt::Display for Text<'_, Rejected> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:.2} % of {}", self.0.rate * 100.0, self.0.n))
    }
}

/// Writes the kinds of each group, least often rejected first.
fn write_kinds(f: &mut fmt::Formatter<'_>, kinds: &[ByKind]) -> fmt::Result {
    for group in [Group::Training, Group::HeldOut, Group::DigitLike] {
        let members = kinds.iter().filter(|kind| kind.group == group);
        let mut members: Vec<&ByKind> = members.collect();
        members.sort_by(|a, b| a.rate.total_cmp(&b.rate));
        let members: Vec<String> = members
            .iter()
            .map(|kind| format!("{} {:.0}", kind.kind, kind.rate * 100.0))
            .collect();
        writeln!(
            f,
            "\nPercent rejected, {}: {}",
            group_name(group),
            members.join(", ")
        )?;
    }
    Ok(())
}

fn write_scores(f: &mut fmt::Formatter<'_>, detection: &OodDetection) -> fmt::Result {
    let [low, high] = FALSE_REJECTION_RATES.map(|rate| rate * 100.0);
    writeln!(
        f,
        "\nHeld-out kinds rejected at a given share of rejected digits"
    )?;
    writeln!(
        f,
        "  score                                AUROC   at {low} %    at {high} %"
    )?;
    for separation in &detection.scores {
        let [at_low, at_high] = separation.detection_rates.map(|rate| rate * 100.0);
        writeln!(
            f,
            "  {:<30}{:>12.4}{at_low:>11.2}{at_high:>10.2}",
            separation.score, separation.auroc
        )?;
    }
    Ok(())
}

fn group_name(group: Group) -> &'static str {
    match group {
        Group::Training => "training kinds",
        Group::HeldOut => "held-out kinds",
        Group::DigitLike => "digit-like kinds",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use evaluation::ood;
    use ink::Raster;
    use model::{Calibration, Classifier, NetConfig};
    use training::non_digits;

    #[test]
    fn the_text_contains_every_section_and_kind() {
        let net = NetConfig {
            channels: [2, 2, 2],
            hidden: 4,
            dropout: 0.0,
        };
        let reject_all = Calibration {
            temperature: 1.0,
            ood_threshold: f32::MIN,
        };
        let classifier =
            Classifier::from(net.init(&Default::default())).with_calibration(reject_all);
        let digits = vec![Raster::from_pixels([0; 784]); 3];
        let detection = ood::measure(&classifier, "three", &digits, &non_digits::test_set(1, 1));
        let text = Text(&detection).to_string();
        for part in [
            "3 of 3 digits wrongly rejected",
            "scribbles",
            "Percent rejected, held-out kinds",
            "entropy",
        ] {
            assert!(text.contains(part), "{text}");
        }
        for kind in detection.kinds {
            assert!(text.contains(&kind.kind), "{}", kind.kind);
        }
    }
}
