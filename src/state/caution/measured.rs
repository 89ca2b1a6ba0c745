//! What the limits come to: counts that `cargo model-card` measured of the shipped weights, for every place that they may
//! be moved to.

use super::Caution;

/// Counts of digits that the network has not met, and of made-up drawings of kinds that it has not met.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Measured {
    digits: u32,
    misread: u32,
    non_digits: u32,
    /// For each place within [`Caution::SURE`]: digits doubted, misread ones among them.
    certainty: &'static [(u32, u32)],
    /// For each place within [`Caution::STRANGE`]: digits turned away, made-up drawings turned away.
    strangeness: &'static [(u32, u32)],
}

/// Written by the build (`build.rs`) from docs/evaluation.json.
const MEASURED: Measured = include!(concat!(env!("OUT_DIR"), "/limits.rs"));

impl Caution {
    /// What comes of the first limit.
    #[must_use]
    pub fn doubted(&self) -> String {
        let Measured {
            digits, misread, ..
        } = MEASURED;
        let place = place(self.sure_from, Self::SURE.0, Self::SURE_STEP);
        let (doubted, found) = at(MEASURED.certainty, place);
        format!(
            "Then {doubted} of {digits} digits by other writers are doubted, and {found} of the {misread} that are misread."
        )
    }

    /// What comes of the second.
    #[must_use]
    pub fn turned_away(&self) -> String {
        let non_digits = MEASURED.non_digits;
        let place = place(self.strange_to, Self::STRANGE.0, Self::STRANGE_STEP);
        let (turned_away, caught) = at(MEASURED.strangeness, place);
        format!(
            "Then {turned_away} of these digits are turned away, and {caught} of {non_digits} letters, shapes and scribbles."
        )
    }
}

/// How many steps a limit is from the least.
fn place(limit: f32, least: f32, step: f32) -> usize {
    ((limit - least) / step).round() as usize
}

/// The counts at a place, or at the last.
fn at(counts: &[(u32, u32)], place: usize) -> (u32, u32) {
    let last = counts.len().saturating_sub(1);
    counts.get(place.min(last)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVALUATION: &str = include_str!("../../../docs/evaluation.json");

    /// Each place of one limit, with the two counts there, as the file has them.
    fn rows(limit: &str, counts: [&str; 2]) -> Vec<(f32, [u64; 2])> {
        let json: serde_json::Value = serde_json::from_str(EVALUATION).unwrap();
        let rows = json["limits"][limit].as_array().unwrap().clone();
        let row = |row: serde_json::Value| {
            let limit = row["limit"].as_f64().unwrap() as f32;
            (limit, counts.map(|count| row[count].as_u64().unwrap()))
        };
        rows.into_iter().map(row).collect()
    }

    #[test]
    fn every_place_says_what_was_measured_there() {
        let certainty = rows("certainty", ["digits", "misread"]);
        assert_eq!(certainty.len(), MEASURED.certainty.len());
        for (sure_from, [doubted, found]) in certainty {
            let caution = Caution {
                sure_from,
                ..Caution::default()
            };
            assert_eq!(caution, caution.within_range());
            let said = caution.doubted();
            let counts = format!("Then {doubted} of {} digits", MEASURED.digits);
            let others = format!(" {found} of the {} that are misread.", MEASURED.misread);
            assert!(
                said.starts_with(&counts) && said.ends_with(&others),
                "at {sure_from}: {said}"
            );
        }
        let strangeness = rows("strangeness", ["digits", "non_digits"]);
        assert_eq!(strangeness.len(), MEASURED.strangeness.len());
        for (strange_to, [turned_away, caught]) in strangeness {
            let caution = Caution {
                strange_to,
                ..Caution::default()
            };
            assert_eq!(caution, caution.within_range());
            let said = caution.turned_away();
            let counts = format!("Then {turned_away} of these digits");
            let others = format!(
                " {caught} of {} letters, shapes and scribbles.",
                MEASURED.non_digits
            );
            assert!(
                said.starts_with(&counts) && said.ends_with(&others),
                "at {strange_to}: {said}"
            );
        }
    }

    #[test]
    fn more_caution_doubts_no_less() {
        let rises = MEASURED.certainty.windows(2).all(|two| two[0] <= two[1]);
        let falls = MEASURED.strangeness.windows(2).all(|two| two[0] >= two[1]);
        assert!(rises && falls, "{MEASURED:?}");
    }
}
