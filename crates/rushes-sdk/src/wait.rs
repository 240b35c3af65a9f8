//! Waiting for an answer.

use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError};

/// What came of waiting.
pub(crate) enum Wait<T> {
    /// The answer.
    Received(T),
    /// It took too long.
    TimedOut,
    /// Nobody is left who would answer.
    Gone,
}

/// Waits for an answer; [`Duration::MAX`] is forever.
pub(crate) fn receive<T>(receiver: &Receiver<T>, timeout: Duration) -> Wait<T> {
    let result = match Instant::now().checked_add(timeout) {
        Some(deadline) => receiver.recv_deadline(deadline),
        None => receiver
            .recv()
            .map_err(|_gone| RecvTimeoutError::Disconnected),
    };
    match result {
        Ok(answer) => Wait::Received(answer),
        Err(RecvTimeoutError::Timeout) => Wait::TimedOut,
        Err(RecvTimeoutError::Disconnected) => Wait::Gone,
    }
}
