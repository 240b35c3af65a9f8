//! What comes in one call of a producer, and what the producer is told.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use http::HeaderMap;
use http_body::Frame as BodyFrame;
use parking_lot::Mutex;
use rushes_core::Tuid;
use rushes_rrd::MessageDecoder;
use tonic::Status;
use tonic::body::Body;

use super::calls::{Calls, next_data, refused};
use super::classify::{self, Audience, Class, Refusal};
use super::reader::ok_trailers;
use super::recent::{Arrival, RecentChunks};
use super::save::Entry;
use crate::Result;
use crate::frame::{Deframer, Frame};
use crate::proto::ingest::{Welcome, WriteResponse};

/// What comes in one call.
pub(super) struct Intake {
    calls: Calls,
    connection: Tuid,
    producer: Tuid,
    /// What the producer has sent before, if it says who it is.
    recent: Option<Arc<Mutex<RecentChunks>>>,
    deframer: Deframer,
    decoder: MessageDecoder,
    accepted: Vec<(Class, Bytes)>,
    to_save: Vec<Entry>,
    /// Messages so far, with those that were left out.
    count: u64,
    acks: Arc<Mutex<Acks>>,
}

impl Intake {
    pub(super) fn new(calls: &Calls, producer: Option<Tuid>, acks: Arc<Mutex<Acks>>) -> Self {
        calls.history.producers_changed(1);
        #[expect(clippy::unwrap_or_default, reason = "the default id is not unique")]
        let id = producer.unwrap_or_else(Tuid::new);
        Self {
            calls: calls.clone(),
            connection: Tuid::new(),
            producer: id,
            recent: producer.map(|producer| calls.producers.of(producer)),
            deframer: Deframer::new(u32::MAX),
            decoder: MessageDecoder::default(),
            accepted: Vec::new(),
            to_save: Vec::new(),
            count: 0,
            acks,
        }
    }

    /// Takes everything, and tells the producer.
    pub(super) async fn take_all(mut self, mut body: Body) {
        let result = loop {
            let data = match next_data(&mut body).await {
                Ok(Some(data)) => data,
                Ok(None) => break self.check_end(),
                Err(status) => break Err(status),
            };
            // What was whole before an error is accepted.
            let result = self.cut(data);
            self.store().await;
            if result.is_err() {
                break result;
            }
            if self.acks.lock().has_failed() {
                break Ok(());
            }
        };
        self.end(result).await;
    }

    fn cut(&mut self, mut data: Bytes) -> Result<(), Status> {
        while let Some(frame) = self.deframer.next(&mut data).map_err(refused)? {
            match classify::log_message(&frame, &mut self.decoder) {
                Ok(facts) => self.accept(facts, frame),
                Err(Refusal::NotOne(error)) => return Err(refused(error)),
                Err(Refusal::Undecodable(error)) => {
                    self.calls.history.undecodable();
                    log::warn!("a message that no reader could decode is left out: {error}");
                }
            }
            self.count += 1;
        }
        Ok(())
    }

    fn accept(&mut self, facts: classify::Facts, frame: Bytes) {
        let arrival = match (&self.recent, facts.chunk_id) {
            (Some(recent), Some(id)) => recent.lock().arrive(id),
            _ => Arrival::New,
        };
        match arrival {
            Arrival::New => self.accepted.push((facts.class, frame)),
            Arrival::Unsaved => {}
            Arrival::Again => return,
        }
        if self.calls.saver.is_some() {
            self.to_save.push(Entry {
                store: facts.store,
                kind: facts.kind,
                payload: facts.payload,
                chunk_id: facts.chunk_id,
            });
        }
    }

