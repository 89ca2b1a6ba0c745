//! Formats the section on preprocessing stages and perturbation parameters.

use recognition::report::{ParameterSweep, Sensitivity, StageAblation};

use crate::model_card::markdown::{percent, two_rows};

/// Returns the section, with a table of the stages and a table for each parameter.
pub(super) fn section(sensitivity: &Sensitivity) -> String {
    let Sensitivity {
        dataset,
        n,
        stage_ablations,
        parameter_sweeps,
    } = sensitivity;
    let ablation = |ablation: &StageAblation| {
        let stage = ablation.stage.as_deref().unwrap_or("none");
        (stage.to_owned(), percent(ablation.accuracy))
    };
    let ablations: Vec<_> = stage_ablations.iter().map(ablation).collect();
    let sweeps: Vec<String> = parameter_sweeps.iter().map(sweep).collect();
    format!(
        "## Preprocessing and perturbations\n\n\
         Accuracy on the {n} digits of {dataset}, drawn 120 px large, with one preprocessing stage omitted:\n\n{}\n\
         Accuracy on the same digits as one parameter of the page's perturbation panel varies:\n\n{}",
        two_rows(["omitted stage", "accuracy"], &ablations),
        sweeps.join("\n")
    )
}

fn sweep(sweep: &ParameterSweep) -> String {
    let settings = sweep.settings.iter();
    let columns: Vec<_> = settings
        .map(|setting| (setting.value.to_string(), percent(setting.accuracy)))
        .collect();
    two_rows([&sweep.parameter, "accuracy"], &columns)
}
