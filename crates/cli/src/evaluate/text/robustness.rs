//! Formats accuracy under drawing conditions, without preprocessing stages and over perturbation parameters.

use std::fmt;

use recognition::report::{ByCondition, Robustness, Sensitivity, Setting};

use super::Text;

impl fmt::Display for Text<'_, Robustness> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Robustness {
            dataset,
            n,
            conditions,
            worst_accuracy,
        } = self.0;
        writeln!(
            f,
            "{dataset}: {n} digits, accuracy in percent; parentheses mark settings beyond the supported range\n"
        )?;
        for by_condition in conditions {
            writeln!(f, "{}", Text(by_condition))?;
        }
        writeln!(
            f,
            "Worst accuracy within the supported ranges: {:.2}",
            worst_accuracy * 100.0
        )
    }
}

impl fmt::Display for Text<'_, ByCondition> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let worst = self.0.worst_accuracy * 100.0;
        writeln!(f, "{} (worst: {worst:.2})", self.0.condition)?;
        let (values, accuracies): (Vec<_>, Vec<_>) = self.0.settings.iter().map(cells).unzip();
        writeln!(f, "  {}\n  {}", values.join(" "), accuracies.join(" "))
    }
}

/// Returns the value and the accuracy, padded to the same width.
fn cells(setting: &Setting) -> (String, String) {
    let percent = format!("{:.2}", setting.accuracy * 100.0);
    let accuracy = if setting.supported {
        percent
    } else {
        format!("({percent})")
    };
    let width = setting.value.len().max("(100.00)".len());
    (
        format!("{:>width$}", setting.value),
        format!("{accuracy:>width$}"),
    )
}

impl fmt::Display for Text<'_, Sensitivity> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Sensitivity {
            dataset,
            n,
            stage_ablations,
            parameter_sweeps,
        } = self.0;
        writeln!(f, "{dataset}: {n} digits, accuracy in percent")?;
        writeln!(f, "\nOmitted preprocessing stage")?;
        for ablation in stage_ablations {
            let stage = ablation.stage.as_deref().unwrap_or("none");
            writeln!(f, "  {stage:<10}{:>7.2}", ablation.accuracy * 100.0)?;
        }
        for sweep in parameter_sweeps {
            writeln!(f, "\n{}", sweep.parameter)?;
            for setting in &sweep.settings {
                writeln!(
                    f,
                    "  {:<10}{:>7.2}",
                    setting.value,
                    setting.accuracy * 100.0
                )?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_aligns_each_accuracy_with_its_setting() {
        let setting = |value: &str, supported, accuracy| Setting {
            value: value.to_owned(),
            supported,
            correct: 0,
            accuracy,
            interval: [0.0, 1.0],
        };
        let by_condition = ByCondition {
            condition: "drawn size, px".to_owned(),
            settings: vec![setting("20", false, 0.9), setting("40", true, 0.9912)],
            worst_accuracy: 0.9912,
        };
        let expected = "drawn size, px (worst: 99.12)\n        20       40\n   (90.00)    99.12\n";
        assert_eq!(Text(&by_condition).to_string(), expected);
    }
}
