//! A recording as a table: logged by two programs into two files, asked as one.
//!
//! `cargo run -p rushes --features dataframe --example query -- --save plant.rrd`

#![expect(clippy::print_stdout, reason = "it shows what it found")]

use std::path::PathBuf;

use rushes::dataframe::{
    OpenOptions, QueryEngine, QueryExpression, Recordings, SparseFillStrategy,
};
use rushes::store::LatestAtQuery;
use rushes::{RecordingStreamBuilder, Scalars, TextLog};

type Error = Box<dyn std::error::Error>;

fn main() -> Result<(), Error> {
    let boiler = std::env::args().skip_while(|arg| arg != "--save").nth(1);
    let boiler = PathBuf::from(boiler.ok_or("say where to: --save plant.rrd")?);
    let log = boiler.with_extension("log.rrd");

    // Two producers of one recording. They share nothing but its id.
    let rec = RecordingStreamBuilder::new("plant")
        .recording_id("monday")
        .save(&boiler)?;
    for second in 0..600 {
        rec.set_duration_secs("elapsed", f64::from(second));
        rec.log(
            "boiler/celsius",
            &Scalars::single(20.0 + f64::from(second) / 10.0),
        )?;
    }
    drop(rec);
    let rec = RecordingStreamBuilder::new("plant")
        .recording_id("monday")
        .save(&log)?;
    for (second, text) in [(0.5, "fire lit"), (300.25, "valve opened")] {
        rec.set_duration_secs("elapsed", second);
        rec.log("boiler/log", &TextLog::new(text))?;
    }
    drop(rec);

    let recordings = Recordings::open([&boiler, &log], &OpenOptions::default())?;
    for store in recordings.recordings() {
        println!(
            "{}: {} rows",
            store.id().recording_id(),
            store.stats().total().num_rows
        );

        // What held five minutes in?
        let query = LatestAtQuery::new("elapsed", 300_000_000_000_i64);
        let entity = "boiler/celsius".into();
        for (component, cell) in store.latest_at_all(&query, &entity)?.cells {
            println!("{component} at 300 s: {:?}", cell.instances());
        }

        // A row for each time, of all entities; what did not change is filled.
        let query = QueryExpression {
            sparse_fill_strategy: SparseFillStrategy::LatestAtGlobal,
            ..QueryExpression::on("elapsed")
        };
        let table = QueryEngine::new(store).query(query)?;
        for field in table.schema().fields() {
            println!("column {}: {}", field.name(), field.data_type());
        }
        let mut rows = 0;
        for batch in table.batches()? {
            rows += batch?.num_rows();
        }
        println!("{rows} rows");
    }
    Ok(())
}
