//! Formats accuracy, confusions and calibration.

use std::fmt;

use recognition::report::{BIN_COUNT, ConfusedPair, Evaluation, Misread, Reliability};

use super::Text;

/// Maximum number of confused pairs that are listed.
const MAX_PAIRS: usize = 10;

impl fmt::Display for Text<'_, Evaluation> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Evaluation {
            dataset,
            n,
            correct,
            accuracy,
            interval: [low, high],
            reliability,
            ..
        } = self.0;
        writeln!(
            f,
            "{dataset}: {correct} of {n} correct, {:.2} % (95 % confidence interval {:.2} to {:.2})\n",
            accuracy * 100.0,
            low * 100.0,
            high * 100.0
        )?;
        write_confusion(self.0, f)?;
        writeln!(f, "\n{}", Text(reliability))
    }
}

fn write_confusion(evaluation: &Evaluation, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    writeln!(
        f,
        "Confusion matrix\nlabel  accuracy  read as 0     1     2     3     4     5     6     7     8     9"
    )?;
    for (class, row) in evaluation.confusion.iter().enumerate() {
        write!(
            f,
            "{class:>5} {:>7.2} %    ",
            evaluation.per_class[class] * 100.0
        )?;
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
    let pairs: Vec<String> = evaluation
        .confused_pairs
        .iter()
        .take(MAX_PAIRS)
        .map(|pair| Text(pair).to_string())
        .collect();
    if pairs.is_empty() {
        return Ok(());
    }
    writeln!(f, "\nMost frequent errors: {}", pairs.join(", "))
}

impl fmt::Display for Text<'_, ConfusedPair> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ConfusedPair {
            label,
            predicted,
            count,
        } = self.0;
        write!(f, "{label} as {predicted} ({count})")
    }
}

impl fmt::Display for Text<'_, Misread> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Misread {
            index,
            label,
            predicted,
            confidence,
        } = self.0;
        write!(
            f,
            "digit {index}: {label} read as {predicted} (confidence {:.1} %)",
            confidence * 100.0
        )
    }
}

impl fmt::Display for Text<'_, Reliability> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Reliability {
            negative_log_likelihood,
            brier_score,
            expected_calibration_error,
            bins,
        } = self.0;
        writeln!(
            f,
            "negative log-likelihood {negative_log_likelihood:.4}, Brier score {brier_score:.4}, expected \
             calibration error {expected_calibration_error:.4}"
        )?;
        writeln!(f, "\n  confidence       digits  mean conf.  accuracy")?;
        for (index, bin) in bins.iter().enumerate().filter(|(_, bin)| bin.n > 0) {
            let edge = |index: usize| index as f64 / BIN_COUNT as f64;
            let (low, high) = (edge(index), edge(index + 1));
            writeln!(
                f,
                "  {low:.3} to {high:.3} {:>7}    {:.4}    {:.4}",
                bin.n, bin.confidence, bin.accuracy
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use recognition::{CLASSES, Prediction};

    #[test]
    fn the_text_shows_accuracy_confusions_and_calibration() {
        let prediction = |digit: usize| {
            let mut probabilities = [0.02; CLASSES];
            probabilities[digit] = 0.82;
            Prediction {
                probabilities,
                ood_score: 0.0,
            }
        };
        let evaluation = evaluation::compare("four", &[1, 1, 7, 3], &[1, 7, 7, 3].map(prediction));
        let text = Text(&evaluation).to_string();
        for part in [
            "four: 3 of 4 correct, 75.00 % (95 % confidence interval 30.06 to 95.44)",
            "1 as 7 (1)",
            "expected calibration error 0.0700",
            "0.800 to 0.867       4    0.8200    0.7500",
        ] {
            assert!(text.contains(part), "{text}");
        }
    }
}
