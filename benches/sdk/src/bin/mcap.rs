//! As many bytes as messages of an MCAP file: one for each call, on a channel without schema. It is written by the
//! threads that call, under a lock; compressed with LZ4 as the recordings are.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufWriter;
use std::sync::Mutex;
use std::time::SystemTime;

use anyhow::Result;
use bench_sdk::{Run, Workload, picture};
use mcap::records::MessageHeader;
use mcap::{Compression, WriteOptions};

fn main() -> Result<()> {
    let run = Run::from_args()?;
    let is_raw = run.workload == (Workload::Blob { compressed: false });
    let compression = (!is_raw).then_some(Compression::Lz4);
    let output = BufWriter::new(File::create(&run.file)?);
    let mut writer = WriteOptions::new()
        .compression(compression)
        .create(output)?;
    let add = |thread| writer.add_channel(0, &format!("robot{thread}/arm"), "", &BTreeMap::new());
    let channels: Vec<u16> = (0..run.threads).map(add).collect::<Result<_, _>>()?;
    let payload = picture(run.workload.bytes());
    let writer = Mutex::new(writer);
    let calls = run.calls(|thread, i| {
        let now = SystemTime::UNIX_EPOCH.elapsed().unwrap().as_nanos() as u64;
        let header = MessageHeader {
            channel_id: channels[thread],
            sequence: i as u32,
            log_time: now,
            publish_time: now,
        };
        let mut writer = writer.lock().unwrap();
        writer.write_to_known_channel(&header, &payload).unwrap();
    });
    let mut writer = writer.into_inner().unwrap();
    writer.finish()?;
    drop(writer);
    run.report(&calls)
}
