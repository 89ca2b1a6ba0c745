//! A running command whose output is printed with the time, and whose silences are measured.

use std::io::{BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::Step;

const POLL_INTERVAL: Duration = Duration::from_millis(200);
/// When a condition counts as never met.
const TIMEOUT: Duration = Duration::from_secs(3600);

/// A running command. Dropping it ends the command.
pub(super) struct Watched {
    child: Child,
    readers: Vec<JoinHandle<()>>,
    output: Arc<Mutex<Output>>,
}

/// The times of a command's output.
struct Output {
    start: Instant,
    last: Instant,
    last_line: String,
    longest: (Duration, String),
}

impl Output {
    fn add_line(&mut self, line: String) {
        self.end_silence();
        println!("{:7.1} s  {line}", self.start.elapsed().as_secs_f32());
        self.last_line = line;
    }

    fn end_silence(&mut self) {
        let silence = self.last.elapsed();
        self.last = Instant::now();
        if silence > self.longest.0 {
            self.longest = (silence, self.last_line.clone());
        }
    }
}

impl Watched {
    pub(super) fn spawn(command: &mut Command) -> Result<Self> {
        command.stdin(Stdio::null());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        println!("\n$ {command:?}");
        let start = Instant::now();
        let mut child = command.spawn().context("cargo could not be started")?;
        let output = Arc::new(Mutex::new(Output {
            start,
            last: start,
            last_line: "(the start)".to_owned(),
            longest: Default::default(),
        }));
        let mut readers = Vec::new();
        readers.extend(child.stdout.take().map(|pipe| read(pipe, &output)));
        readers.extend(child.stderr.take().map(|pipe| read(pipe, &output)));
        Ok(Self {
            child,
            readers,
            output,
        })
    }

    /// Waits until the condition holds and returns the time that it took from this call.
    pub(super) fn wait_until(&mut self, mut condition: impl FnMut() -> bool) -> Result<Duration> {
        let start = Instant::now();
        while !condition() {
            if let Some(status) = self.child.try_wait()? {
                bail!("the command ended early: {status}");
            }
            if start.elapsed() > TIMEOUT {
                bail!("timed out after {} s", TIMEOUT.as_secs());
            }
            thread::sleep(POLL_INTERVAL);
        }
        Ok(start.elapsed())
    }

    /// Waits until the command ends and returns whether it succeeded.
    pub(super) fn wait(&mut self) -> Result<bool> {
        let status = self.child.wait()?;
        for reader in self.readers.drain(..) {
            reader.join().expect("reading lines does not panic");
        }
        Ok(status.success())
    }

    /// Describes the time from the start until now.
    pub(super) fn step(&self, what: String, is_success: bool) -> Step {
        let mut output = lock(&self.output);
        output.end_silence();
        Step {
            what,
            duration: output.start.elapsed(),
            longest_silence: Some(output.longest.clone()),
            is_success,
        }
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        // An error means that the command has already ended.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Reads the lines of a pipe. A carriage return, with which programs redraw their progress, ends a line too.
fn read(pipe: impl Read + Send + 'static, output: &Arc<Mutex<Output>>) -> JoinHandle<()> {
    let output = Arc::clone(output);
    thread::spawn(move || {
        let mut line = Vec::new();
        for byte in BufReader::new(pipe).bytes().map_while(Result::ok) {
            if byte != b'\n' && byte != b'\r' {
                line.push(byte);
            } else if !line.is_empty() {
                let text = String::from_utf8_lossy(&line).into_owned();
                lock(&output).add_line(text);
                line.clear();
            }
        }
    })
}

fn lock(output: &Mutex<Output>) -> MutexGuard<'_, Output> {
    output.lock().expect("no thread panics while it prints")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silences_are_measured_until_the_step_ends() {
        let start = Instant::now();
        let mut watched = Watched::spawn(Command::new("rustc").arg("-vV")).unwrap();
        assert!(watched.wait().unwrap());
        // Longer than any silence so far, however slow the machine is.
        thread::sleep(start.elapsed() + Duration::from_millis(300));
        let step = watched.step("a step".to_owned(), true);
        let (silence, line) = step.longest_silence.unwrap();
        assert!(silence >= Duration::from_millis(300), "{silence:?}");
        assert!(line.starts_with("LLVM version"), "{line}");
        assert!(step.duration >= silence);
    }

    #[test]
    fn a_command_that_ends_does_not_fulfil_a_condition() {
        let mut watched = Watched::spawn(Command::new("rustc").arg("-vV")).unwrap();
        assert!(watched.wait_until(|| false).is_err());
    }
}
