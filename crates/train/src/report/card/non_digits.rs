//! Ink that is no digit.

use crate::evaluate::nondigits::{Caught, Group, Groups, NonDigits, TURNED_AWAY};
use crate::report::markdown::{interval, percent, table};

/// What is caught, what that costs, and why by this score.
pub(super) fn section(figures: &NonDigits) -> String {
    let NonDigits {
        dataset, digits, ..
    } = figures;
    format!(
        "## Not a digit\n\n\
         The share of made-up drawings that the network finds unlike a digit. The same limit turns away {} \
         of the {} digits of {dataset} ({}). Kinds like a digit (an O, an S, a bar) could be taken for one \
         by a person too.\n\n{}\n\
         By kind, of those held out: {}.\n\n\
         The score is that of the fitted head (`crates/net/src/ood.rs`). How well it and others part the digits \
         from the kinds held out:\n\n{}",
        percent(digits.share),
        digits.n,
        interval(digits.interval),
        families(figures),
        held_out(figures),
        scores(figures)
    )
}

fn families(figures: &NonDigits) -> String {
    let families = figures.families.iter();
    let named = families.map(|of_family| (of_family.family.name(), of_family.groups));
    let rows = named
        .chain([("all", figures.all)])
        .map(|(name, groups)| row(name, groups));
    let header = [
        "",
        "kinds that may be learnt from",
        "kinds held out",
        "kinds like a digit",
    ];
    table(header, rows)
}

fn row(name: &str, groups: Groups) -> [String; 4] {
    [
        name.to_owned(),
        cell(groups.learnt),
        cell(groups.held_out),
        cell(groups.digit_like),
    ]
}

fn cell(caught: Caught) -> String {
    let Caught {
        n,
        share,
        interval: ends,
        ..
    } = caught;
    match n {
        0 => "none of this sort".to_owned(),
        n => format!("{} of {n} ({})", percent(share), interval(ends)),
    }
}

/// The least often caught first.
fn held_out(figures: &NonDigits) -> String {
    let kinds = figures.kinds.iter();
    let mut held_out: Vec<_> = kinds.filter(|kind| kind.group == Group::HeldOut).collect();
    held_out.sort_by(|a, b| a.caught.share.total_cmp(&b.caught.share));
    let named: Vec<String> = held_out
        .iter()
        .map(|kind| format!("{} {:.0} %", kind.kind, kind.caught.share * 100.0))
        .collect();
    named.join(", ")
}

fn scores(figures: &NonDigits) -> String {
    let [low, high] =
        TURNED_AWAY.map(|share| format!("caught at {} % of digits turned away", share * 100.0));
    let rows = figures.scores.iter().map(|separation| {
        let [at_low, at_high] = separation.caught.map(percent);
        [
            separation.score.to_owned(),
            format!("{:.4}", separation.auroc),
            at_low,
            at_high,
        ]
    });
    table(["score", "area under ROC", &low, &high], rows)
}
