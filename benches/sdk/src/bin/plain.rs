//! What cannot be left out: the same bytes written as they are, one write for each call; or, for what is to be
//! compressed, compressed by `lz4_flex` alone and written nowhere. As many threads as there are processors get the most
//! out of them.

use std::fs::File;
use std::io::Write as _;

use anyhow::Result;
use bench_sdk::{Run, Workload, picture};

fn main() -> Result<()> {
    let run = Run::from_args()?;
    let file = File::create(&run.file)?;
    let payload = picture(run.workload.bytes());
    let calls = if run.workload == (Workload::Blob { compressed: false }) {
        run.calls(|_, _| (&file).write_all(&payload).unwrap())
    } else {
        run.calls(|_, _| drop(lz4_flex::block::compress(&payload)))
    };
    drop(file);
    run.report(&calls)
}
