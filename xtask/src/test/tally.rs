//! Counts tests from the `test result:` lines of libtest and wasm-bindgen-test.

use std::fmt;
use std::iter::Sum;

/// The numbers of passed and failed tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    passed: usize,
    failed: usize,
}

impl Tally {
    /// The tally of a step that could not run.
    pub(super) const COULD_NOT_RUN: Self = Self {
        passed: 0,
        failed: 1,
    };

    /// Adds the counts of a `test result:` line; ignores other lines.
    pub(super) fn read(&mut self, line: &str) {
        if let Some((_, counts)) = line.split_once("test result:") {
            self.passed += count(counts, "passed");
            self.failed += count(counts, "failed");
        }
    }

    /// Returns the final tally of a step.
    ///
    /// A step that failed without a failed test, or that ran no test although it should, counts as one failed test.
    pub(super) fn conclude(mut self, succeeded: bool, runs_tests: bool) -> Self {
        let ran = succeeded && !(runs_tests && self == Self::default());
        if !ran && self.failed == 0 {
            self.failed = 1;
        }
        self
    }

    pub(super) fn is_success(self) -> bool {
        self.failed == 0
    }
}

/// Returns the number before a word: 3 for `passed` in ` ok. 3 passed; 0 failed;`.
fn count(counts: &str, word: &str) -> usize {
    let words = counts
        .split([' ', ';'])
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>();
    let pair = words.windows(2).find(|pair| pair[1] == word);
    pair.and_then(|pair| pair[0].parse().ok()).unwrap_or(0)
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&format!("{} passed, {} failed", self.passed, self.failed))
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), |sum, tally| Self {
            passed: sum.passed + tally.passed,
            failed: sum.failed + tally.failed,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTPUT: [&str; 4] = [
        "running 3 tests",
        "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 9 filtered out; finished in 0.00s",
        "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 filtered out",
        "test a_test_with_5_passed; ... ok",
    ];

    fn tally(passed: usize, failed: usize) -> Tally {
        Tally { passed, failed }
    }

    #[test]
    fn only_result_lines_are_counted() {
        let mut sum = Tally::default();
        OUTPUT.iter().for_each(|line| sum.read(line));
        assert_eq!(sum, tally(4, 2));
    }

    #[test]
    fn the_sum_of_tallies_is_shown_as_text() {
        let total = [tally(3, 0), tally(4, 1)].into_iter().sum::<Tally>();
        assert_eq!(total.to_string(), "7 passed, 1 failed");
    }

    #[test]
    fn a_step_that_fails_without_a_failed_test_counts_as_one_failed_test() {
        assert_eq!(tally(3, 0).conclude(false, true), tally(3, 1));
        assert_eq!(tally(0, 0).conclude(false, false), Tally::COULD_NOT_RUN);
    }

    #[test]
    fn the_failure_of_a_command_adds_nothing_to_its_failed_tests() {
        assert_eq!(tally(3, 2).conclude(false, true), tally(3, 2));
    }

    #[test]
    fn a_step_that_ran_none_of_its_tests_counts_as_one_failed_test() {
        assert_eq!(Tally::default().conclude(true, true), Tally::COULD_NOT_RUN);
        assert_eq!(Tally::default().conclude(true, false), tally(0, 0));
    }
}
