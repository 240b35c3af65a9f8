//! Text: a sieve tells what it does line by line, and writes a report that grows.
//!
//! `cargo run --example text -- --save text.rrd`

mod args;

use std::fmt::Write as _;

use rushes::{TextDocument, TextLog, TextLogLevel};

const LIMIT: usize = 1000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rec = args::stream("rushes_example_text")?;
    let about = "The sieve of Eratosthenes.\nCross out the multiples of each number that is left.";
    rec.log_static("about", &TextDocument::new(about))?;

    let mut is_prime = vec![true; LIMIT];
    let mut report = String::from("# Primes\n\n| prime | crossed out | left |\n|---:|---:|---:|\n");
    for number in 2..LIMIT {
        rec.set_time_sequence("number", number as i64);
        if !is_prime[number] {
            let line = TextLog::new(format!("{number} is crossed out already"));
            rec.log("sieve", &line.with_level(TextLogLevel::TRACE))?;
            continue;
        }
        let mut crossed_out = 0;
        for multiple in (number * number..LIMIT).step_by(number) {
            crossed_out += usize::from(std::mem::take(&mut is_prime[multiple]));
        }
        let level = if crossed_out > 0 {
            TextLogLevel::INFO
        } else {
            TextLogLevel::DEBUG
        };
        let line = TextLog::new(format!(
            "{number} is prime: {crossed_out} multiples crossed out"
        ));
        rec.log("sieve", &line.with_level(level).with_color([90, 200, 120]))?;

        if crossed_out > 0 {
            let left = is_prime
                .iter()
                .skip(number + 1)
                .filter(|left| **left)
                .count();
            writeln!(report, "| **{number}** | {crossed_out} | {left} |")?;
            rec.log("report", &TextDocument::from_markdown(report.as_str()))?;
        }
    }
    let twins = is_prime
        .windows(3)
        .filter(|three| three[0] && three[2])
        .count()
        - 1;
    let line = TextLog::new(format!("there are {twins} pairs of twins below {LIMIT}"));
    rec.log("sieve", &line.with_level(TextLogLevel::WARN))?;
    Ok(())
}
