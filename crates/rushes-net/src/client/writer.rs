//! Sending messages for as long as it takes.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use http::HeaderValue;
use parking_lot::Mutex;
use prost::Message as _;
use rushes_core::Tuid;
use rushes_rrd::Message;
use tonic::Code;

use super::body::RequestBody;
use super::outbox::Outbox;
use super::reader::Frames;
use super::{ConnectOptions, Connection};
use crate::frame::{Frame, PRODUCER_HEADER, message_of};
use crate::proto::ingest::WriteResponse;
use crate::uri::ProxyUri;
use crate::{Error, ErrorKind, Result};

const INGEST: &str = "/rushes.v1.IngestService/Write";
const WRITE_MESSAGES: &str = "/rerun.sdk_comms.v1alpha1.MessageProxyService/WriteMessages";

/// Pauses between attempts to connect.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

/// How messages are sent.
#[derive(Clone, Debug)]
pub struct WriterOptions {
    /// How to connect.
    pub connect: ConnectOptions,
    /// How long a flush, and the end, wait for a server that cannot be reached.
    pub connect_timeout_on_flush: Duration,
    /// Bytes that may wait to be sent, or to be acknowledged. What is more has to wait outside.
    pub max_bytes: u64,
}

impl Default for WriterOptions {
    fn default() -> Self {
        Self {
            connect: ConnectOptions::default(),
            connect_timeout_on_flush: Duration::from_secs(5),
            max_bytes: 64 << 20,
        }
    }
}

/// What has become of the connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// There is none yet, or it broke: it is tried again and again.
    Connecting {
        /// Since when.
        since: Instant,
    },
    /// There is one.
    Connected {
        /// What an acknowledgement of the server means: that the message is on a disk, or just
        /// that it has come. `None`: this server does not acknowledge.
        durable: Option<bool>,
    },
    /// It has ended for good: in order, or because of this.
    Disconnected(Result<(), LinkFailure>),
}

/// Why a connection has ended for good.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct LinkFailure {
    /// What the server answered with; [`Code::Unavailable`] if it did not.
    pub code: Code,
    /// In words.
    pub reason: String,
}

impl LinkFailure {
    pub(super) fn out_of_patience() -> Self {
        Self {
            code: Code::Unavailable,
            reason: "the server did not take everything in time".to_owned(),
        }
    }
}

/// A flush did not succeed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FlushError {
    /// It takes longer. Try again.
    #[error("the server has not taken everything yet")]
    Timeout,
    /// It will not happen, at least not soon.
    #[error("{0}")]
    Failed(String),
}