    /// Hands over what was accepted.
    async fn store(&mut self) {
        if !self.accepted.is_empty() {
            let history = &self.calls.history;
            history.push(Audience::Messages, self.accepted.drain(..));
        }
        let Some(saver) = self.calls.saver.clone() else {
            self.acks.lock().report(self.count);
            return;
        };
        let entries = std::mem::take(&mut self.to_save);
        let ids: Vec<u128> = entries.iter().filter_map(|entry| entry.chunk_id).collect();
        let (acks, recent, count) = (Arc::clone(&self.acks), self.recent.clone(), self.count);
        let history = Arc::clone(&self.calls.history);
        let told = move |result: Result<()>| match result {
            Ok(()) => acks.lock().report(count),
            Err(error) => {
                // They come again.
                if let Some(recent) = recent {
                    let mut recent = recent.lock();
                    ids.into_iter().for_each(|id| recent.could_not_save(id));
                }
                history.failed_save();
                acks.lock()
                    .end(Err(Status::resource_exhausted(error.to_string())));
            }
        };
        saver
            .append(self.connection, self.producer, entries, Box::new(told))
            .await;
    }

    fn check_end(&self) -> Result<(), Status> {
        if self.deframer.is_at_end() {
            return Ok(());
        }
        Err(Status::invalid_argument(
            "the call ended in the middle of a message",
        ))
    }

    /// Ends the call once everything before is on the disk, if it is to be there.
    async fn end(self, result: Result<(), Status>) {
        let Some(saver) = self.calls.saver.clone() else {
            self.acks.lock().end(result);
            return;
        };
        let acks = Arc::clone(&self.acks);
        let told = move |saved: Result<()>| {
            let saved = saved.map_err(|error| Status::resource_exhausted(error.to_string()));
            acks.lock().end(result.and(saved));
        };
        saver
            .append(self.connection, self.producer, Vec::new(), Box::new(told))
            .await;
    }
}

impl Drop for Intake {
    fn drop(&mut self) {
        self.calls.history.producers_changed(-1);
        if let Some(saver) = &self.calls.saver {
            saver.close(self.connection);
        }
    }
}

/// What a producer is to be told.
#[derive(Debug, Default)]
pub(super) struct Acks {
    has_welcomed: bool,
    count: u64,
    told: u64,
    end: Option<Result<(), Status>>,
    waker: Option<Waker>,
}

impl Acks {
    /// So many messages are safe. Not once something was not, for the count covers all before.
    fn report(&mut self, count: u64) {
        if !self.has_failed() {
            self.count = count;
            self.wake();
        }
    }

    /// The call has ended; the first reason counts.
    fn end(&mut self, result: Result<(), Status>) {
        self.end.get_or_insert(result);
        self.wake();
    }

    fn has_failed(&self) -> bool {
        matches!(self.end, Some(Err(_)))
    }

    fn wake(&mut self) {
        self.waker.take().into_iter().for_each(Waker::wake);
    }

    /// Waits for the end of the call.
    pub(super) fn poll_end(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Status>> {
        match &self.end {
            Some(result) => Poll::Ready(result.clone()),
            None => {
                self.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}

/// Tells a producer, while its call lasts, what is safe.
#[derive(Debug)]
pub(super) struct AckBody {
    pub acks: Arc<Mutex<Acks>>,
    pub is_durable: bool,
}

impl http_body::Body for AckBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<BodyFrame<Bytes>, Infallible>>> {
        let mut acks = self.acks.lock();
        if !acks.has_welcomed || acks.count > acks.told {
            let welcome = (!acks.has_welcomed).then_some(Welcome {
                durable: self.is_durable,
            });
            acks.has_welcomed = true;
            acks.told = acks.count;
            let response = WriteResponse {
                welcome,
                acknowledged: acks.count,
            };
            // So short a message can always be framed.
            let frame = Frame::encode(&response).unwrap_or_default();
            return Poll::Ready(Some(Ok(BodyFrame::data(frame))));
        }
        let trailers = match std::task::ready!(acks.poll_end(context)) {
            Ok(()) => ok_trailers(),
            Err(status) => {
                let mut trailers = HeaderMap::new();
                status.add_header(&mut trailers).ok();
                trailers
            }
        };
        Poll::Ready(Some(Ok(BodyFrame::trailers(trailers))))
    }
}
