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
                for entry in entries {
                    batch.bytes += entry.payload.len();
                    let key = (connection, entry.store.clone());
                    if let Err(error) = self.write(&key, producer, entry) {
                        self.give_up(&key);
                        failure = Some(error);
                        break;
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
        if !self.shards.contains_key(key) {
            let mut shard = Shard::create(&self.folder, &entry.store, producer)?;
            if !introduces && let Some(info) = self.store_infos.get(&entry.store) {
                shard.write(MessageKind::SetStoreInfo, info.clone())?;
            }
            self.shards.insert(key.clone(), shard);
        }
        self.unsynced.insert(key.clone());
        match self.shards.get_mut(key) {
            Some(shard) => shard.write(entry.kind, entry.payload),
            None => Ok(()),
        }
    }

    /// Syncs what was written. Connections whose data cannot be are noted as failed.
    fn sync(&mut self, batch: &mut Batch) {
        let mut needs_folder = false;
        let mut failed = Vec::new();
        for key in std::mem::take(&mut self.unsynced) {
            match self.shards.get_mut(&key).map(Shard::sync) {
                Some(Ok(needs)) => needs_folder |= needs.0,
                Some(Err(error)) => failed.push((key, error)),
                None => {}
            }
        }
        if needs_folder && let Err(error) = sync_folder(&self.folder) {
            log::error!("cannot sync {}: {error}", self.folder.display());
            for (_, _, failure) in &mut batch.waiting {
                failure.get_or_insert_with(|| std::io::Error::from(error.kind()).into());
            }
        }
        for (key, error) in failed {
            let text = error.to_string();
            for (connection, _, failure) in &mut batch.waiting {
                if *connection == key.0 {
                    let kind = rushes_rrd::ErrorKind::Io;
                    failure.get_or_insert_with(|| rushes_rrd::Error::new(kind, &text));
                }
            }
            self.give_up(&key);
        }
    }

    /// What of a shard is not on the disk is not acknowledged, and comes again.
    fn give_up(&mut self, key: &Key) {
        self.unsynced.remove(key);
        if let Some(shard) = self.shards.remove(key) {
            self.seal(shard.roll_back());
        }
    }

    fn close(&mut self, connections: BTreeSet<Tuid>) {
        for connection in connections {
            let keys = self.shards.keys().filter(|(other, _)| *other == connection);
            for key in keys.cloned().collect::<Vec<_>>() {
                if let Some(shard) = self.shards.remove(&key) {
                    self.seal(shard.into_path());
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
