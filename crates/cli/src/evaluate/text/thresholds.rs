//! Formats the counts of flagged and rejected inputs at each threshold.

use std::fmt;

use recognition::report::ThresholdSweep;

use super::Text;

impl fmt::Display for Text<'_, ThresholdSweep> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ThresholdSweep {
            dataset,
            digits,
            misread,
            non_digits,
            confidence,
            ood,
        } = self.0;
        writeln!(
            f,
            "{dataset}: {digits} digits ({misread} misread), {non_digits} non-digits of held-out kinds\n"
        )?;
        writeln!(f, "confidence threshold   flagged digits   of them misread")?;
        for row in confidence {
            writeln!(
                f,
                "{:>20.2}{:>17}{:>18}",
                row.threshold, row.digits, row.misread
            )?;
        }
        writeln!(f, "\nOOD threshold   rejected digits   rejected non-digits")?;
        for row in ood {
            writeln!(
                f,
                "{:>13.1}{:>18}{:>22}",
                row.threshold, row.digits, row.non_digits
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use evaluation::{SHIPPED_WEIGHTS, thresholds};
    use ink::Raster;
    use model::Classifier;

    #[test]
    fn the_text_has_a_line_for_every_slider_position() {
        let classifier = Classifier::from_bytes(SHIPPED_WEIGHTS).unwrap();
        let blank = [Raster::from_pixels([0; 784])];
        let sweep = thresholds::measure(&classifier, "blank", &[0], &blank);
        let text = Text(&sweep).to_string();
        assert!(text.contains("blank: 1 digits ("), "{text}");
        assert_eq!(text.lines().count(), 2 + 1 + 50 + 2 + 25);
    }
}
