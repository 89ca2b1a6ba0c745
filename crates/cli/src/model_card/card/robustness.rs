//! Formats the section on drawing conditions.

use recognition::report::{ByCondition, Robustness, Setting};

use crate::model_card::markdown::{percent, two_rows};

/// Returns the section, with a table for each condition.
pub(super) fn section(robustness: &Robustness) -> String {
    let Robustness {
        dataset,
        n,
        conditions,
        worst_accuracy,
    } = robustness;
    let tables: Vec<String> = conditions.iter().map(table).collect();
    format!(
        "## Robustness\n\n\
         Accuracy on the {n} digits of {dataset} under simulated handwriting, devices and pens. One condition is \
         varied at a time. Parentheses mark settings beyond the supported range. The worst accuracy within all \
         supported ranges is {}.\n\n{}",
        percent(*worst_accuracy),
        tables.join("\n")
    )
}

fn table(by_condition: &ByCondition) -> String {
    let columns: Vec<(String, String)> = by_condition.settings.iter().map(column).collect();
    let worst = format!("accuracy (worst: {})", percent(by_condition.worst_accuracy));
    two_rows([&by_condition.condition, &worst], &columns)
}

fn column(setting: &Setting) -> (String, String) {
    let value = if setting.supported {
        setting.value.clone()
    } else {
        format!("({})", setting.value)
    };
    (value, percent(setting.accuracy))
}
