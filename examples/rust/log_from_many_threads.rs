//! Eight threads log to one recording. Each sets its own times; nobody waits for the others.
//!
//! `cargo run --example log_from_many_threads -- --save threads.rrd`

mod args;

use rushes::{RecordingStreamResult, Scalars, entity_path};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rec = args::stream("rushes_example_log_from_many_threads")?;

    std::thread::scope(|scope| {
        let work = |thread: u32| -> RecordingStreamResult<()> {
            let path = entity_path!("threads", thread);
            for step in 0..10_000_u32 {
                rec.set_time_sequence("step", step);
                let wave = f64::from(step) / 500.0 + f64::from(thread);
                rec.log(path.clone(), &Scalars::single(wave.sin()))?;
            }
            Ok(())
        };
        let threads: Vec<_> = (0..8)
            .map(|thread| scope.spawn(move || work(thread)))
            .collect();
        for thread in threads {
            thread.join().map_err(|_panic| "a thread panicked")??;
        }
        Ok(())
    })
}
