//! Accuracy under other conditions of drawing.

use crate::evaluate::sweep::{Setting, Sweep, Swept};
use crate::report::markdown::{percent, two_rows};

/// A table a condition.
pub(super) fn section(sweep: &Sweep) -> String {
    let Sweep {
        dataset,
        n,
        conditions,
        worst,
    } = sweep;
    let tables: Vec<String> = conditions.iter().map(condition).collect();
    format!(
        "## Robustness\n\n\
         The {n} digits of {dataset} as other hands and devices would draw them, one condition varied at a \
         time; settings in brackets lie beyond the range that is stated as supported. Worst within all \
         stated ranges: {}.\n\n{}",
        percent(*worst),
        tables.join("\n")
    )
}

fn condition(swept: &Swept) -> String {
    let columns: Vec<(String, String)> = swept.settings.iter().map(column).collect();
    let worst = format!("right, worst {}", percent(swept.worst));
    two_rows([swept.condition, &worst], &columns)
}

fn column(setting: &Setting) -> (String, String) {
    let value = if setting.stated {
        setting.value.clone()
    } else {
        format!("({})", setting.value)
    };
    (value, percent(setting.right.accuracy))
}
