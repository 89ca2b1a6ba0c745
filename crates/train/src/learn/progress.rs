//! How far a run is and how long is left, while it goes on: a bar on a terminal, and a line an epoch
//! wherever the output goes.
//!
//! The time left is that of the steps left at the pace of this run so far, evaluation and all; a run that
//! goes on after a stop does not count what was done before it.

use std::time::{Duration, Instant};

use indicatif::{HumanDuration, ProgressBar, ProgressStyle};

use super::log::Epoch;

const BAR: &str = "{bar:30} epoch {prefix}  {msg}";

/// The progress of a whole run.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    epochs: usize,
    pace: Pace,
}

#[derive(Debug)]
struct Pace {
    start: Instant,
    /// Steps done before this start.
    before: u64,
    /// Steps of the whole run.
    all: u64,
}

impl Progress {
    /// The progress of a run of `epochs` epochs of `steps` steps each, of which `done` epochs are done. The
    /// bar is drawn on the standard error, where that is a terminal.
    pub fn new(epochs: usize, steps: usize, done: usize) -> Self {
        let pace = Pace {
            start: Instant::now(),
            before: (steps * done) as u64,
            all: (steps * epochs) as u64,
        };
        let style = ProgressStyle::with_template(BAR).expect("the template is well formed");
        let bar = ProgressBar::new(pace.all)
            .with_style(style)
            .with_position(pace.before);
        Self { bar, epochs, pace }
    }

    /// An epoch begins.
    pub fn begin(&self, epoch: usize) {
        self.bar.set_prefix(format!("{epoch}/{}", self.epochs));
    }

    /// A step is done; `mean_loss` and `accuracy` (0..1) are those of the epoch so far.
    pub fn step(&self, mean_loss: f64, accuracy: f64) {
        self.bar.inc(1);
        let percent = accuracy * 100.0;
        let left = self.left();
        self.bar
            .set_message(format!("loss {mean_loss:.4} {percent:.2} %  {left}"));
    }

    /// An epoch is done: prints its line.
    pub fn finish(&self, epoch: &Epoch) {
        let (number, epochs, left) = (epoch.epoch, self.epochs, self.left());
        self.bar
            .suspend(|| println!("epoch {number:>3}/{epochs}: {epoch}, {left}"));
    }

    /// Takes the bar off the terminal.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }

    fn left(&self) -> String {
        let left = self
            .pace
            .left(self.bar.position(), self.pace.start.elapsed());
        format!("{} left", HumanDuration(left))
    }
}

impl Pace {
    /// How long the run still takes after `done` steps, at least one of them in the `elapsed` time since its
    /// start.
    fn left(&self, done: u64, elapsed: Duration) -> Duration {
        let (taken, left) = (done - self.before, self.all - done);
        elapsed.mul_f64(left as f64 / taken.max(1) as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pace(before: u64) -> Pace {
        Pace {
            start: Instant::now(),
            before,
            all: 100,
        }
    }

    #[test]
    fn the_steps_left_take_as_long_as_those_taken() {
        let minute = Duration::from_secs(60);
        assert_eq!(pace(0).left(25, minute), 3 * minute);
        assert_eq!(pace(0).left(100, minute), Duration::ZERO);
    }

    #[test]
    fn steps_before_a_stop_do_not_count() {
        let minute = Duration::from_secs(60);
        assert_eq!(pace(50).left(75, minute), minute);
    }
}
