//! The one stream behind all its handles.

use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crossbeam_channel::{Sender, bounded, unbounded};
use parking_lot::Mutex;
use rushes_chunk::SerializedComponentBatch;
use rushes_core::{EntityPath, RowId, StoreInfo, TimeCell, TimePoint};
use rushes_rrd::SetStoreInfo;

use super::clock::wall_time_of;
use super::shared::Shared;
use super::worker::{Command, Worker, config_for};
use crate::batch::{Batches, Budget, Row, Staged, array_bytes};
use crate::import::Running;
use crate::sink::LogSink;
use crate::times::RowTimes;
use crate::wait::{self, Wait};
use crate::{
    BatcherHooks, ChunkBatcherConfig, LogMsg, PendingRow, RecordingStreamError,
    RecordingStreamResult, SinkFlushError, fork, local,
};

const THREAD_NAME: &str = "rushes-stream";

/// The logging side of a stream.
pub(crate) struct Inner {
    shared: Arc<Shared>,
    /// None only while it is dropped.
    commands: Option<Sender<Command>>,
    worker: Option<JoinHandle<()>>,
    /// Files that are being imported.
    imports: Mutex<Vec<Running>>,
    hooks: BatcherHooks,
    generation: fork::Generation,
}

/// Which times a row has.
pub(super) enum When {
    /// None: it holds always.
    Static,
    /// Those of the thread, and of the clock.
    Now,
    /// These.
    At(RowTimes),
}

impl Inner {
    pub(super) fn new(
        info: StoreInfo,
        config: Option<ChunkBatcherConfig>,
        hooks: BatcherHooks,
        sink: Box<dyn LogSink>,
    ) -> RecordingStreamResult<Self> {
        let fixed_config = config.is_some();
        let config = config.unwrap_or_else(|| config_for(sink.as_ref()));
        let shared = Arc::new(Shared::new(info, &config));
        let (sender, receiver) = unbounded();
        let worker = Worker {
            shared: Arc::clone(&shared),
            commands: receiver,
            sink: sink.into(),
            config,
            fixed_config,
            hooks: hooks.clone(),
        };
        let worker = std::thread::Builder::new()
            .name(THREAD_NAME.to_owned())
            .spawn(move || worker.run())
            .map_err(|err| RecordingStreamError::SpawnThread {
                name: THREAD_NAME.to_owned(),
                err,
            })?;
        let this = Self {
            shared,
            commands: Some(sender),
            worker: Some(worker),
            imports: Mutex::default(),
            hooks,
            generation: fork::Generation::current(),
        };
        this.send(vec![LogMsg::SetStoreInfo(SetStoreInfo {
            row_id: RowId::new(),
            info: this.shared.info().clone(),
        })]);
        Ok(this)
    }

    pub(super) fn shared(&self) -> &Shared {
        &self.shared
    }

    pub(super) fn share(&self) -> Arc<Shared> {
        Arc::clone(&self.shared)
    }

    pub(super) fn commands(&self) -> Option<Sender<Command>> {
        self.commands.clone()
    }

    pub(super) fn imports(&self) -> &Mutex<Vec<Running>> {
        &self.imports
    }

    pub(super) fn is_forked_child(&self) -> bool {
        self.generation.is_over()
    }

    /// Whether this is called by the sink, which must not wait for itself.
    pub(super) fn is_own_thread(&self) -> bool {
        let worker = self.worker.as_ref().map(|worker| worker.thread().id());
        worker == Some(std::thread::current().id())
    }

    pub(super) fn submit(&self, command: Command) {
        if let Some(commands) = &self.commands {
            // The worker only ends before when its sink panics; flushing says so.
            drop(commands.send(command));
        }
    }

    /// Adds a row. Fails when a batch is too large for one row.
    pub(super) fn record(
        &self,
        entity_path: EntityPath,
        row_id: RowId,
        batches: &mut Batches,
        when: When,
    ) -> RecordingStreamResult<()> {
        let tick = self.shared.take_tick();
        check(&entity_path, batches)?;
        if batches.is_empty() {
            log::warn!("Dropping chunk without components. Entity path: {entity_path}");
            return Ok(());
        }
        let is_now = matches!(when, When::Now);
        let log_time = (is_now && self.shared.log_time_enabled()).then(|| wall_time_of(row_id));
        let log_tick = tick.map(TimeCell::from_sequence);
        if self.hooks.on_insert.is_some() {
            self.call_on_insert(row_id, batches, &when, (log_time, log_tick));
        }
        let bytes = row_bytes(batches);
        let (thresholds, budget) = (self.shared.thresholds(), &self.shared.row_budget);
        let mut granted = 0;
        loop {
            let staged = local::with(&self.shared, |staging, times| {
                let row = Row {
                    entity_path: &entity_path,
                    row_id,
                    times: match &when {
                        When::Static => &RowTimes::STATIC,
                        When::Now => times.of_row(log_time, log_tick),
                        When::At(times) => times,
                    },
                    batches: &mut *batches,
                    bytes,
                };
                staging.push(row, granted, tick.is_some(), thresholds, budget)
            });
            match staged {
                Staged::Waits => break,
                Staged::Due(groups, bytes) => {
                    self.submit(Command::Rows(groups, bytes));
                    break;
                }
                Staged::NoBudget(wanted) => {
                    self.submit(Command::Drain);
                    self.acquire(budget, wanted);
                    granted = wanted;
                }
            }
        }
        if self.shared.mark_dirty() {
            self.submit(Command::Wake);
        }
        Ok(())
    }

