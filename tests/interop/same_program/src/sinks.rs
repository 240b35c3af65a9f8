//! Where streams go.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rerun::log::ChunkBatcherConfig;
use rerun::sink::{CallbackSink, FileSink, GrpcSink};

pub fn run() -> anyhow::Result<()> {
    let (rec, storage) = rerun::RecordingStreamBuilder::new("rerun_example_sinks")
        .recording_id("some-id")
        .recording_name("a name")
        .batcher_config(ChunkBatcherConfig::ALWAYS_TEST_ONLY)
        .memory()?;
    rec.log("text", &rerun::TextLog::new("one"))?;
    rec.flush_blocking()?;
    assert!(storage.num_msgs() > 0);
    assert!(!storage.take().is_empty());

    let seen = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&seen);
    rec.set_sink(Box::new(CallbackSink::new(move |messages| {
        count.fetch_add(messages.len(), Ordering::Relaxed);
    })));
    rec.log("text", &rerun::TextLog::new("two"))?;
    rec.flush_with_timeout(std::time::Duration::from_secs(5))?;
    assert!(seen.load(Ordering::Relaxed) > 0);

    let folder = std::env::temp_dir();
    let path = folder.join(format!("same-program-{}.rrd", std::process::id()));
    let rec = rerun::RecordingStreamBuilder::new("rerun_example_sinks").set_sinks((
        FileSink::new(&path)?,
        GrpcSink::new("rerun+http://127.0.0.1:9/proxy".parse()?),
    ));
    drop(rec);
    std::fs::remove_file(path)?;

    let rec = rerun::RecordingStreamBuilder::new("rerun_example_disabled")
        .enabled(false)
        .connect_grpc_opts("rerun+http://127.0.0.1:9/proxy")?;
    assert!(!rec.is_enabled());
    Ok(())
}

/// What would wait for a server, and is only compiled.
#[expect(dead_code, reason = "that it compiles is what matters")]
fn servers() -> anyhow::Result<()> {
    let rec = rerun::RecordingStreamBuilder::new("app").connect_grpc()?;
    rec.connect_grpc_opts(rerun::DEFAULT_CONNECT_URL)?;
    rec.spawn()?;
    rec.spawn_opts(&rerun::SpawnOptions {
        port: rerun::DEFAULT_SERVER_PORT,
        memory_limit: "25%".to_owned(),
        ..rerun::SpawnOptions::default()
    })?;
    rec.serve_grpc_opts(
        "0.0.0.0",
        9876,
        rerun::ServerOptions {
            memory_limit: rerun::MemoryLimit::from_fraction_of_total(0.25),
            playback_behavior: rerun::PlaybackBehavior::OldestFirst,
            ..rerun::ServerOptions::default()
        },
    )?;
    let rec = rerun::RecordingStreamBuilder::new("app").spawn()?;
    rec.disconnect();
    Ok(())
}
