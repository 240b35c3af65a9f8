//! What a server holds, and what comes.

use std::time::Duration;

use bytes::Bytes;
use http::HeaderValue;
use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use rushes_core::Tuid;
use rushes_rrd::{Message, MessageDecoder};
use tokio::time::Instant;
use tonic::{Code, Status};

use super::body::RequestBody;
use super::{ConnectOptions, Connection};
use crate::frame::{Deframer, Frame, READ_HEADER, READ_PRESENT};
use crate::proto::sdk_comms::ReadMessagesRequest;
use crate::uri::ProxyUri;
use crate::{Error, ErrorKind, Result, log_msg};

/// The frames of a response.
#[derive(Debug)]
pub(crate) struct Frames {
    body: Incoming,
    deframer: Deframer,
    data: Bytes,
}

impl Frames {
    pub(crate) fn new(body: Incoming) -> Self {
        Self {
            body,
            deframer: Deframer::new(u32::MAX),
            data: Bytes::new(),
        }
    }

    /// The next one; `None` when the server has ended the call in order.
    pub(crate) async fn next(&mut self) -> Result<Option<Bytes>> {
        loop {
            if let Some(frame) = self.deframer.next(&mut self.data)? {
                return Ok(Some(frame));
            }
            match self.body.frame().await {
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) => self.data = data,
                    Err(other) => {
                        let trailers = other.into_trailers().unwrap_or_default();
                        return match Status::from_header_map(&trailers) {
                            Some(status) if status.code() != Code::Ok => Err(status.into()),
                            _ => Ok(None),
                        };
                    }
                },
                Some(Err(error)) => {
                    let text = format!("the connection broke: {error}");
                    return Err(Error::new(ErrorKind::Unreachable, text).caused_by(error));
                }
                None if self.deframer.is_at_end() => return Ok(None),
                None => {
                    let text = "the server ended the call in the middle of a message";
                    return Err(Error::new(ErrorKind::Unreachable, text));
                }
            }
        }
    }
}

/// The messages of a server.
#[derive(Debug)]
pub struct MessageStream {
    frames: Frames,
    decoder: MessageDecoder,
    /// When it ends, if the server does not know that only what is there is wanted.
    present: Option<Present>,
    _connection: Connection,
}

/// What is there, as far as a reader can tell.
#[derive(Debug)]
struct Present {
    /// Nanoseconds since 1970. Chunks that were made later are none that was there.
    came: u64,
    /// Then enough time has passed without anything that was there.
    end: Instant,
}

/// Who sends what is there does not pause for so long.
const PAUSE: Duration = Duration::from_secs(1);

impl MessageStream {
    /// The next message, its data still packed. `None` when the server has ended in order.
    ///
    /// Messages that cannot be understood are logged and left out.
    ///
    /// # Errors
    /// If the connection broke.
    pub async fn next(&mut self) -> Result<Option<Message>> {
        let Some(Present { came, end }) = self.present else {
            return self.next_of_all().await;
        };
        let Ok(next) = tokio::time::timeout_at(end, self.next_of_all()).await else {
            return Ok(None);
        };
        let next = next?;
        if next
            .as_ref()
            .is_some_and(|message| !is_later(message, came))
        {
            let end = Instant::now() + PAUSE;
            self.present = Some(Present { came, end });
        }
        Ok(next)
    }

    async fn next_of_all(&mut self) -> Result<Option<Message>> {
        while let Some(frame) = self.frames.next().await? {
            match log_msg::decode(&frame, &mut self.decoder) {
                Ok(Some(message)) => return Ok(Some(message)),
                Ok(None) => {}
                Err(error) => log::warn!("a message cannot be understood and is left out: {error}"),
            }
        }
        Ok(None)
    }
}

/// Whether a message was made later than this.
fn is_later(message: &Message, time_ns: u64) -> bool {
    match message {
        Message::Arrow(message) => message
            .chunk_id
            .is_some_and(|chunk_id| chunk_id.tuid().time_ns > time_ns),
        _ => false,
    }
}

/// Connects, and reads what the server holds, then what comes. The stream does not end before the
/// server does.
///
/// # Errors
/// If nobody answers there, or it is no message proxy.
pub async fn read_messages(uri: &ProxyUri, options: &ConnectOptions) -> Result<MessageStream> {
    read(uri, options, None).await
}

/// Connects, and reads what the server holds; then the stream ends.
///
/// Servers of this project know where that is. With others it ends when, for a second, nothing has come
/// that was there before: what comes meanwhile may be among it.
///
/// # Errors
/// If nobody answers there, or it is no message proxy.
pub async fn read_present(uri: &ProxyUri, options: &ConnectOptions) -> Result<MessageStream> {
    let header = (READ_HEADER, HeaderValue::from_static(READ_PRESENT));
    read(uri, options, Some(header)).await
}

async fn read(
    uri: &ProxyUri,
    options: &ConnectOptions,
    header: Option<(&'static str, HeaderValue)>,
) -> Result<MessageStream> {
    let only_present = header.is_some();
    let came = Tuid::new().time_ns;
    let mut connection = Connection::open(&uri.origin, options).await?;
    let request = RequestBody::once(Frame::encode(&ReadMessagesRequest {})?);
    let method = "/rerun.sdk_comms.v1alpha1.MessageProxyService/ReadMessages";
    let response = connection.call_with(method, header, request).await?;
    let ends = response.headers().contains_key(READ_HEADER);
    Ok(MessageStream {
        frames: Frames::new(response.into_body()),
        decoder: MessageDecoder::default(),
        present: (only_present && !ends).then(|| Present {
            came,
            end: Instant::now() + PAUSE,
        }),
        _connection: connection,
    })
}
