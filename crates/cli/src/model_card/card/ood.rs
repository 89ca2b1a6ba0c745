//! Formats the section on out-of-distribution detection.

use recognition::report::{FALSE_REJECTION_RATES, Group, OodDetection, Rejected};

use crate::model_card::markdown::{interval, percent, table};

/// Returns the section: rejection rates by family and kind, and a comparison of scores.
pub(super) fn section(detection: &OodDetection) -> String {
    let OodDetection {
        dataset, digits, ..
    } = detection;
    format!(
        "## Out-of-distribution detection\n\n\
         The table shows which share of synthetic non-digits the network rejects. The same threshold wrongly rejects \
         {} of the {} digits of {dataset} ({}). Digit-like kinds, such as O, S or a bar, could also be read as a digit by \
         people.\n\n{}\n\
         Share of rejected drawings for each held-out kind: {}.\n\n\
         The OOD score comes from a head that is fitted after training (`crates/training/src/ood.rs`). The next table \
         compares it with other scores on the held-out kinds, by the area under the ROC curve (AUROC) and by the share \
         of non-digits rejected at a fixed share of wrongly rejected digits.\n\n{}",
        percent(digits.rate),
        digits.n,
        interval(digits.interval),
        families(detection),
        held_out_kinds(detection),
        scores(detection)
    )
}

fn families(detection: &OodDetection) -> String {
    let families = detection.families.iter().map(|family| {
        let groups = [&family.training, &family.held_out, &family.digit_like];
        (family.family.name(), groups)
    });
    let all = &detection.all;
    let all = ("all", [&all.training, &all.held_out, &all.digit_like]);
    let rows = families.chain([all]).map(|(name, groups)| {
        let [training, held_out, digit_like] = groups.map(cell);
        [name.to_owned(), training, held_out, digit_like]
    });
    let header = [
        "",
        "kinds used in training",
        "held-out kinds",
        "digit-like kinds",
    ];
    table(header, rows)
}

fn cell(group: &Rejected) -> String {
    match group.n {
        0 => "no drawings".to_owned(),
        n => format!(
            "{} of {n} ({})",
            percent(group.rate),
            interval(group.interval)
        ),
    }
}

/// Lists the held-out kinds, least often rejected first.
fn held_out_kinds(detection: &OodDetection) -> String {
    let kinds = detection.kinds.iter();
    let mut kinds: Vec<_> = kinds.filter(|kind| kind.group == Group::HeldOut).collect();
    kinds.sort_by(|a, b| a.rate.total_cmp(&b.rate));
    let kinds: Vec<String> = kinds
        .iter()
        .map(|kind| format!("{} {:.0} %", kind.kind, kind.rate * 100.0))
        .collect();
    kinds.join(", ")
}

fn scores(detection: &OodDetection) -> String {
    let [low, high] = FALSE_REJECTION_RATES
        .map(|rate| format!("rejected at {} % false rejections", rate * 100.0));
    let rows = detection.scores.iter().map(|separation| {
        let [at_low, at_high] = separation.detection_rates.map(percent);
        [
            separation.score.clone(),
            format!("{:.4}", separation.auroc),
            at_low,
            at_high,
        ]
    });
    table(["score", "AUROC", &low, &high], rows)
}
