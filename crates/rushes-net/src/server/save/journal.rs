//! The thread that writes all shards.
//!
//! It takes whatever waits, writes it, syncs every file that it wrote to, and then tells everyone:
//! many producers share the time that a disk takes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender};

use bytes::Bytes;
use rushes_core::Tuid;
use rushes_rrd::{Limits, MessageKind};

use super::super::classify::StoreName;
use super::shard::Shard;
use super::{Entry, Permit, Told};
use crate::{Error, ErrorKind, Result};

/// What is taken at once before it is synced.
const MAX_BATCH_BYTES: usize = 16 << 20;

/// What the thread is to do.
pub(super) enum Task {
    Append {
        connection: Tuid,
        producer: Tuid,
        entries: Vec<Entry>,
        told: Told,
        permit: Permit,
    },
    Close {
        connection: Tuid,
    },
}

/// Which shard: of which connection, and which store.
type Key = (Tuid, StoreName);

/// All that is being written.
pub(super) struct Journal {
    folder: PathBuf,
    shards: BTreeMap<Key, Shard>,
    /// What introduces each store: every shard starts with it.
    store_infos: BTreeMap<StoreName, Bytes>,
    unsynced: BTreeSet<Key>,
    /// Connections of which something could not be saved. Nothing more of them is, until they end:
    /// what is acknowledged covers all before.
    failed: BTreeSet<Tuid>,
    /// Stores that some complete shard introduces.
    introduced: BTreeSet<StoreName>,
    /// Takes shards that nothing more is written to.
    sealer: Sender<PathBuf>,
}

impl Journal {
    pub(super) fn new(folder: PathBuf, sealer: Sender<PathBuf>) -> Self {
        Self {
            folder,
            shards: BTreeMap::new(),
            store_infos: BTreeMap::new(),
            unsynced: BTreeSet::new(),
            failed: BTreeSet::new(),
            introduced: BTreeSet::new(),
            sealer,
        }
    }

    pub(super) fn run(mut self, tasks: &Receiver<Task>) {
        while let Ok(first) = tasks.recv() {
            let mut batch = Batch::default();
            self.take(first, &mut batch);
            while batch.bytes < MAX_BATCH_BYTES
                && let Ok(task) = tasks.try_recv()
            {
                self.take(task, &mut batch);
            }
            self.sync(&mut batch);
            batch.tell();
            self.close(batch.closing);
        }
        let connections = self.shards.keys().map(|(connection, _)| *connection);
        let connections = connections.collect();
        self.close(connections);
    }

    fn take(&mut self, task: Task, batch: &mut Batch) {
        match task {
            Task::Append {
                connection,
                producer,
                entries,
                told,
                permit,
            } => {
                let mut failure = None;
                if !self.failed.contains(&connection) {
                    for entry in entries {
                        batch.bytes += entry.payload.len();
                        let key = (connection, entry.store.clone());
                        if let Err(error) = self.write(&key, producer, entry) {
                            self.failed.insert(connection);
                            failure = Some(error);
                            break;
                        }
                    }
                }
                batch.waiting.push((connection, told, failure));
                batch.permits.push(permit);
            }
            Task::Close { connection } => {
                batch.closing.insert(connection);
            }
        }
    }

    fn write(&mut self, key: &Key, producer: Tuid, entry: Entry) -> rushes_rrd::Result<()> {
        let introduces = entry.kind == MessageKind::SetStoreInfo;
        if introduces {
            let info = entry.payload.clone();
            self.store_infos.insert(entry.store.clone(), info);
        }
        let is_new = !self.shards.contains_key(key);
        if is_new {
            let shard = Shard::create(&self.folder, &entry.store, producer)?;
            self.shards.insert(key.clone(), shard);
        }
        self.unsynced.insert(key.clone());
        let Some(shard) = self.shards.get_mut(key) else {
            return Ok(());
        };
        if is_new
            && !introduces
            && let Some(info) = self.store_infos.get(&entry.store)
        {
            shard.write(MessageKind::SetStoreInfo, info.clone())?;
        }
        shard.write(entry.kind, entry.payload)
    }

