//! Counting tests: the `test result:` lines that libtest and wasm-bindgen-test print.

use std::fmt;
use std::iter::Sum;

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    passed: usize,
    failed: usize,
}

impl Tally {
    /// What a step that could not run counts as.
    pub(super) const COULD_NOT_RUN: Self = Self {
        passed: 0,
        failed: 1,
    };

    /// Adds what a line of output says, if it is a `test result:` line.
    pub(super) fn read(&mut self, line: &str) {
        if let Some((_, counts)) = line.split_once("test result:") {
            self.passed += count(counts, "passed");
            self.failed += count(counts, "failed");
        }
    }

    /// The step's count, given whether its commands succeeded and whether it was to run tests.
    ///
    /// A step that broke without a failed test, or ran no test where it has some, could not run.
    pub(super) fn conclude(mut self, succeeded: bool, has_tests: bool) -> Self {
        let ran = succeeded && !(has_tests && self == Self::default());
        if !ran && self.failed == 0 {
            self.failed = 1;
        }
        self
    }

    pub(super) fn is_success(self) -> bool {
        self.failed == 0
    }
}

/// The number before a word: 3 for `passed` in ` ok. 3 passed; 0 failed;`.
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
    fn every_result_line_is_added_and_no_other() {
        let mut sum = Tally::default();
        OUTPUT.iter().for_each(|line| sum.read(line));
        assert_eq!(sum, tally(4, 2));
    }

    #[test]
    fn the_last_line_is_the_plain_count() {
        let total = [tally(3, 0), tally(4, 1)].into_iter().sum::<Tally>();
        assert_eq!(total.to_string(), "7 passed, 1 failed");
    }

    #[test]
    fn a_step_that_breaks_without_a_failed_test_counts_as_one() {
        assert_eq!(tally(3, 0).conclude(false, true), tally(3, 1));
        assert_eq!(tally(0, 0).conclude(false, false), Tally::COULD_NOT_RUN);
    }

    #[test]
    fn a_failed_test_is_counted_once_though_its_command_fails_too() {
        assert_eq!(tally(3, 2).conclude(false, true), tally(3, 2));
    }

    #[test]
    fn a_step_of_tests_that_ran_none_counts_as_failed() {
        assert_eq!(Tally::default().conclude(true, true), Tally::COULD_NOT_RUN);
        assert_eq!(Tally::default().conclude(true, false), tally(0, 0));
    }
}