/// Sends messages to a server, from a thread of its own.
///
/// It connects in the background, for as long as that takes. When the connection breaks, it connects
/// again, and sends again what the server has not acknowledged: nothing is lost, unless the server
/// loses it. Servers that do not acknowledge get the last few megabytes again.
#[derive(Debug)]
pub struct Writer {
    outbox: Arc<Outbox>,
    uri: ProxyUri,
    options: WriterOptions,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    /// Starts to connect.
    ///
    /// # Errors
    /// If there are no more threads.
    pub fn new(uri: ProxyUri, options: WriterOptions) -> Result<Self> {
        let setup = |error: std::io::Error| {
            let text = format!("cannot start a thread to send from: {error}");
            Error::new(ErrorKind::Setup, text).caused_by(error)
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .build()
            .map_err(setup)?;
        let outbox = Arc::new(Outbox::new(options.max_bytes));
        let link = Link {
            outbox: Arc::clone(&outbox),
            uri: uri.clone(),
            options: options.connect.clone(),
            producer: Tuid::new(),
        };
        let thread = std::thread::Builder::new()
            .name("rushes-grpc".to_owned())
            .spawn(move || runtime.block_on(link.run()))
            .map_err(setup)?;
        Ok(Self {
            outbox,
            uri,
            options,
            thread: Mutex::new(Some(thread)),
        })
    }

    /// Sends a message; waits while too much waits already. Once the connection has ended for good,
    /// the message is lost: whether that is so, a [flush](Self::flush) tells.
    ///
    /// # Errors
    /// If the message is too long.
    pub fn send(&self, message: &Message) -> Result<()> {
        let introduces = match message {
            Message::SetStoreInfo(message) => Some(message.info.store_id.clone()),
            _ => None,
        };
        if !self.outbox.push(Frame::of(message)?, introduces) {
            log::debug!("a message for {} is dropped", self.uri);
        }
        Ok(())
    }

    /// Waits until the server has acknowledged everything sent before; if it does not acknowledge,
    /// until all of it has been handed to the transport.
    ///
    /// # Errors
    /// If that takes longer than `timeout`, if the server cannot be reached, or has refused.
    pub fn flush(&self, timeout: Duration) -> Result<(), FlushError> {
        let patience = self.options.connect_timeout_on_flush;
        self.outbox.flush(timeout, patience, &self.uri)
    }

    /// Announces the end: from now on, [`Self::send`] too only waits some seconds for a server that
    /// does not take anything.
    pub fn hurry(&self) {
        self.outbox.hurry(self.options.connect_timeout_on_flush);
    }

    /// What has become of the connection.
    pub fn link(&self) -> LinkState {
        self.outbox.link()
    }

    /// Where it sends to.
    pub fn uri(&self) -> &ProxyUri {
        &self.uri
    }

    /// Sends the rest, and ends the connection in order. Gives up when the server has not taken
    /// anything for some seconds; what it did not take then is lost.
    ///
    /// # Errors
    /// If anything was lost.
    pub fn finish(&self) -> Result<(), FlushError> {
        let Some(thread) = self.thread.lock().take() else {
            return Ok(());
        };
        self.outbox.end();
        self.hurry();
        let has_ended = self.outbox.wait_for_end();
        let unsettled = self.outbox.unsettled();
        self.outbox.abandon();
        if thread.join().is_err() {
            let text = "the thread that sends has panicked";
            return Err(FlushError::Failed(text.to_owned()));
        }
        match self.outbox.link() {
            LinkState::Disconnected(Err(failure)) if has_ended => {
                Err(FlushError::Failed(failure.reason))
            }
            _ if unsettled > 0 => Err(FlushError::Failed(format!(
                "{} has not taken {unsettled} messages: they are lost",
                self.uri
            ))),
            _ => Ok(()),
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        if let Err(error) = self.finish() {
            log::error!("{error}");
        }
    }
}

/// What the thread does.
struct Link {
    outbox: Arc<Outbox>,
    uri: ProxyUri,
    options: ConnectOptions,
    /// Who sends: the same in all calls, so that the server knows what comes again.
    producer: Tuid,
}

impl Link {
    async fn run(self) {
        let mut keep_up = pin!(self.keep_up());
        // Whichever comes first.
        let result = poll_fn(|context| {
            if let Poll::Ready(result) = keep_up.as_mut().poll(context) {
                return Poll::Ready(Some(result));
            }
            self.outbox.poll_abandoned(context).map(|()| None)
        })
        .await;
        match result {
            Some(result) => {
                if let Err(error) = &result {
                    log::error!("{}: {error}. What is logged there is lost", self.uri);
                }
                let result = result.map_err(|error| LinkFailure {
                    code: error.code().unwrap_or(Code::Unavailable),
                    reason: error.to_string(),
                });
                self.outbox.set_link(LinkState::Disconnected(result));
            }
            None => {
                let failure = LinkFailure {
                    code: Code::Unavailable,
                    reason: "the server did not take everything in time".to_owned(),
                };
                self.outbox.set_link(LinkState::Disconnected(Err(failure)));
            }
        }
    }

    /// Connects again and again, until everything is sent, or the server refuses.
    async fn keep_up(&self) -> Result<()> {
        let mut pause = FIRST_PAUSE;
        let mut has_warned = false;
        loop {
            let error = match Connection::open(&self.uri.origin, &self.options).await {
                Ok(connection) => {
                    let before = self.outbox.successes();
                    let written = self.write(connection).await;
                    // A server that takes calls, but nothing else, is not tried more often.
                    if self.outbox.successes() > before {
                        pause = FIRST_PAUSE;
                        has_warned = false;
                    }
                    match written {
                        Ok(()) if self.outbox.has_ended() && self.outbox.unsettled() == 0 => {
                            return Ok(());
                        }
                        Ok(()) => {
                            Error::new(ErrorKind::Unreachable, "the server has ended the call")
                        }
                        Err(error) => error,
                    }
                }
                Err(error) => error,
            };
            if error.kind() != ErrorKind::Unreachable && !is_passing(&error) {
                return Err(error);
            }
            if !has_warned {
                has_warned = true;
                log::warn!("{}: {error}; trying again until it works", self.uri);
            }
            if !matches!(self.outbox.link(), LinkState::Connecting { .. }) {
                self.outbox.set_link(LinkState::Connecting {
                    since: Instant::now(),
                });
            }
            tokio::time::sleep(pause).await;
            pause = (2 * pause).min(LONGEST_PAUSE);
        }
    }

    /// Sends what is there, and what comes, until there is no more, or the connection breaks.
    async fn write(&self, mut connection: Connection) -> Result<()> {
        match self.write_acknowledged(&mut connection).await {
            Err(error) if error.code() == Some(Code::Unimplemented) => {
                self.write_plainly(&mut connection).await
            }
            result => result,
        }
    }

    async fn write_acknowledged(&self, connection: &mut Connection) -> Result<()> {
        let call = self.outbox.begin_call();
        let body = RequestBody::Outbox(Arc::clone(&self.outbox), call);
        // Hex digits are always a valid header.
        let producer = HeaderValue::try_from(self.producer.to_string()).ok();
        let producer = producer.map(|producer| (PRODUCER_HEADER, producer));
        let response = tokio::time::timeout(
            self.options.timeout,
            connection.call_with(INGEST, producer, body),
        );
        let response = response.await.map_err(|_elapsed| {
            let text = "the server has taken the connection, but does not answer";
            Error::new(ErrorKind::Unreachable, text)
        })??;
        let mut frames = Frames::new(response.into_body());
        while let Some(frame) = frames.next().await? {
            let response = WriteResponse::decode(message_of(&frame)).map_err(|error| {
                let text = format!("the server's acknowledgement is not valid: {error}");
                Error::invalid(text).caused_by(error)
            })?;
            if let Some(welcome) = response.welcome {
                self.outbox.may_send(call, Some(welcome.durable));
            }
            self.outbox.acknowledged(call, response.acknowledged);
        }
        Ok(())
    }

    async fn write_plainly(&self, connection: &mut Connection) -> Result<()> {
        let call = self.outbox.begin_call();
        self.outbox.may_send(call, None);
        let body = RequestBody::Outbox(Arc::clone(&self.outbox), call);
        let response = connection.call(WRITE_MESSAGES, body).await?;
        let mut frames = Frames::new(response.into_body());
        while frames.next().await?.is_some() {}
        Ok(())
    }
}

/// Whether it may be otherwise the next time.
fn is_passing(error: &Error) -> bool {
    matches!(
        error.code(),
        Some(Code::Internal | Code::Unknown | Code::ResourceExhausted | Code::Aborted)
    )
}