    /// Syncs what was written. Of connections whose data cannot all be, nothing of this batch stays.
    fn sync(&mut self, batch: &mut Batch) {
        let mut needs_folder = false;
        let mut reasons: BTreeMap<Tuid, String> = BTreeMap::new();
        let keys = std::mem::take(&mut self.unsynced);
        for key in &keys {
            let synced = match self.shards.get_mut(key) {
                Some(shard) if !self.failed.contains(&key.0) => shard.sync(),
                _ => continue,
            };
            match synced {
                Ok(needs) => needs_folder |= needs.0,
                Err(error) => {
                    self.failed.insert(key.0);
                    reasons.insert(key.0, error.to_string());
                }
            }
        }
        if needs_folder && let Err(error) = sync_folder(&self.folder) {
            for key in &keys {
                self.failed.insert(key.0);
                let text = format!("cannot sync {}: {error}", self.folder.display());
                reasons.entry(key.0).or_insert(text);
            }
        }
        for (connection, _, failure) in &mut batch.waiting {
            if self.failed.contains(connection) {
                let reason = reasons.get(connection).map(String::as_str);
                let reason = reason.unwrap_or("something before it could not be saved");
                let kind = rushes_rrd::ErrorKind::Io;
                failure.get_or_insert_with(|| rushes_rrd::Error::new(kind, reason));
            }
        }
        for key in keys {
            if self.failed.contains(&key.0) {
                self.give_up(&key);
            } else if let Some(shard) = self.shards.get_mut(&key) {
                shard.settle();
            }
        }
    }

    /// What of a shard is not acknowledged comes again.
    fn give_up(&mut self, key: &Key) {
        if let Some(shard) = self.shards.remove(key) {
            let is_known = self.introduced.contains(&key.1);
            let path = shard.roll_back(is_known);
            if path.exists() {
                self.introduced.insert(key.1.clone());
            }
            self.seal(path);
        }
    }

    fn close(&mut self, connections: BTreeSet<Tuid>) {
        for connection in connections {
            self.failed.remove(&connection);
            let keys = self.shards.keys().filter(|(other, _)| *other == connection);
            for key in keys.cloned().collect::<Vec<_>>() {
                if let Some(shard) = self.shards.remove(&key) {
                    self.seal(shard.into_path());
                    self.introduced.insert(key.1);
                }
            }
        }
    }

    fn seal(&self, path: PathBuf) {
        // The sealer lives longer than this thread.
        drop(self.sealer.send(path));
    }
}

/// Gives closed shards their footers. On a thread of its own, for it has to decode everything.
pub(super) fn seal_all(paths: &Receiver<PathBuf>) {
    for path in paths.iter().filter(|path| path.exists()) {
        if let Err(error) = rushes_rrd::seal(&path, &Limits::default(), |_, _| {}) {
            log::warn!("{}: it stays without a footer: {error}", path.display());
        }
    }
}

/// What is synced together.
#[derive(Default)]
struct Batch {
    bytes: usize,
    waiting: Vec<(Tuid, Told, Option<rushes_rrd::Error>)>,
    permits: Vec<Permit>,
    closing: BTreeSet<Tuid>,
}

impl Batch {
    fn tell(&mut self) {
        for (_, told, failure) in self.waiting.drain(..) {
            told(match failure {
                None => Ok(()),
                Some(error) => {
                    let text = format!("cannot save recordings: {error}");
                    log::error!("{text}");
                    Err(Error::new(ErrorKind::Setup, text).caused_by(error))
                }
            } as Result<()>);
        }
        self.permits.clear();
    }
}

fn sync_folder(folder: &Path) -> std::io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Some file systems do not sync folders; then there is no better way.
        Err(error) if error.kind() == std::io::ErrorKind::InvalidInput => Ok(()),
        result => result,
    }
}
