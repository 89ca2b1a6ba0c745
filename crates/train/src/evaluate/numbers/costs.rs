//! What each weight of the costs is worth: how numbers are read with it changed, all others as they are.

use std::fmt;

use super::*;

/// Numbers of each length and spacing.
const PER_LENGTH: usize = 200;

/// Each weight is multiplied by these.
const FACTORS: [f64; 3] = [0.0, 0.5, 2.0];

/// What each weight is worth.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Worth {
    /// Of what the numbers were composed, in words.
    pub dataset: String,
    /// The fitted weights first.
    pub rows: Vec<Varied>,
}

/// How numbers are read by some weights.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Varied {
    /// "unlike x 0.5"
    pub weights: String,
    /// The share of numbers read whole, by spacing as in [`Spacing::ALL`].
    pub whole: [f64; Spacing::ALL.len()],
    /// The share of single drawings left whole.
    pub singles: f64,
    /// The share of the detached drawings left whole.
    pub detached: f64,
}

/// A weight by name.
type Weight = (&'static str, fn(&mut Costs) -> &mut f64);

const WEIGHTS: [Weight; 4] = [
    ("unlike", |costs| &mut costs.unlike),
    ("usual", |costs| &mut costs.usual),
    ("apart", |costs| &mut costs.apart),
    ("wide", |costs| &mut costs.wide),
];

/// Reads by the fitted weights, then with each of them changed.
pub fn worth(classifier: &Classifier, dataset: &str, written: &[Written]) -> Worth {
    let composer = Composer::new(written);
    let sets = Spacing::ALL.map(|spacing| -> Vec<Composed> {
        let of_length = |length| composed(&composer, length, spacing, PER_LENGTH);
        LENGTHS.flat_map(of_length).collect()
    });
    let (singles, detached) = (samples(written), numbers::detached(written, SEED));
    let row = |(weights, costs): (String, Costs)| {
        let read =
            |drawing: &Drawing| number::read_by(&costs, classifier, drawing, &Split::default());
        Varied {
            weights,
            whole: sets
                .each_ref()
                .map(|set| OfLength::measured(set, 0, &read).share),
            singles: Singles::measured(&singles, &read).share,
            detached: Singles::measured(&detached, &read).share,
        }
    };
    Worth {
        dataset: dataset.to_owned(),
        rows: variations().into_iter().map(row).collect(),
    }
}

fn variations() -> Vec<(String, Costs)> {
    let mut variations = vec![("fitted".to_owned(), Costs::FITTED)];
    for (name, weight) in WEIGHTS {
        for factor in FACTORS {
            let mut costs = Costs::FITTED;
            *weight(&mut costs) *= factor;
            variations.push((format!("{name} x {factor}"), costs));
        }
    }
    variations
}

impl fmt::Display for Worth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "read whole, percent: numbers composed of {}\n",
            self.dataset
        )?;
        writeln!(
            f,
            "weights         natural   tight  touching   singles  detached"
        )?;
        for Varied {
            weights,
            whole,
            singles,
            detached,
        } in &self.rows
        {
            let [natural, tight, touching] = whole.map(|share| share * 100.0);
            let (singles, detached) = (singles * 100.0, detached * 100.0);
            writeln!(
                f,
                "{weights:<14}{natural:>9.2}{tight:>8.2}{touching:>10.2}{singles:>10.2}{detached:>10.2}"
            )?;
        }
        Ok(())
    }
}