    #[cold]
    fn call_on_insert(
        &self,
        row_id: RowId,
        batches: &[SerializedComponentBatch],
        when: &When,
        (log_time, log_tick): (Option<TimeCell>, Option<TimeCell>),
    ) {
        let timepoint = match when {
            When::Static => TimePoint::STATIC,
            When::At(times) => times.to_timepoint(),
            When::Now => local::with(&self.shared, |_, times| {
                times.of_row(log_time, log_tick).to_timepoint()
            }),
        };
        let named =
            |batch: &SerializedComponentBatch| (batch.descriptor.component.clone(), batch.clone());
        let row = PendingRow {
            row_id,
            timepoint,
            components: batches.iter().map(named).collect(),
        };
        if let Some(on_insert) = &self.hooks.on_insert {
            on_insert(&[row]);
        }
    }

    /// Hands messages over, ahead of rows that wait.
    pub(super) fn send(&self, messages: Vec<LogMsg>) {
        let cost = messages.iter().map(LogMsg::cost).sum();
        self.acquire(&self.shared.message_budget, cost);
        self.submit(Command::Messages(messages, cost));
    }

    /// Takes bytes from a budget. The worker does not wait for itself.
    fn acquire(&self, budget: &Budget, bytes: u64) {
        if !budget.try_acquire(bytes) {
            if self.is_own_thread() {
                budget.acquire_unchecked(bytes);
            } else {
                budget.acquire(bytes);
            }
        }
    }

    /// Has the worker do something, and waits until it is done. `operation` says what.
    pub(super) fn ask(&self, operation: &str, command: impl FnOnce(Sender<()>) -> Command) {
        if self.is_own_thread() {
            log::error!("{operation}: not possible from within the stream's own sink");
            return;
        }
        let (done, is_done) = bounded(1);
        self.submit(command(done));
        if is_done.recv().is_err() {
            log::error!("{operation}: {WORKER_IS_GONE}");
        }
    }

    /// Hands over all rows that this thread has logged, and has the sink write them, which `flush`
    /// does.
    pub(super) fn flush(
        &self,
        timeout: Duration,
        flush: impl FnOnce(&dyn LogSink, Duration) -> Result<(), SinkFlushError>,
    ) -> Result<(), SinkFlushError> {
        if self.is_own_thread() {
            let text = "a stream cannot be flushed from within its own sink";
            return Err(SinkFlushError::failed(text));
        }
        if timeout.is_zero() {
            self.submit(Command::FlushAsync);
            return Ok(());
        }
        let deadline = Instant::now().checked_add(timeout);
        let rest = || {
            deadline.map_or(Duration::MAX, |deadline| {
                deadline.saturating_duration_since(Instant::now())
            })
        };
        self.wait_for_imports(timeout)?;
        let (done, is_done) = bounded(1);
        self.submit(Command::Sync(done));
        let sink = match wait::receive(&is_done, rest()) {
            Wait::Received(sink) => sink,
            Wait::TimedOut => return Err(SinkFlushError::Timeout),
            Wait::Gone => return Err(SinkFlushError::failed(WORKER_IS_GONE)),
        };
        // On this thread: the worker goes on meanwhile.
        flush(sink.as_ref(), rest())
    }
}

const WORKER_IS_GONE: &str = "the stream's sink has panicked; the stream has ended";

impl Drop for Inner {
    fn drop(&mut self) {
        let is_own_thread = self.is_own_thread();
        if !is_own_thread {
            // Without a limit of time, this only waits.
            self.wait_for_imports(Duration::MAX).ok();
        }
        // With nobody left to send commands, the worker writes everything and ends.
        self.commands = None;
        if let Some(worker) = self.worker.take()
            && !is_own_thread
            && worker.join().is_err()
        {
            log::error!("{WORKER_IS_GONE}");
        }
    }
}

/// Leaves each component once. Fails when a batch is too large.
fn check(entity_path: &EntityPath, batches: &mut Batches) -> RecordingStreamResult<()> {
    let mut index = 0;
    while let Some(batch) = batches.get(index) {
        let instances = batch.array.len();
        if i32::try_from(instances).is_err() {
            return Err(rushes_chunk::Error::limit(format!(
                "{entity_path}: {} has {instances} instances in one row; the limit is {}. \
                 Log them as several entities, or rows",
                batch.descriptor,
                i32::MAX
            ))
            .into());
        }
        let component = &batch.descriptor.component;
        let before = batches.iter().take(index);
        let is_repeated = before
            .map(|other| &other.descriptor.component)
            .any(|other| other == component);
        if is_repeated {
            log::warn!(
                "{entity_path}: Component {} was included multiple times. Only the first \
                 instance will be used.",
                batch.descriptor.full_description()
            );
            batches.remove(index);
        } else {
            index += 1;
        }
    }
    Ok(())
}

/// What a row counts for while it waits: its values, its id, a time or two.
fn row_bytes(batches: &[SerializedComponentBatch]) -> u64 {
    const ROW_BYTES: usize = 16 + 16;
    let values = batches.iter().map(|batch| array_bytes(&batch.array) + 4);
    (ROW_BYTES + values.sum::<usize>()) as u64
}
