//! The command line of the examples: where the recording goes.
#![allow(dead_code, reason = "no example uses all of it")]

use std::error::Error;

use rushes::{RecordingStream, RecordingStreamBuilder};

/// A stream to the file after `--save`, or to standard output with `--stdout`.
pub fn stream(application_id: &'static str) -> Result<RecordingStream, Box<dyn Error>> {
    let builder = RecordingStreamBuilder::new(application_id);
    if has("--stdout") {
        return Ok(builder.stdout()?);
    }
    let path = value("--save").ok_or("say where to: --save FILE, or --stdout")?;
    Ok(builder.save(path)?)
}

/// What follows an option.
pub fn value(option: &str) -> Option<String> {
    let mut args = std::env::args().skip_while(|arg| arg != option);
    args.nth(1)
}

/// Whether an option is given.
pub fn has(option: &str) -> bool {
    std::env::args().any(|arg| arg == option)
}
