//! What each weight of the costs is worth: numbers read whole with it changed, all others as they are.

use super::*;

const PER_LENGTH: usize = 200;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Varied {
    pub weight: &'static str,
    pub value: f64,
    pub whole: [f64; Spacing::ALL.len()],
    pub singles: usize,
}

type Weight = (&'static str, fn(&mut Costs) -> &mut f64);

const WEIGHTS: [Weight; 6] = [
    ("doubt", |costs| &mut costs.doubt),
    ("unlike", |costs| &mut costs.unlike),
    ("usual", |costs| &mut costs.usual),
    ("apart", |costs| &mut costs.apart),
    ("across", |costs| &mut costs.across),
    ("digit", |costs| &mut costs.digit),
];

/// The weights halved, as fitted and doubled.
pub fn vary(classifier: &Classifier, written: &[Written]) -> Vec<Varied> {
    let composer = Composer::new(written);
    let sets = Spacing::ALL.map(|spacing| -> Vec<Composed> {
        LENGTHS
            .flat_map(|length| composed(&composer, length, spacing, PER_LENGTH))
            .collect()
    });
    let mut all = Vec::new();
    let mut base = Costs::FITTED;
    if let Ok(s) = std::env::var("C") {
        for (x, (_, of)) in s.split(',').zip(WEIGHTS) {
            *of(&mut base) = x.parse().unwrap();
        }
    }
    for (i, (weight, of)) in WEIGHTS.into_iter().enumerate() {
        for factor in [1.0, 0.5, 2.0] {
            if i > 0 && factor == 1.0 {
                continue;
            }
            let mut costs = base;
            *of(&mut costs) *= factor;
            let value = *of(&mut costs);
            let read =
                |drawing: &Drawing| number::read_by(&costs, classifier, drawing, &Split::default());
            let whole = sets
                .each_ref()
                .map(|set| OfLength::measured(set, 0, &read).share);
            let singles = Singles::measured(written, &read).whole;
            let v = Varied {
                weight,
                value,
                whole,
                singles,
            };
            eprintln!(
                "{weight:>8} {value:>5} {:.4} {:.4} {singles}",
                whole[0], whole[1]
            );
            all.push(v);
        }
    }
    all
}
