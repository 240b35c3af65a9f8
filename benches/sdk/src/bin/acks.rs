//! How long a flush takes whose data a server acknowledges: `acks COUNT URL`.

use std::time::Instant;

use anyhow::{Context as _, Result};
use rushes::{RecordingStreamBuilder, Scalars};

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let count: usize = args.next().context("COUNT is missing")?.parse()?;
    let url = args.next().context("URL is missing")?;
    let rec = RecordingStreamBuilder::new("rushes_bench").connect_grpc_opts(url)?;
    rec.flush_blocking()?;
    let mut times: Vec<f64> = (0..count)
        .map(|i| {
            let start = Instant::now();
            rec.log("x", &Scalars::single(i as f64))?;
            rec.flush_blocking()?;
            Ok(start.elapsed().as_secs_f64() * 1e3)
        })
        .collect::<Result<_>>()?;
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((count - 1) as f64 * share) as usize];
    let report = serde_json::json!({ "p50_ms": at(0.5), "p99_ms": at(0.99), "max_ms": at(1.0) });
    println!("{report}");
    Ok(())
}
