//! A filter: logs each line that it reads, and writes the recording to standard output.
//!
//! `ping -c 3 localhost | cargo run --example stdio -- --stdout > ping.rrd`

mod args;

use std::io::BufRead as _;

use rushes::TextLog;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rec = args::stream("rushes_example_stdio")?;

    for (number, line) in (0_i64..).zip(std::io::stdin().lock().lines()) {
        rec.set_time_sequence("line", number);
        rec.log("stdin", &TextLog::new(line?))?;
    }
    // Whoever reads the recording gets all of it before this program ends.
    rec.flush_blocking()?;
    Ok(())
}
