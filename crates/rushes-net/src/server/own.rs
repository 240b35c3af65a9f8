//! What the server's own process publishes, and whether that is on the disk.

use std::sync::Arc;
use std::time::{Duration, Instant};

use parking_lot::{Condvar, Mutex};
use rushes_core::Tuid;

use super::classify::Facts;
use super::history::History;
use super::save::{Entry, Saver};
use crate::{Error, ErrorKind, Result};

/// A producer without a connection.
#[derive(Debug)]
pub(super) struct Own {
    producer: Tuid,
    saving: Arc<Saving>,
}

#[derive(Debug, Default)]
struct Saving {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// What stands for a connection: after a failure, nothing more is saved of one.
    connection: Option<Tuid>,
    /// Those of which nothing more is saved.
    ended: Vec<Tuid>,
    /// Messages that are on their way.
    pending: u64,
    /// Why some are not on the disk, if nobody has been told.
    failure: Option<String>,
}

impl Default for Own {
    fn default() -> Self {
        Self {
            producer: Tuid::new(),
            saving: Arc::default(),
        }
    }
}

impl Own {
    /// Saves a message; waits while too much waits already.
    pub(super) fn save(&self, saver: &Saver, facts: Facts, history: &Arc<History>) {
        let mut state = self.saving.state.lock();
        state.pending += 1;
        let connection = *state.connection.get_or_insert_with(Tuid::new);
        let ended = std::mem::take(&mut state.ended);
        drop(state);
        ended.into_iter().for_each(|ended| saver.close(ended));
        let (saving, history) = (Arc::clone(&self.saving), Arc::clone(history));
        let told = move |result: Result<()>| {
            let mut state = saving.state.lock();
            state.pending -= 1;
            if let Err(error) = result {
                history.failed_save();
                state.failure = Some(error.to_string());
                if state.connection == Some(connection) {
                    state.connection = None;
                    state.ended.push(connection);
                }
            }
            saving.changed.notify_all();
        };
        let entry = Entry {
            store: facts.store,
            kind: facts.kind,
            payload: facts.payload,
            chunk_id: facts.chunk_id,
        };
        saver.append_blocking(connection, self.producer, vec![entry], Box::new(told));
    }

    /// Waits until nothing is on its way; `false` if that takes longer.
    pub(super) fn flush(&self, timeout: Duration) -> Result<bool> {
        let deadline = Instant::now().checked_add(timeout);
        let mut state = self.saving.state.lock();
        while state.pending > 0 {
            let timed_out = match deadline {
                None => {
                    self.saving.changed.wait(&mut state);
                    false
                }
                Some(deadline) => self
                    .saving
                    .changed
                    .wait_until(&mut state, deadline)
                    .timed_out(),
            };
            if timed_out && state.pending > 0 {
                return Ok(false);
            }
        }
        match state.failure.take() {
            None => Ok(true),
            Some(reason) => Err(Error::new(ErrorKind::Setup, reason)),
        }
    }
}
