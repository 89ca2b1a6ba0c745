//! Progress display of a run: a progress bar on a terminal, and one line per epoch on standard output.
//!
//! The remaining time is extrapolated from the average duration of a step since the start of the process, including
//! evaluation.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use indicatif::{HumanDuration, ProgressBar, ProgressStyle};

use super::metrics::EpochMetrics;

const BAR: &str = "{bar:30} epoch {prefix}  {msg}";

/// Progress display of a run.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    epochs: usize,
    estimate: TimeEstimate,
}

#[derive(Debug)]
struct TimeEstimate {
    start: Instant,
    /// Steps completed before `start`.
    steps_before: u64,
    /// Number of steps of the whole run.
    total_steps: u64,
}

impl Progress {
    /// Creates the progress display of a run, of which `epochs_done` epochs are already completed.
    ///
    /// The bar is drawn on standard error if that is a terminal.
    pub fn new(epochs: usize, steps_per_epoch: usize, epochs_done: usize) -> Self {
        let estimate = TimeEstimate {
            start: Instant::now(),
            steps_before: (steps_per_epoch * epochs_done) as u64,
            total_steps: (steps_per_epoch * epochs) as u64,
        };
        let style = ProgressStyle::with_template(BAR).expect("the template is well formed");
        let bar = ProgressBar::new(estimate.total_steps)
            .with_style(style)
            .with_position(estimate.steps_before);
        Self {
            bar,
            epochs,
            estimate,
        }
    }

    /// Displays the start of an epoch.
    pub fn begin_epoch(&self, epoch: usize) {
        self.bar.set_prefix(format!("{epoch}/{}", self.epochs));
    }

    /// Displays the completion of a step; `mean_loss` and `accuracy` (0..1) are those of the epoch so far.
    pub fn finish_step(&self, mean_loss: f64, accuracy: f64) {
        self.bar.inc(1);
        let percent = accuracy * 100.0;
        let remaining = self.remaining();
        self.bar
            .set_message(format!("loss {mean_loss:.4} {percent:.2} %  {remaining}"));
    }

    /// Prints the metrics of a completed epoch.
    ///
    /// # Errors
    /// Returns an error if standard output is closed.
    pub fn finish_epoch(&self, epoch: &EpochMetrics) -> io::Result<()> {
        let (number, epochs, remaining) = (epoch.epoch, self.epochs, self.remaining());
        let line = format!("epoch {number:>3}/{epochs}: {epoch}, {remaining}");
        self.bar.suspend(|| writeln!(io::stdout(), "{line}"))
    }

    /// Removes the bar from the terminal.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }

    fn remaining(&self) -> String {
        let remaining = self
            .estimate
            .remaining(self.bar.position(), self.estimate.start.elapsed());
        format!("{} left", HumanDuration(remaining))
    }
}

impl TimeEstimate {
    /// Returns the estimated remaining time, given the number of completed steps and the time since the start.
    fn remaining(&self, steps_done: u64, elapsed: Duration) -> Duration {
        let (timed, remaining) = (
            steps_done - self.steps_before,
            self.total_steps - steps_done,
        );
        elapsed.mul_f64(remaining as f64 / timed.max(1) as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn estimate(steps_before: u64) -> TimeEstimate {
        TimeEstimate {
            start: Instant::now(),
            steps_before,
            total_steps: 100,
        }
    }

    #[test]
    fn the_remaining_time_is_extrapolated_from_the_completed_steps() {
        let minute = Duration::from_secs(60);
        assert_eq!(estimate(0).remaining(25, minute), 3 * minute);
        assert_eq!(estimate(0).remaining(100, minute), Duration::ZERO);
    }

    #[test]
    fn steps_before_a_resume_are_ignored() {
        let minute = Duration::from_secs(60);
        assert_eq!(estimate(50).remaining(75, minute), minute);
    }
}
