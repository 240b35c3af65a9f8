//! Progress on long work, on a terminal only.

use std::io::IsTerminal as _;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shows how many bytes of the input are done. Nothing appears unless standard error is a
/// terminal, nor for work that is over at once.
#[derive(Debug)]
pub struct Progress(ProgressBar);

/// Work shorter than this shows no bar: inputs smaller than what a second reads.
const MIN_BYTES: u64 = 64 << 20;

impl Progress {
    /// Progress through `total` bytes; `None` when nobody knows how many there are.
    pub fn new(what: &'static str, total: Option<u64>) -> Self {
        if !std::io::stderr().is_terminal() || total.is_some_and(|total| total < MIN_BYTES) {
            return Self(ProgressBar::hidden());
        }
        let bar = match total {
            Some(total) => ProgressBar::new(total),
            None => ProgressBar::new_spinner(),
        };
        let template = match total {
            Some(_) => "{msg} {wide_bar} {bytes}/{total_bytes} {bytes_per_sec} {eta}",
            None => "{msg} {spinner} {bytes} {bytes_per_sec}",
        };
        let style = ProgressStyle::with_template(template);
        bar.set_style(style.unwrap_or_else(|_invalid| ProgressStyle::default_bar()));
        bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
        bar.set_message(what);
        bar.enable_steady_tick(Duration::from_millis(200));
        Self(bar)
    }

    /// Counts more bytes as done.
    pub fn add(&self, bytes: u64) {
        self.0.inc(bytes);
    }

    /// Prints a line above the bar.
    pub fn print(&self, line: &str) {
        self.0.suspend(|| eprintln!("{line}"));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// Shows how much of a fixed time is over, on a terminal.
#[derive(Debug)]
pub struct Countdown(&'static str);

impl Countdown {
    /// A countdown for what is being done.
    pub fn new(what: &'static str) -> Self {
        Self(what)
    }

    /// Waits for `time`.
    pub fn wait(self, time: Duration) {
        const STEP: Duration = Duration::from_millis(100);
        let bar = if std::io::stderr().is_terminal() {
            ProgressBar::new(time.as_millis() as u64)
        } else {
            ProgressBar::hidden()
        };
        let style = ProgressStyle::with_template("{msg} {wide_bar} {elapsed}");
        bar.set_style(style.unwrap_or_else(|_invalid| ProgressStyle::default_bar()));
        bar.set_message(self.0);
        let start = std::time::Instant::now();
        while let Some(left) = time.checked_sub(start.elapsed()) {
            bar.set_position((time - left).as_millis() as u64);
            std::thread::sleep(left.min(STEP));
        }
        bar.finish_and_clear();
    }
}
