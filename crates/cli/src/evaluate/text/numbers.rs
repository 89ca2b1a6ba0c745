//! Formats the results for numbers of several digits.

use std::fmt;

use evaluation::numbers::{ByLength, BySpacing, NumberEvaluation, SingleDigits};

use super::Text;

impl fmt::Display for Text<'_, NumberEvaluation> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let NumberEvaluation {
            dataset,
            spacings,
            singles,
            detached,
        } = self.0;
        writeln!(f, "Numbers composed of {dataset}\n")?;
        writeln!(
            f,
            "spacing   digits  numbers  correct  percent  95 % interval   split errors  misread digits"
        )?;
        for BySpacing { spacing, lengths } in spacings {
            for by_length in lengths {
                writeln!(f, "{:<10}{}", spacing.name(), Text(by_length))?;
            }
        }
        write!(f, "\nSingle drawings: {}", Text(singles))?;
        write!(f, "4 and 5 with a detached stroke: {}", Text(detached))
    }
}

impl fmt::Display for Text<'_, ByLength> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ByLength {
            length,
            n,
            correct,
            segmentation_errors,
            classification_errors,
            ..
        } = self.0;
        let [accuracy, low, high] = [self.0.accuracy, self.0.interval[0], self.0.interval[1]]
            .map(|fraction| fraction * 100.0);
        write!(
            f,
            "{length:>6}{n:>9}{correct:>9}{accuracy:>9.2}{low:>7.2} to {high:>6.2}{segmentation_errors:>13}\
             {classification_errors:>16}"
        )
    }
}

impl fmt::Display for Text<'_, SingleDigits> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let SingleDigits {
            n,
            unsplit,
            correct,
            split,
            ..
        } = self.0;
        let [rate, low, high] = [self.0.unsplit_rate, self.0.interval[0], self.0.interval[1]]
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

#[cfg(test)]
mod tests {
    use super::*;
    use evaluation::SHIPPED_WEIGHTS;
    use ink::record;
    use model::Classifier;
    use training::Sample;

    #[test]
    fn the_text_shows_every_spacing_and_length() {
        let goldens = record::parse(include_str!("../../../../../assets/goldens.json")).unwrap();
        let samples: Vec<Sample> = goldens
            .into_iter()
            .map(|golden| Sample::drawing(golden.label.unwrap(), golden.drawing))
            .collect();
        let classifier = Classifier::from_bytes(SHIPPED_WEIGHTS).unwrap();
        let text = Text(&NumberEvaluation::measure(
            &classifier,
            "goldens",
            &samples,
            2,
        ))
        .to_string();
        for part in [
            "goldens",
            "natural",
            "tight",
            "touching",
            "     6        2",
            "detached stroke: ",
        ] {
            assert!(text.contains(part), "{text}");
        }
    }
}
