//! Accuracy with stages of the recipe left out and the page's knobs turned.

use crate::evaluate::inside::{Changes, LeftOut, Turned};
use crate::report::markdown::{percent, two_rows};

/// A table of the stages, a table a knob.
pub(super) fn section(changes: &Changes) -> String {
    let Changes {
        dataset,
        n,
        stages,
        knobs,
    } = changes;
    let left_out = |LeftOut { stage, right }: &LeftOut| {
        let stage = stage.unwrap_or("nothing");
        (stage.to_owned(), percent(right.accuracy))
    };
    let left_out: Vec<_> = stages.iter().map(left_out).collect();
    let knobs: Vec<String> = knobs.iter().map(knob).collect();
    format!(
        "## What the recipe is worth, and what changes the answer\n\n\
         The {n} digits of {dataset}, with a stage of the way from ink to 28x28 left out, and with what the \
         network is given changed by one of the page's knobs.\n\n{}\n{}",
        two_rows(["left out", "right"], &left_out),
        knobs.join("\n")
    )
}

fn knob(turned: &Turned) -> String {
    let settings = turned.settings.iter();
    let columns: Vec<_> = settings
        .map(|setting| (setting.setting.to_string(), percent(setting.right.accuracy)))
        .collect();
    two_rows([turned.knob, "right"], &columns)
}
