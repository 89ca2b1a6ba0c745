//! Ablation of the grouping costs: accuracy on numbers with one weight changed and the others as fitted.

use std::fmt;

use super::*;

/// Number of numbers that are composed for each length and spacing.
const PER_LENGTH: usize = 200;

/// Factors by which each weight is multiplied.
const FACTORS: [f64; 3] = [0.0, 0.5, 2.0];

/// Accuracy with each weight of the costs changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ablation {
    /// Name of the data set that the numbers are composed of.
    pub dataset: String,
    /// One row for each set of weights, the fitted weights first.
    pub rows: Vec<AblationRow>,
}

/// Accuracy with one set of weights.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AblationRow {
    /// The changed weight and its factor, such as "gap_weight x 0.5".
    pub weights: String,
    /// Fraction of numbers read correctly, by spacing in the order of [`Spacing::ALL`].
    pub numbers: [f64; Spacing::ALL.len()],
    /// Fraction of single drawings that are read as one digit.
    pub singles: f64,
    /// Fraction of drawings with a detached stroke that are read as one digit.
    pub detached: f64,
}

/// Name and accessor of a weight.
type Weight = (&'static str, fn(&mut Costs) -> &mut f64);

const WEIGHTS: [Weight; 4] = [
    ("ood_weight", |costs| &mut costs.ood_weight),
    ("ood_baseline", |costs| &mut costs.ood_baseline),
    ("gap_weight", |costs| &mut costs.gap_weight),
    ("width_weight", |costs| &mut costs.width_weight),
];

/// Reads numbers with the fitted weights, and with each weight omitted, halved and doubled.
pub fn ablate_costs(classifier: &Classifier, dataset: &str, drawings: &[WriterSample]) -> Ablation {
    let composer = NumberComposer::new(drawings);
    let by_spacing = Spacing::ALL.map(|spacing| -> Vec<ComposedNumber> {
        let numbers = |length| compose(&composer, length, spacing, PER_LENGTH);
        LENGTHS.flat_map(numbers).collect()
    });
    let (singles, detached) = (samples(drawings), numbers::detached_samples(drawings, SEED));
    let row = |(weights, costs): (String, Costs)| {
        let read = |drawing: &Drawing| {
            number::read_with_costs(&costs, classifier, drawing, &StrokeGroups::default())
        };
        AblationRow {
            weights,
            numbers: by_spacing
                .each_ref()
                .map(|numbers| ByLength::measure(numbers, 0, &read).accuracy),
            singles: SingleDigits::measure(&singles, &read).unsplit_rate,
            detached: SingleDigits::measure(&detached, &read).unsplit_rate,
        }
    };
    Ablation {
        dataset: dataset.to_owned(),
        rows: variants().into_iter().map(row).collect(),
    }
}

fn variants() -> Vec<(String, Costs)> {
    let mut variants = vec![("fitted".to_owned(), Costs::FITTED)];
    for (name, weight) in WEIGHTS {
        for factor in FACTORS {
            let mut costs = Costs::FITTED;
            *weight(&mut costs) *= factor;
            variants.push((format!("{name} x {factor}"), costs));
        }
    }
    variants
}

impl fmt::Display for Ablation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "Numbers composed of {}: percent read correctly; single drawings: percent read as one digit\n",
            self.dataset
        )?;
        writeln!(
            f,
            "weights               natural   tight  touching   singles  detached"
        )?;
        for row in &self.rows {
            let [natural, tight, touching] = row.numbers.map(|fraction| fraction * 100.0);
            let (singles, detached) = (row.singles * 100.0, row.detached * 100.0);
            writeln!(
                f,
                "{:<20}{natural:>9.2}{tight:>8.2}{touching:>10.2}{singles:>10.2}{detached:>10.2}",
                row.weights
            )?;
        }
        Ok(())
    }
}
