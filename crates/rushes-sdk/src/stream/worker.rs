//! The thread of a stream: it takes the rows that wait, makes chunks of them, and hands them to
//! the sink.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender};
use rushes_chunk::Chunk;
use rushes_core::RowId;
use rushes_rrd::SetStoreInfo;

use super::shared::Shared;
use crate::LogMsg;
use crate::batch::{BatcherHooks, ChunkBatcherConfig, EntityGroup, chunks_of, joined};
use crate::once::first_time;
use crate::sink::LogSink;

type Look = dyn FnOnce(&dyn LogSink) + Send;

/// What the worker is asked to do, in order.
pub(crate) enum Command {
    /// Rows wait: take them within a tick.
    Wake,
    /// Take all rows that wait now.
    Drain,
    /// Make chunks of these rows, which hold so many bytes of the budget.
    Rows(Vec<EntityGroup>, u64),
    /// Hand messages over. They hold so many bytes of the budget.
    Messages(Vec<LogMsg>, u64),
    /// Hand over all rows that wait, then say where they went.
    Sync(Sender<Arc<dyn LogSink>>),
    /// Hand over all rows that wait, and have the sink write without waiting for it.
    FlushAsync,
    /// Exchange the sink.
    SetSink(Box<dyn LogSink>, Sender<()>),
    /// Let someone look at the sink.
    Inspect(Box<Look>, Sender<()>),
    /// End sinks that are to end at shutdown, as if this were it.
    FinalizeDeferred(Sender<()>),
}

/// The state of the thread.
pub(crate) struct Worker {
    pub(crate) shared: Arc<Shared>,
    pub(crate) commands: Receiver<Command>,
    pub(crate) sink: Arc<dyn LogSink>,
    pub(crate) config: ChunkBatcherConfig,
    /// Settings that the program chose, which no sink changes.
    pub(crate) fixed_config: bool,
    pub(crate) hooks: BatcherHooks,
}

impl Worker {
    /// Works until the last handle of the stream is gone.
    pub(crate) fn run(mut self) {
        self.config_changed();
        let mut deadline: Option<Instant> = None;
        loop {
            let command = match deadline {
                Some(deadline) => self.commands.recv_deadline(deadline),
                None => self
                    .commands
                    .recv()
                    .map_err(|_gone| RecvTimeoutError::Disconnected),
            };
            match command {
                Ok(Command::Wake) if deadline.is_none() => {
                    deadline = Instant::now().checked_add(self.config.flush_tick);
                }
                Ok(command) => self.handle(command),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            if deadline.is_some_and(|deadline| Instant::now() >= deadline) {
                deadline = None;
                self.drain();
            }
        }
        self.drain();
        self.sink.finish();
    }

    fn handle(&mut self, command: Command) {
        match command {
            Command::Wake => {}
            Command::Drain => self.drain(),
            Command::Rows(groups, bytes) => {
                self.send_rows(groups);
                self.shared.row_budget.release(bytes);
            }
            Command::Messages(messages, bytes) => {
                self.sink.send_all(messages);
                self.shared.message_budget.release(bytes);
            }
            Command::Sync(done) => {
                self.drain();
                // Nobody waits any more when that took too long.
                drop(done.send(Arc::clone(&self.sink)));
            }
            Command::FlushAsync => {
                self.drain();
                // A timeout is what is expected here; errors come back with the next flush.
                drop(self.sink.flush_blocking(Duration::ZERO));
            }
            Command::SetSink(sink, done) => {
                self.set_sink(sink);
                done.send(()).ok();
            }
            Command::Inspect(look, done) => {
                look(self.sink.as_ref());
                done.send(()).ok();
            }
            Command::FinalizeDeferred(done) => {
                self.finalize_deferred();
                done.send(()).ok();
            }
        }
    }

    /// Takes all rows that wait and hands them over.
    fn drain(&mut self) {
        let (mut groups, bytes, several_threads) = self.shared.take_rows();
        if several_threads {
            groups = joined(groups);
        }
        self.send_rows(groups);
        if bytes > 0 {
            self.shared.row_budget.release(bytes);
        }
    }

    fn send_rows(&self, groups: Vec<EntityGroup>) {
        if groups.is_empty() {
            return;
        }
        let chunks = chunks_of(groups, self.config.chunk_max_rows_if_unsorted);
        let store_id = self.shared.store_id();
        let message = |chunk: Chunk| {
            if let Some(on_release) = &self.hooks.on_release {
                on_release(&chunk);
            }
            LogMsg::Chunk(store_id.clone(), chunk)
        };
        self.sink
            .send_all(chunks.into_iter().map(message).collect());
    }

    /// What the old sink still has goes to the new one first.
    fn set_sink(&mut self, sink: Box<dyn LogSink>) {
        self.drain();
        let mut messages = vec![self.store_info()];
        messages.extend(self.sink.drain_backlog());
        sink.send_all(messages);
        flush(sink.as_ref());
        let old = std::mem::replace(&mut self.sink, sink.into());
        old.finish();
        drop(old);
        if !self.fixed_config {
            self.config = ChunkBatcherConfig {
                max_bytes_in_flight: self.config.max_bytes_in_flight,
                ..config_for(self.sink.as_ref())
            };
            self.config_changed();
        }
    }

    fn finalize_deferred(&mut self) {
        self.drain();
        if self.sink.defers_finalization_to_shutdown() && !self.sink.finalize_deferred_in_place() {
            self.set_sink(Box::new(crate::sink::BufferedSink::new()));
        }
    }

    fn config_changed(&self) {
        self.shared.set_thresholds(&self.config);
        let is_always = self.config.flush_num_rows <= 1 || self.config.flush_num_bytes == 0;
        if is_always
            && self.sink.defers_finalization_to_shutdown()
            && first_time("every row of a file is a chunk")
        {
            log::warn!(
                "every row is written as a chunk of its own: the file will be large, and slow to \
                 read. Let rows be batched, or optimize the file afterwards"
            );
        }
        if let Some(on_config_change) = &self.hooks.on_config_change {
            on_config_change(&self.config);
        }
    }

    /// The message that introduces the recording.
    fn store_info(&self) -> LogMsg {
        LogMsg::SetStoreInfo(SetStoreInfo {
            row_id: RowId::new(),
            info: self.shared.info().clone(),
        })
    }
}

impl Drop for Worker {
    /// Also when a sink panics: nobody must wait for this thread then.
    fn drop(&mut self) {
        self.shared.close();
    }
}

/// The settings that a sink wants, as the environment changes them.
pub(crate) fn config_for(sink: &dyn LogSink) -> ChunkBatcherConfig {
    let config = sink.default_batcher_config();
    config.apply_env().unwrap_or_else(|error| {
        log::error!("{error}");
        config
    })
}

/// Has the sink write everything.
fn flush(sink: &dyn LogSink) {
    if let Err(error) = sink.flush_blocking(Duration::MAX) {
        log::error!("{error}");
    }
}
